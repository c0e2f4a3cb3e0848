"""What of a point of an order is counted, reminded of, confirmed and left out, in lines.

The pages in docs/ru/prikazy and the dialog say the same of a point.
"""

import re
from collections.abc import Iterable, Iterator

from bot.words.orders.norms import deadline, norm_words
from bot.words.orders.orders import when_words
from bot.words.vocabulary import COMMON, Vocabulary, capital
from monitor.explain.order_points import OrderPoint, Reminder
from monitor.facts.ratio import Ratio
from monitor.orders.deadlines import STEPS
from monitor.orders.model import IndicatorSpec
from monitor.orders.norms import read_norm
from monitor.orders.points import Duty, Milestone, Outside, Point
from monitor.orders.when import When

_REMINDERS: dict[Reminder, str] = {
    "deadline": f"за {STEPS[0]} дней и за {STEPS[1]} дня до срока и в последний день",
    "nudge": "раз в неделю лично тем, кому не хватает",
    "reminder": "раз в неделю ответственному администратору, с именами",
}
_CONFIRMS = "отмечает, что дело сделано, с датой («Дела по приказу»)"
_SAYS = "вносит значение, бот его только показывает: {figures}"
_NO_WORDING = "Слова пункта смотрите в самом приказе, здесь показатели к нему"
_NO_POINT = "Показатели, о пункте которых файл молчит"

_KINDS = {
    "school": "школы",
    "kindergarten": "детские сады",
    "college": "колледжи (СПО)",
    "further": "организации дополнительного образования",
}
_LEVELS = {"region": "регион", "municipality": "муниципалитет"}
_UNDER = {"region": "подведомственные региону", "municipality": "муниципальные"}

NOTHING_MORE = "Бот здесь ничего не считает и не напоминает: пункт выполняют люди."
"""Of a point without anything of the program's."""


def wording(row: OrderPoint) -> str:
    """Say what the point says; without its wording, that it is not there."""
    if row.entry is not None:
        return row.entry.title
    return _NO_WORDING if row.point else _NO_POINT


def asked_of(entry: Point) -> str:
    """Say of whom a point is asked: levels and kinds of organisations."""
    found = [_LEVELS[each] for each in entry.level if each in _LEVELS]
    if not entry.level or "organisation" in entry.level:
        kinds = [_KINDS[each] for each in entry.organisations if each in _KINDS]
        organisations = ", ".join(kinds) or "организации"
        found.append(f"{organisations} ({_UNDER[entry.under]})" if entry.under else organisations)
    return ", ".join(found)


def who_and_when(row: OrderPoint) -> Iterator[tuple[str, str]]:
    """Give who answers for a point and until when, as the text says."""
    if row.entry is None:
        return
    if row.entry.owner:
        yield "Отвечают", row.entry.owner
    due = _due(row)
    if due is not None:
        yield "Срок", when_words(due)


def _due(row: OrderPoint) -> When | None:
    if isinstance(row.entry, Milestone):
        return row.entry.due
    return None if row.entry is None else row.entry.when


def explained(row: OrderPoint, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Give what the program has for a point: a label, and what stands behind its colon."""
    entry = row.entry
    if row.counted:
        yield "Бот считает", _figures(row, row.counted)
    if isinstance(entry, Milestone | Duty) and entry.bot:
        yield "Бот делает", in_words(entry.bot, vocabulary)
    if row.reminders:
        yield "Бот напоминает", "; ".join(_REMINDERS[each] for each in row.reminders)
    person = [*_by_people(row, vocabulary)]
    if person:
        yield "Человек", "; ".join(person)
    if isinstance(entry, Milestone | Duty) and entry.limit:
        yield "Бот не может", in_words(entry.limit, vocabulary)
    if isinstance(entry, Outside):
        yield "Вне программы", in_words(entry.reason, vocabulary)


def _by_people(row: OrderPoint, vocabulary: Vocabulary) -> Iterator[str]:
    if isinstance(row.entry, Milestone):
        yield _CONFIRMS
    if isinstance(row.entry, Duty) and row.entry.person:
        said = in_words(row.entry.person, vocabulary).removesuffix(".")
        yield said[:1].lower() + said[1:]
    if row.confirmed:
        yield _SAYS.format(figures=_figures(row, row.confirmed))


def _figures(row: OrderPoint, figures: Iterable[IndicatorSpec]) -> str:
    return "; ".join(_figure(spec, timed=_due(row) is not None) for spec in figures)


def _figure(spec: IndicatorSpec, *, timed: bool) -> str:
    """Name a figure with its norm, and until when where the point does not say it."""
    norm = read_norm(spec, Ratio(None))
    if norm is None:
        return f"«{spec.title}»"
    until = f", {deadline(norm)}" if norm.deadline and not timed else ""
    return f"«{spec.title}», норма: {norm_words(norm)}{until}"


def part(row: OrderPoint) -> str:
    """Say in two words whose a point is: «бот считает», «отмечает человек»."""
    if row.counted:
        return "бот считает"
    if row.confirmed:
        return "вносит человек"
    if isinstance(row.entry, Milestone):
        return "отмечает человек"
    if isinstance(row.entry, Duty):
        return "бот помогает" if row.entry.bot else "делает человек"
    return "вне программы"


def in_words(text: str, vocabulary: Vocabulary) -> str:
    """Put a kind's words in the place of those that are right for every kind.

    What orders' files say in the program's own words is said in the common ones.
    """
    swaps = dict(_swaps(vocabulary))
    swaps |= {capital(common): capital(own) for common, own in swaps.items()}
    pattern = "|".join(map(re.escape, sorted(swaps, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: swaps[found[0]], text)


def _swaps(vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    for words in ("deputy", "of_deputy", "to_deputy", "learners", "of_learners"):
        yield getattr(COMMON, words), getattr(vocabulary, words)
    for case in ("one", "of_one", "many", "of_many", "by_many"):
        yield getattr(COMMON.group, case), getattr(vocabulary.group, case)
