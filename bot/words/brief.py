"""What fits on a phone: figures in a line each, and as many lines as are read without scrolling."""

import textwrap
from collections.abc import Iterable, Sequence

from bot.words.coverage import UNREAD
from bot.words.figures import RESTING, as_of, mark, only_begun, reading, window_words
from bot.words.orders.norms import last_day, missing_words, no_data, normed
from bot.words.russian import NO_DATA, bare_name, clock, day, number, share, span, weekday_genitive
from bot.words.spans import short_stretch
from bot.words.vocabulary import Vocabulary, vocabulary_of
from monitor.facts.digest import Digest
from monitor.facts.values import Blank, Figure, NormReading, Report, WindowSpan

LINE, LINES = 40, 8
"""Characters in a phone's line, and lines of a message that is read at a glance."""

_NAME = 58  # letters of a figure's name where its order gives none for messages
_HEADING = 2  # lines that a heading may take

UNWATCHED = "Бота нет в чатах: данных нет."


def height(text: str) -> int:
    """Count the lines that a text takes on a phone."""
    return sum(len(textwrap.wrap(line, LINE)) or 1 for line in text.split("\n"))


def cut(text: str, lines: int) -> str:
    """Shorten a text to so many lines of a phone, its end given up for «…»."""
    if height(text) <= lines:
        return text
    kept = textwrap.wrap(text, LINE)[:lines]
    while kept and len(kept[-1]) > LINE - 2:
        kept[-1] = kept[-1].rpartition(" ")[0] or kept[-1][: LINE - 2]
    return f"{' '.join(kept)} …"


def headed(heading: str, unit: str) -> str:
    """Put an organisation's name into a heading, shortened so far that two lines hold it."""
    whole = heading.format(unit=unit)
    if height(whole) <= _HEADING:
        return whole
    words = bare_name(unit).split()
    said = heading.format(unit=bare_name(unit))
    while height(said) > _HEADING and len(words) > 1:
        words.pop()
        said = heading.format(unit=f"{' '.join(words)} …")
    if height(said) > _HEADING:
        said = heading.format(unit=f"{words[0][: LINE // 2]} …")
    return said.replace("….", "…")


def so_far(window: WindowSpan) -> str:
    """Say which week it is and how far it is counted: «16–22 ноября, на 15:00 четверга»."""
    days = span(window.start.date(), last_day(window))
    if window.closed or window.as_of >= window.end:
        return f"{days}, итог"
    local = window.as_of.astimezone(window.start.tzinfo)
    return f"{days}, на {clock(local)} {weekday_genitive(local.date())}"


def fitted(
    sure: Sequence[str], wished: Sequence[str], last: Sequence[str], lines: int = LINES
) -> tuple[list[str], int]:
    """Keep what is sure and, in their order, as many of the wished lines as there is room for.

    Gives the lines and how many were left out.
    """
    room = lines - sum(map(height, (*sure, *last)))
    kept: list[str] = []
    for line in wished:
        if height(line) > room:
            break
        kept.append(line)
        room -= height(line)
    return [*sure, *kept, *last], len(wished) - len(kept)


def name_of(figure: Figure) -> str:
    """Call a figure in a few words: as its order does, else by the beginning of its title."""
    return figure.short or textwrap.shorten(figure.title, _NAME, placeholder=" …")


def brief_line(figure: Figure, report: Report, *, norm: bool = False) -> str:
    """One figure in a line: «⚠️ От 10 сообщений: 22 из 44 (50,0 %)»; ``norm``: with its norm."""
    sign = mark(figure, as_of(report), begun=only_begun(report.window))
    head = f"{sign} {name_of(figure)}{window_words(figure)}:"
    if figure.value is None or figure.of == 0:
        return _without(figure, head, vocabulary_of(report.kinds))
    possible = f", возможно {figure.possible:+}" if figure.possible else ""
    said = f", {normed(figure.norm)}" if norm and figure.norm and _short(figure.norm) else ""
    return f"{head} {reading(figure)}{possible}{said}"


