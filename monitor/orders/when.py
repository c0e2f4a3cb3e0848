"""When an order wants something done, in the form its text says it; and what that means today.

A day, «до», «с», a month, every week, every day, every year, so many days after receipt, by
agreement, «в кратчайшие сроки». Pure: today is an argument.
"""

import calendar
import re
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from monitor.time.week import WEEKDAYS

SCHOOL_YEAR_BEGINS = 9
"""The month of whose first day a school year begins."""

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_LEAP = 2000


def _month(text: str) -> str:
    if _MONTH.fullmatch(text) is None:
        raise ValueError("month")
    return text


def _day_of_year(text: str) -> str:
    match = _DAY.fullmatch(text)
    if match is None or int(match[2]) > calendar.monthrange(_LEAP, int(match[1]))[1]:
        raise ValueError("day_of_year")
    return text


Weekly = Literal[
    "any", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]
"""On which day of each week; ``any``: the text names none."""

YearRule = Literal["school", "calendar"]
"""Which year a yearly day is of: «учебного года» (from September) or the calendar's."""


class When(BaseModel):
    """A date as a text gives it: exactly one form, ``since`` also beside what recurs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: date | None = None  # «10.04.2023»
    by: date | None = None  # «до 10.04.2023»
    since: date | None = None  # «с 10.04.2023»
    month: Annotated[str, AfterValidator(_month)] | None = None  # "2023-05": «май 2023 года»
    weekly: Weekly | None = None  # «еженедельно, по пятницам»
    daily: bool = False  # «в ежедневном режиме»
    yearly: Annotated[str, AfterValidator(_day_of_year)] | None = None  # "05-01", each ``year``
    year: YearRule | None = None
    days: Annotated[int, Field(ge=1, le=366)] | None = None  # «в течение 2 суток после получения»
    agreed: bool = False  # «по согласованию»
    soon: bool = False  # «в кратчайшие сроки»

    @model_validator(mode="after")
    def _one_form(self) -> "When":
        said = {name: getattr(self, name) for name in type(self).model_fields}
        forms = {name for name, value in said.items() if value not in (None, False)}
        if "year" in forms and "yearly" not in forms:
            raise ValueError("year_of_nothing")
        if "yearly" in forms and "year" not in forms:
            raise ValueError("no_year")
        alone = forms - {"year"}
        if alone & _RECURS:
            alone -= {"since"}
        if len(alone) != 1:
            raise ValueError("one_form")
        return self

    @property
    def recurs(self) -> bool:
        """Whether it is done again and again."""
        return self.weekly is not None or self.daily or self.yearly is not None

    @property
    def has_day(self) -> bool:
        """Whether there is a day one can be late by: what is done every week has none."""
        return bool(self.on or self.by or self.month or self.yearly)


_RECURS = frozenset({"weekly", "daily", "days"})


def due(when: When, today: date) -> date | None:
    """Give the last day on which it is in time, of the period today lies in; None: no such day.

    Of what is asked each week of any day it is Sunday; each day it is today.
    """
    if when.month is not None:
        year, month = map(int, when.month.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1])
    if when.yearly is not None:
        return _in_year(when, today)
    if when.weekly is not None:
        weekday = 6 if when.weekly == "any" else WEEKDAYS.index(when.weekly)
        return today - timedelta(days=today.weekday()) + timedelta(days=weekday)
    if when.daily:
        return today
    return when.on or when.by


def _in_year(when: When, today: date) -> date:
    """Give the day of the year today lies in; the 29th of February is the 28th elsewhere."""
    first, last = _year(when, today)
    month, day = map(int, str(when.yearly).split("-"))
    year = first.year if month >= first.month else last.year
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _year(when: When, today: date) -> tuple[date, date]:
    if when.year == "calendar":
        return date(today.year, 1, 1), date(today.year, 12, 31)
    begun = today.year - (today.month < SCHOOL_YEAR_BEGINS)
    first = date(begun, SCHOOL_YEAR_BEGINS, 1)
    return first, date(begun + 1, SCHOOL_YEAR_BEGINS, 1) - timedelta(days=1)


def period(when: When, today: date) -> tuple[date, date] | None:
    """Give the days, both included, in which having done it counts now; None: it is done once."""
    if when.yearly is not None:
        return _year(when, today)
    if when.weekly is not None:
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    return (today, today) if when.daily else None


def done_in_time(when: When | None, done_on: date | None, today: date) -> bool:
    """Tell whether what was done on a day is done still: of what recurs, in its period."""
    if done_on is None:
        return False
    days = None if when is None else period(when, today)
    return days is None or days[0] <= done_on <= days[1]


def next_occurrence(when: When, today: date) -> date | None:
    """Give the next day, today included, by which it is due; None: there is none (any more)."""
    if when.since is not None and when.recurs:
        today = max(today, when.since)
    found = due(when, today)
    if found is None or found >= today:
        return found
    days = period(when, today)
    return None if days is None else due(when, days[1] + timedelta(days=1))


def past_due(when: When, today: date) -> bool:
    """Tell whether the day has gone by: of what recurs, that of the period today lies in."""
    found = due(when, today)
    return found is not None and found < today and (when.since is None or found >= when.since)
