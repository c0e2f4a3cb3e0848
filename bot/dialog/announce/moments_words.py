"""A moment as people type it: «завтра в 9», «25.11 10:30», «в понедельник 8:00». Pure.

The day is read by ``days``; here stands the time of day, and the days of the week.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.words.understanding.days import BadDays, days_typed

AHEAD = timedelta(days=31)
"""How far ahead something may be put off."""

_WEEKDAYS = {
    **dict.fromkeys(("понедельник", "пн"), 0),
    **dict.fromkeys(("вторник", "вт"), 1),
    **dict.fromkeys(("среду", "среда", "ср"), 2),
    **dict.fromkeys(("четверг", "чт"), 3),
    **dict.fromkeys(("пятницу", "пятница", "пт"), 4),
    **dict.fromkeys(("субботу", "суббота", "сб"), 5),
    **dict.fromkeys(("воскресенье", "вс"), 6),
}
_NEXT = re.compile(r"следующ\w+ ")
_SOON = {"послезавтра": 2}

_IN = r"(?P<in>(?:в|во|к|на) )?"
_CLOCK = r"(?P<hour>\d{1,2})(?:(?P<dot>[.:-])(?P<minute>\d{2}))?"
_OF = r"(?: ?(?P<called>ч\.?|час(?:а|ов)?))?(?: (?P<part>утра|дня|вечера|ночи))?"
_TIME = rf"{_IN}{_CLOCK}{_OF}"
_LAST = re.compile(rf"(?:(?P<day>(?!(?:в|во|к|на) \d).+?) )?{_TIME}")
_FIRST = re.compile(rf"{_TIME} (?P<day>.+)")
_NAMED = re.compile(r"(?<![а-я])в (полдень)(?![а-я])")
_AFTERNOON = ("дня", "вечера")
_HALF = 12


class BadMoment(Exception):
    """A moment nobody understands, or one of no use.

    ``unknown``, ``hour`` (a day without its hour), ``past`` or ``far``.
    """


def moment_typed(text: str, local: datetime) -> datetime:
    """Understand a moment after ``local``, in its zone. Raises ``BadMoment``.

    A day of the week is the next one; an hour without a day is of today.
    """
    said = _folded(text)
    found = next(_readings(said, local), None)
    if found is None:
        raise BadMoment("unknown" if _day_of(said, local) is None else "hour")
    if found <= local:
        raise BadMoment("past")
    if found - local > AHEAD:
        raise BadMoment("far")
    return found


def _folded(text: str) -> str:
    said = " ".join(re.sub(r"[–—−]", "-", text.lower().replace("ё", "е")).split())
    said = re.sub(r" ?\([^)]*\)", "", said).replace(",", "")  # «23 ноября (понедельник) в 08:30»
    return _NAMED.sub("в 12:00", said).strip(" .!")


def _readings(said: str, local: datetime) -> Iterator[datetime]:
    """Give what it may mean, the likeliest first: the hour stands last, or it stands first."""
    for pattern in (_LAST, _FIRST):
        found = pattern.fullmatch(said)
        clock = None if found is None or _is_date(found) else _clock(found)
        if found is None or clock is None:
            continue
        day = _day_of(found["day"], local, clock) if found["day"] else local.date()
        if day is not None:
            yield datetime.combine(day, clock, local.tzinfo)


def _is_date(found: re.Match[str]) -> bool:
    """Tell whether digits are rather a day than an hour: «10.11», «25»; «в 10.11» is an hour."""
    sure = found["in"] or found["called"] or found["part"] or found["dot"] == ":"
    day = found["day"] or ""
    return not (sure or re.search(r"[а-я.]", day))


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["part"] in _AFTERNOON and 1 <= hour < _HALF:
        hour += _HALF
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _day_of(said: str, local: datetime, clock: time | None = None) -> date | None:
    """Read a day; None: it is none."""
    today = local.date()
    bare = re.sub(r"^(?:в|во|на) ", "", said.strip())
    if bare in _SOON:
        return today + timedelta(days=_SOON[bare])
    named = _NEXT.sub("", bare)
    if named in _WEEKDAYS:
        return _weekday(_WEEKDAYS[named], local, clock, following=named != bare)
    monday = today - timedelta(days=today.weekday())
    try:
        first, last = days_typed(bare, today, (monday, monday + timedelta(days=6)))
    except BadDays:
        return None
    return first if first == last else None


def _weekday(number: int, local: datetime, clock: time | None, *, following: bool) -> date:
    """Give the next such day; today counts while its hour is ahead. ``following``: next week's."""
    today = local.date()
    ahead = (number - today.weekday()) % 7
    if following:
        return today + timedelta(days=number - today.weekday() + 7)
    if not ahead and clock is not None and clock <= local.time():
        ahead = 7
    return today + timedelta(days=ahead)
