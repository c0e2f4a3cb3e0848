"""Periods that papers are about: a week, a month, a calendar quarter, a school year. Pure.

A week belongs to the month, and so to the quarter, in which it begins, as everywhere; to the school
year in which it ends, so that the week of the first of September is the first of its year.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from monitor.time.week import Week

PeriodKind = Literal["week", "month", "quarter", "year"]

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"(\d{4})/(\d{4}|\d{2})")
_YEARS = range(2000, 2100)
_SEPTEMBER = 9


class BadPeriod(ValueError):
    """The text names no period: ``2026-W47``, ``2026-11``, ``2026-Q4`` or ``2026/2027``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from ``first`` to ``last``, both included, with a name: ``2026-11``."""

    kind: PeriodKind
    name: str
    first: date
    last: date

    def has(self, week: Week) -> bool:
        """Tell whether a week belongs to it."""
        if self.kind == "week":
            return week.name == self.name
        return self.first <= (week.last if self.kind == "year" else week.first) <= self.last

    def weeks(self, week_at: Callable[[datetime], Week], zone: ZoneInfo) -> tuple[Week, ...]:
        """List its weeks, oldest first; ``week_at`` gives a unit's week that a moment lies in."""
        week, found = week_at(datetime.combine(self.first, time(), zone)), []
        while week.first <= self.last:
            if self.has(week):
                found.append(week)
            week = week.shifted(1)
        return tuple(found)


def a_week(week: Week) -> Period:
    """Give the period that is a week."""
    return Period(kind="week", name=week.name, first=week.first, last=week.last)


def month_of(day: date) -> Period:
    """Give the month of a day."""
    first = day.replace(day=1)
    return Period(kind="month", name=f"{first:%Y-%m}", first=first, last=_before(_month_on(first)))


def quarter_of(day: date) -> Period:
    """Give the calendar quarter of a day: when those of a school begin is not known."""
    number = (day.month - 1) // 3 + 1
    first = date(day.year, number * 3 - 2, 1)
    last = _before(_month_on(first, 3))
    return Period(kind="quarter", name=f"{day.year}-Q{number}", first=first, last=last)


def school_year_of_day(day: date) -> Period:
    """Give the school year of a day: from the first of September to the last of August."""
    year = day.year if day.month >= _SEPTEMBER else day.year - 1
    first, last = date(year, _SEPTEMBER, 1), date(year + 1, _SEPTEMBER - 1, 31)
    return Period(kind="year", name=f"{year}/{year + 1}", first=first, last=last)


def of_kind(kind: PeriodKind, week: Week) -> Period:
    """Give the period of a kind that a week belongs to."""
    match kind:
        case "week":
            return a_week(week)
        case "month":
            return month_of(week.first)
        case "quarter":
            return quarter_of(week.first)
        case "year":
            return school_year_of_day(week.last)


def period_named(name: str, week_named: Callable[[str], Week]) -> Period:
    """Give the period of a name; ``week_named`` as units have it. Raises ``BadPeriod``."""
    if month := _MONTH.fullmatch(name):
        year, number = int(month[1]), int(month[2])
        if number in range(1, 13) and year in _YEARS:
            return month_of(date(year, number, 1))
    elif (quarter := _QUARTER.fullmatch(name)) and int(quarter[1]) in _YEARS:
        return quarter_of(date(int(quarter[1]), int(quarter[2]) * 3, 1))
    elif (years := _YEAR.fullmatch(name)) and int(years[1]) in _YEARS:
        first = int(years[1])
        if int(years[2]) in (first + 1, (first + 1) % 100):
            return school_year_of_day(date(first, _SEPTEMBER, 1))
    elif "-W" in name:
        return _week_named(name, week_named)
    raise BadPeriod(name)


def _week_named(name: str, week_named: Callable[[str], Week]) -> Period:
    try:
        return a_week(week_named(name))
    except ValueError as error:
        raise BadPeriod(name) from error


def _month_on(first: date, months: int = 1) -> date:
    number = first.month - 1 + months
    return date(first.year + number // 12, number % 12 + 1, 1)


def _before(day: date) -> date:
    return day - timedelta(days=1)
