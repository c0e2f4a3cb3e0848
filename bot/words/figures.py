"""A figure in a line, and what is asked of a person: the same wherever either is told."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.words.orders.norms import counted, deadline, no_data, normed, not_known
from bot.words.russian import a_day, day, number, plural_word, share, span
from bot.words.vocabulary import Vocabulary
from monitor.facts.values import Counts, Figure, NormReading, Report, Requirement, WindowSpan

SHOWN_FIGURES = 6
"""Figures a message tells itself; the whole list is in the table attached to it."""

RESTING = "Каникулы: норма не применяется."


def chosen(figures: Sequence[Figure], main: str) -> list[Figure]:
    """Choose what fits into a message, in the order's order.

    The main figure comes first, then norms that are not met, then the other norms.
    """
    if len(figures) <= SHOWN_FIGURES:
        return list(figures)
    normed = [each for each in figures if each.id == main or each.norm is not None]
    urgent = sorted(normed, key=lambda each: (each.id != main, _urgency(each.norm)))
    kept = {each.id for each in urgent[:SHOWN_FIGURES]}
    return [each for each in figures if each.id in kept]


def _urgency(norm: NormReading | None) -> int:
    return {False: 0, None: 1, True: 2}[norm.met if norm else None]


def as_of(report: Report) -> date:
    """The local day up to which a report counts: deadlines are held against it."""
    return report.window.as_of.astimezone(report.window.start.tzinfo).date()


def figure_line(figure: Figure, today: date, vocabulary: Vocabulary, *, begun: bool = False) -> str:
    """One indicator, its count before its share: «✅ …: 24 из 43 (55,8 %), норма 25 %».

    ``begun``: the week has only begun, as ``only_begun`` tells.
    """
    head = f"{mark(figure, today, begun=begun)} {figure.title}{window_words(figure)}:"
    if figure.value is None or figure.of == 0:
        return f"{head} {no_data(figure, vocabulary)}"
    base = ", без отсутствующих" if figure.base == "present" else ""
    parts = [f"{head} {reading(figure)}{base}{norm_tail(figure)}", whole_list(figure)]
    parts.append(not_known(figure))
    if figure.corrected:
        parts.append("исправлено ответственным")
    return "; ".join(part for part in parts if part)


def reading(figure: Figure) -> str:
    """The count and the share, with an asterisk if the bot has not seen everything."""
    return f"{counted(figure)}{'*' if figure.incomplete else ''}"


def only_begun(window: WindowSpan) -> bool:
    """Tell whether less than half of a week is over, so that nobody is to be warned yet."""
    return not window.closed and window.as_of < window.start + (window.end - window.start) / 2


def mark(figure: Figure, today: date, *, begun: bool = False) -> str:
    """✅ for a norm that is met, ⚠️ for one that is not, • where there is nothing to judge (yet)."""
    norm = figure.norm
    if norm is None or norm.met is None:
        return "•"
    if norm.met:
        return "✅"
    return "•" if begun or (norm.deadline is not None and today <= norm.deadline) else "⚠️"


def window_words(figure: Figure) -> str:
    """Say which days are counted, if not the week's: «, за 20 ноября», «, с 1 ноября».

    A month that ended in the week is told as a whole: «, за 1–30 ноября».
    """
    if figure.first is None or figure.window == "week":
        return ""
    last = figure.last
    if figure.window == "month" and last is not None and (last + timedelta(days=1)).day == 1:
        return f", за {span(figure.first, last)}"
    return f", {'за' if figure.window == 'day' else 'с'} {day(figure.first)}"


def norm_tail(figure: Figure) -> str:
    """The norm behind a reading: «, норма 25 %, срок 26 мая 2023 г.»."""
    norm = figure.norm
    if norm is None:
        return ""
    until = f", {deadline(norm)}" if norm.deadline and not norm.met else ""
    if norm.growth is None and norm.growth_points is None:
        return f", {normed(norm)}{until}"
    if norm.before is None:
        before = "" if norm.met else " (сравнить не с чем)"
    else:
        before = f" (было {number(int(norm.before)) if figure.of is None else share(norm.before)})"
    return f", {normed(norm)}{before}{until}"


def whole_list(figure: Figure) -> str:
    """The figure over the whole list, where it counts those present: «от всех по списку: …».

    The other way round the table has it: there few differ, and orders mean the whole list.
    """
    other = figure.other
    if other is None or other.base != "all" or other.value is None:
        return ""
    if (other.value, other.of) == (figure.value, figure.of):
        return ""
    return f"от всех по списку: {number(other.value)} из {number(other.of or 0)}"


def asked_words(asked: Sequence[Requirement], *, choice: bool) -> str:
    """What somebody did of what is asked: «7 из 10 сообщений или 0 из 1 звонка»."""
    told = [
        f"{number(each.done)} из {needed_words(each.counts, each.needed, each.a_day)}"
        for each in asked
    ]
    return (" или " if choice else ", ").join(told)


def lacking_words(asked: Sequence[Requirement], *, choice: bool) -> str:
    """What somebody lacks of what is asked: «7 из 10 сообщений или 1 из 1 звонка»."""
    told = [
        f"{number(each.needed - each.done)} из {needed_words(each.counts, each.needed, each.a_day)}"
        for each in asked
        if each.done < each.needed
    ]
    return (" или " if choice else ", ").join(told)


def needed_words(counts: Counts, needed: int, least: int | None = None) -> str:
    """A minimum after «из»: «10 сообщений», «1 звонка», «5 дней с сообщениями».

    ``least``: messages that make a day count.
    """
    one, more, tail = {
        "messages": ("сообщения", "сообщений", ""),
        "calls": ("звонка", "звонков", ""),
        "days": ("дня", "дней", f" {a_day(least)}"),
    }[counts]
    return f"{number(needed)} {plural_word(needed, one, more, more)}{tail}"
