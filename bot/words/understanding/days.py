"""Days as people type them: «16.11–20.11», «до пятницы», «на следующей неделе», «весь ноябрь».

Pure. What can be read in two ways is read as what is asked for expects it.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.words.understanding.times import even, is_away

Expects = Literal["near", "past", "future"]
"""Which of the days of one name is meant: the nearest, the last one or the next one."""

_POINT = r"(\d{1,2}(?:\.\d{1,2}(?:\.(?:\d{4}|\d{2}))?)?|@\d[<>]?|[wmqy]-?\d{1,2}(?:\.\d{4})?)"
_FROM = re.compile(rf"с {_POINT}")
_UNTIL = re.compile(rf"(по|до) {_POINT}")
_ONE = re.compile(_POINT)
_BOTH = re.compile(rf"(?:с )?{_POINT}(-| по | до ){_POINT}")
_TURNED = re.compile(rf"(по|до) {_POINT} с {_POINT}")
_COUNTED = re.compile(rf"(?:(?:с )?{_POINT} )?d(\d{{1,3}})")
_LONGEST = timedelta(days=1100)  # three years of leave to look after a child
_SCHOOL_YEAR = 9  # it begins in September


_SIGN = re.compile(r"\d")
_ANY_DAY = date(2026, 11, 18)  # what says a time says one on any day


def says_time(text: str) -> bool:
    """Tell whether a text says something of a time, or of being away, understood or not."""
    said = even(text, _ANY_DAY, (_ANY_DAY, _ANY_DAY))
    return _SIGN.search(said) is not None or is_away(text)


class BadDays(Exception):
    """Days nobody understands: ``unknown``, ``reversed`` or ``long``."""


def days_typed(
    text: str, today: date, week: tuple[date, date], expects: Expects = "near"
) -> tuple[date, date | None]:
    """Understand the first and the last day (None: not known yet). Raises ``BadDays``.

    A day without a year is the nearest one, or as ``expects`` says; ``week``: the first and last
    day of this week. «До пятницы» includes it and begins today.
    """
    said = even(text, today, week)
    try:
        return _checked(*_Reading(today=today, week=week, expects=expects).days(said))
    except (ValueError, OverflowError) as error:  # 31.02
        raise BadDays("unknown") from error


def _checked(first: date, last: date | None) -> tuple[date, date | None]:
    if last is not None and last < first:
        raise BadDays("reversed")
    if last is not None and last - first > _LONGEST:
        raise BadDays("long")
    return first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    today: date
    week: tuple[date, date]
    expects: Expects

    def days(self, said: str) -> tuple[date, date | None]:
        """Read what was written evenly. Raises ``BadDays``, ``ValueError`` for no day at all."""
        if counted := _COUNTED.fullmatch(said):
            point, many = counted.groups()
            first = self._span(point)[0] if point else self.today
            return first, first + timedelta(days=int(many) - 1)
        if both := _BOTH.fullmatch(said):
            return self._two(both[1], both[3], whole=both[2] != " до ")
        if turned := _TURNED.fullmatch(said):
            return self._two(turned[3], turned[2], whole=turned[1] == "по")
        if one := _ONE.fullmatch(said):
            return self._span(one[1])
        if opening := _FROM.fullmatch(said):
            return self._span(opening[1])[0], None
        if ending := _UNTIL.fullmatch(said):
            return self.today, self._last(ending[2], self.today, whole=ending[1] == "по")
        raise BadDays("unknown")

    def _two(self, one: str, other: str, *, whole: bool) -> tuple[date, date]:
        """Give both days; what one of them leaves out it has in common with the other."""
        day, month, year = _parts(one)
        _, last_month, last_year = _parts(other)
        if month is None and day is not None and last_month is not None:
            one = f"{one}.{last_month}"
        if day is None or last_month is None or year is not None or last_year is None:
            first = self._span(one)[0]
            return first, self._last(other, first, whole=whole)
        last = self._span(other)[1]
        fitting = _existing(day, month or last_month, (last.year - 1, last.year))
        return max(each for each in fitting if each <= last), last

    def _last(self, point: str, first: date, *, whole: bool) -> date:
        """Give the last day of what begins on a day."""
        day, month, year = _parts(point)
        if point[0] == "@" and point[-1] not in "<>":
            return first + timedelta(days=(int(point[1]) - first.weekday()) % 7)
        if day is None:
            begins, ends = self._span(point)
            return ends if whole or point[0] == "@" else begins - timedelta(days=1)
        if year is not None:
            return date(year, month or 0, day)
        if first == self.today and month is not None:
            return self._span(point)[0]
        following = _existing(day, month or first.month, (first.year, first.year + 1))
        if month is None or month == first.month:
            return min(following)
        return min(each for each in following if each >= first)

    def _span(self, point: str) -> tuple[date, date]:
        """Give the first and the last day a point stands for."""
        day, month, year = _parts(point)
        if day is not None:
            found = self._day(day, month, year)
            return found, found
        if point[0] == "@":
            found = self._weekday(point)
            return found, found
        if point[0] == "w":
            far = timedelta(days=7 * int(point[1:]))
            return self.week[0] + far, self.week[1] + far
        if point[0] == "m":
            return self._month(point[1:])
        return self._term(point)

    def _day(self, day: int, month: int | None, year: int | None) -> date:
        if year is not None:
            return date(year, month or 0, day)
        if month is not None:
            near = _existing(day, month, range(self.today.year - 1, self.today.year + 2))
        else:
            near = [each for at in (-1, 0, 1) for each in self._of_month(day, at)]
            if not near:
                raise ValueError(day)
        past = [each for each in near if each <= self.today]
        future = [each for each in near if each >= self.today]
        if self.expects == "past" and past:
            return max(past)
        if self.expects == "future" and month is None and future:
            return min(future)
        return min(near, key=lambda each: (abs(each - self.today), each))

    def _of_month(self, day: int, far: int) -> list[date]:
        year, month = divmod(self.today.year * 12 + self.today.month - 1 + far, 12)
        return [date(year, month + 1, day)] if 0 < day <= monthrange(year, month + 1)[1] else []

    def _weekday(self, point: str) -> date:
        """Give a weekday: of the week that runs, or as it is expected."""
        side = {">": 7, "<": -7}.get(point[-1], 0)
        named = self.week[0] + timedelta(days=(int(point[1]) - self.week[0].weekday()) % 7 + side)
        if not side and self.expects == "past" and named > self.today:
            return named - timedelta(days=7)
        if not side and self.expects == "future" and named < self.today:
            return named + timedelta(days=7)
        return named

    def _month(self, written: str) -> tuple[date, date]:
        number, _, year = written.partition(".")
        if year:
            return _month_of(int(year), int(number))
        if number == "0":
            return _month_of(self.today.year, self.today.month)
        around = [_month_of(self.today.year + far, int(number)) for far in (-1, 0, 1)]
        if self.expects == "past":
            return max(each for each in around if each[0] <= self.today)
        if self.expects == "future":
            return min(each for each in around if each[1] >= self.today)
        return min(around, key=lambda each: _far(self.today, each))

    def _term(self, point: str) -> tuple[date, date]:
        """Give a quarter or a school year."""
        if point[0] == "q":
            at = self.today.year * 4 + (self.today.month - 1) // 3 + int(point[1:])
            year, quarter = divmod(at, 4)
            return date(year, quarter * 3 + 1, 1), _month_of(year, quarter * 3 + 3)[1]
        year = self.today.year - (self.today.month < _SCHOOL_YEAR) + int(point[1:])
        return date(year, _SCHOOL_YEAR, 1), date(year + 1, _SCHOOL_YEAR - 1, 31)


def _parts(point: str) -> tuple[int | None, int | None, int | None]:
    """Take a day apart: its number, month and year, as far as they are said."""
    if not point[0].isdigit():
        return None, None, None
    day, month, year = (*point.split("."), "", "")[:3]
    return int(day), int(month) if month else None, _year(year) if year else None


def _month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _far(today: date, span: tuple[date, date]) -> int:
    return max((span[0] - today).days, (today - span[1]).days, 0)


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
