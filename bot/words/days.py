"""Days as people type them: «16.11–20.11», «с 16 ноября», «сегодня». Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

_MONTHS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_TODAY, _TOMORROW = "сегодня", "завтра"
_THIS_WEEK = frozenset({"эта неделя", "на этой неделе", "эту неделю", "неделя"})

_DAY = r"(\d{1,2})(?:\.(\d{1,2})(?:\.(\d{4}|\d{2}))?)?"
_FROM = re.compile(rf"с {_DAY}")
_UNTIL = re.compile(rf"(?:по|до) {_DAY}")
_ONE = re.compile(_DAY)
_BOTH = re.compile(rf"(?:с )?{_DAY}(?: ?- ?| (?:по|до) ){_DAY}")
_LONGEST = timedelta(days=1100)  # three years of leave to look after a child


class BadDays(Exception):
    """Days nobody understands: ``unknown``, ``reversed`` or ``long``."""


def days_typed(text: str, today: date, week: tuple[date, date]) -> tuple[date, date | None]:
    """Understand the first and the last day (None: not known yet). Raises ``BadDays``.

    A day without a year is the nearest one; ``week``: the first and last day of this week.
    """
    said = _folded(text, today)
    if said in _THIS_WEEK:
        return week
    try:
        return _checked(*_understood(said, today))
    except ValueError as error:  # 31.02
        raise BadDays("unknown") from error


def _understood(text: str, today: date) -> tuple[date, date | None]:
    if both := _BOTH.fullmatch(text):
        return _two(both.groups(), today)
    if one := _ONE.fullmatch(text):
        day = _day(one.groups(), today)
        return day, day
    if opening := _FROM.fullmatch(text):
        return _day(opening.groups(), today), None
    if ending := _UNTIL.fullmatch(text):
        return today, _day(ending.groups(), today)
    raise BadDays("unknown")


def _checked(first: date, last: date | None) -> tuple[date, date | None]:
    if last is not None and last < first:
        raise BadDays("reversed")
    if last is not None and last - first > _LONGEST:
        raise BadDays("long")
    return first, last


def _folded(text: str, today: date) -> str:
    """Write days as 16.11.2026, dashes as «-», without anything that only decorates."""
    said = " ".join(re.sub(r"[–—−]", "-", text.lower().replace("ё", "е")).split())
    said = re.sub(r"^c(?= )", "с", said)  # typed with the other alphabet switched on
    for word, day in ((_TODAY, today), (_TOMORROW, today + timedelta(days=1))):
        said = re.sub(rf"\b{word}\b", f"{day:%d.%m.%Y}", said)
    for number, month in enumerate(_MONTHS, 1):
        said = re.sub(rf"(\d) ?(?:{month})[а-я]*\.?(?: (\d{{4}}))?", _dotted(number), said)
    said = re.sub(r"(\d{4}) ?г(?:ода|\.)?", r"\1", said)
    return re.sub(r"[.!]+(?=[ -]|$)", "", said).strip()


def _dotted(month: int) -> str:
    return rf"\g<1>.{month}.\g<2>"


_Parts = Sequence[str | None]


def _day(parts: _Parts, today: date) -> date:
    """Give a day; without a month it is of today's, without a year the nearest."""
    day, month, year = parts
    if year is not None:
        return date(_year(year), int(month or 0), int(day or 0))
    number = today.month if month is None else int(month)
    years = (today.year - 1, today.year, today.year + 1)
    return min(_existing(int(day or 0), number, years), key=lambda each: abs(each - today))


def _two(parts: _Parts, today: date) -> tuple[date, date]:
    """Give both days; what one of them leaves out it has in common with the other."""
    day, month, year, last_day, last_month, last_year = parts
    month, last_month = month or last_month, last_month or month
    if year is None and last_year is not None:
        last = _day((last_day, last_month, last_year), today)
        before = (last.year - 1, last.year)
        fitting = _existing(int(day or 0), int(month or 0), before)
        return max(each for each in fitting if each <= last), last
    first = _day((day, month, year), today)
    if last_year is not None:
        return first, _day((last_day, last_month, last_year), today)
    after = (first.year, first.year + 1)
    following = _existing(int(last_day or 0), int(last_month or first.month), after)
    if month == last_month:
        return first, min(following)
    return first, min(each for each in following if each >= first)


def _existing(day: int, month: int, years: Iterable[int]) -> list[date]:
    """Give a day in each of the years that have it. Raises ``ValueError`` if none has."""
    found = []
    for year in years:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found:
        raise ValueError(day)
    return found


def _year(written: str) -> int:
    return int(written) if len(written) > 2 else 2000 + int(written)