def _without(figure: Figure, head: str, vocabulary: Vocabulary) -> str:
    """Tell that there is no data, and why if that takes a second line at most."""
    why = f"{head} {no_data(figure, vocabulary)}"
    if not missing_words(figure, vocabulary) or height(why) <= 2:
        return why
    return f"{head} {NO_DATA}"


def _short(norm: NormReading) -> bool:
    return norm.growth is None and norm.growth_points is None


def figures(digest: Digest) -> tuple[list[str], list[str]]:
    """Give the main figure's lines with the week before, then the others, the urgent ones first."""
    report, main = digest.report, digest.report.figure(digest.main)
    others = sorted(
        (each for each in report.figures if each.id != digest.main),
        key=lambda each: urgency(each.norm),
    )
    said = [] if main is None else [cut(brief_line(main, report, norm=True) + change(digest), 3)]
    return [*said, *([RESTING] if report.resting else [])], [
        brief_line(each, report) for each in others
    ]


def urgency(norm: NormReading | None) -> int:
    """Norms that are not met first, then what is met, then what nothing is asked of."""
    return {False: 0, True: 1, None: 2}[norm.met if norm else None]


def change(digest: Digest) -> str:
    """Compare the main figure with the last closed week that has data: «; 9–15 ноября: 24 из 46».

    Where it is out of another number now, that number is told as well: the base has changed.
    """
    figure = digest.report.figure(digest.main)
    trend = digest.trend(digest.main)
    known = [point for point in (trend.points if trend else ()) if point.value is not None]
    if figure is None or figure.value is None or not known:
        return ""
    if (then := digest.then) is not None and then.value is not None:
        of = "" if then.of is None else f" из {number(then.of)}"
        return f"; неделю назад к этому часу: {number(then.value)}{of}"
    last = known[-1]
    base = "" if last.of is None else f" из {number(last.of)}"
    return f"; {span(last.first, last.last)}: {number(last.value or 0)}{base}"


def seen(report: Report) -> list[str]:
    """Say in a line what the bot did not see; nothing if it saw everything."""
    if report.completeness is None:
        return [UNWATCHED]
    lines = [_unread(blank, report) for blank in report.blanks if blank.cause == UNREAD]
    broken = sum(blank.cause != UNREAD for blank in report.blanks)
    if report.completeness < 1:
        lines.append(f"* Учтено {share(report.completeness)} сообщений.")
    elif any(figure.incomplete for figure in report.figures):
        lines.append("* Видны, возможно, не все сообщения.")
    elif broken and not lines:
        lines.append(f"* Перерывы в учёте: {number(broken)}, см. таблицу.")
    return lines[:1]


def _unread(blank: Blank, report: Report) -> str:
    """Say from when on, and until when, nothing was read."""
    over = report.window.closed or report.window.as_of >= report.window.end
    if over and blank.until is not None:
        return f"* Не прочитано {short_stretch(blank.since, blank.until)}."
    return f"* Данные на {clock(blank.since)} {day(blank.since.date())}."


def packed(
    sure: Sequence[str], wished: Sequence[str], others: Sequence[str], last: Sequence[str]
) -> list[str]:
    """Keep what fits; of other figures that do not, say how many the table has."""
    lines, missed = fitted(sure, [*wished, *others], last)
    if missed and others:
        lines, missed = fitted(sure, [*wished, *others], [*last, *left(len(others))])
        lines[-1:] = left(min(missed, len(others)))
    return lines


def left(count: int) -> list[str]:
    """Say how many figures only the table has."""
    return [f"Ещё показателей: {number(count)}, все в таблице."] if count else []


def together(parts: Iterable[str]) -> list[str]:
    """Put short sentences on one line; nothing if there are none."""
    said = " ".join(part for part in parts if part)
    return [said] if said else []
