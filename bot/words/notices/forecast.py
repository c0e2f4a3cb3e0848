"""The forecast: who is likely to be short by the week's end. For administrators only."""

from bot.words.figures import needed_words
from bot.words.orders.norms import last_day
from bot.words.russian import (
    a_day,
    agreeing,
    clock,
    count_of,
    number,
    plural_word,
    short_name,
    span,
    weekday_genitive,
)
from monitor.facts.ratio import Ratio
from monitor.report.forecast import Forecast, LikelyShort, Projected

KIND = "прогнозы администратору"

NAMES_SHOWN = 3
"""More names are in the table: a forecast stays within a phone's screen."""

SHEET = "Прогноз"
AHEAD = "прогноз на "
"""Before the days, in the name of its table."""

HEADER = ("ФИО", "Показатель", "Уже есть", "К концу недели", "Нужно")
_STAR = "* Бот видел не все сообщения: прогноз может быть занижен."
_COUNTS = {"messages": "сообщения", "calls": "звонки"}


def forecast(facts: Forecast) -> str:
    """Word a forecast."""
    window = facts.window
    now = window.as_of.astimezone(window.start.tzinfo)
    lines = [
        f"{facts.unit_name}, прогноз на неделю {span(window.start.date(), last_day(window))} "
        f"по темпу на {clock(now)} {weekday_genitive(now.date())}.",
        *_likely(facts),
        *_short(facts),
        *_apart(facts),
        *([_STAR] if facts.incomplete else []),
    ]
    return "\n".join(lines)


def rows(facts: Forecast) -> list[tuple[str | int, ...]]:
    """List everybody who is likely to be short, a row for each requirement."""
    return [
        HEADER,
        *(
            (person.name, _counts(each), each.done, each.projected, each.needed)
            for person in ordered(facts)
            for each in person.asked
        ),
    ]


def ordered(facts: Forecast) -> list[LikelyShort]:
    """Those who are likely to be short, by name."""
    return sorted(facts.short, key=lambda each: each.name)


def _likely(facts: Forecast) -> list[str]:
    judged = facts.likely + len(facts.short)
    if not judged:
        return ["Темп пока не виден ни у кого."]
    already = f", уже выполнили: {number(facts.already)}" if facts.already else ""
    verb = agreeing(facts.likely, "выполнит", "выполнят")
    return [f"Личную норму {verb} {count_of(Ratio(facts.likely, judged))}{already}."]


def _short(facts: Forecast) -> list[str]:
    count = len(facts.short)
    if not count:
        return []
    lines = [f"Могут не успеть: {number(count)}; список виден только Вам:"]
    lines += [_person(each) for each in ordered(facts)[:NAMES_SHOWN]]
    if count > NAMES_SHOWN:
        lines.append(f"… и ещё {number(count - NAMES_SHOWN)}: весь список в таблице.")
    return lines


def _person(person: LikelyShort) -> str:
    told = (" или " if person.any else "; ").join(_projected(each) for each in person.asked)
    return f"— {short_name(person.name)}: {told}"


def _counts(projected: Projected) -> str:
    return _COUNTS.get(projected.counts) or f"дни {a_day(projected.a_day)}"


def _projected(projected: Projected) -> str:
    """«сейчас 3, к концу недели около 6 из 10 сообщений»; «сейчас 0 из 10 сообщений»."""
    needed = needed_words(projected.counts, projected.needed, projected.a_day)
    if projected.projected == projected.done:
        return f"сейчас {number(projected.done)} из {needed}"
    likely = number(projected.projected)
    return f"сейчас {number(projected.done)}, к концу недели около {likely} из {needed}"


def _apart(facts: Forecast) -> list[str]:
    """Those who are not judged, as counts."""
    parts = []
    if facts.unclear:
        parts.append(f"Меньше дня на работе: {number(facts.unclear)}.")
    if facts.unbound:
        parts.append(f"Без привязки профиля: {number(facts.unbound)}.")
    if facts.absent:
        word = plural_word(facts.absent, "Отсутствует", "Отсутствуют", "Отсутствуют")
        parts.append(f"{word} всю неделю: {number(facts.absent)}.")
    return [" ".join(parts)] if parts else []
