"""Weeks and windows in a unit's own time zone (orders.md, section 2). Pure.

A week is seven local days from its first weekday 00:00 to the next 00:00. It is named by the ISO
week of its last day, so that a Monday week has its usual name and a Friday–Thursday week the name
of the Thursday on which it is reported.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_NAME = re.compile(r"(\d{4})-W(\d{2})")


class BadWeek(ValueError):
    """The text names no week; the contract is ``2026-W47``."""


@dataclass(frozen=True, slots=True)
class Span:
    """Local days, ``first`` to ``last`` inclusive; ``start`` and ``end`` are aware midnights."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """Midnight at which the first day begins."""
        return datetime.combine(self.first, time(), self.zone)

    @property
    def end(self) -> datetime:
        """Midnight at which the last day is over; it belongs to the next one."""
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone)

    @property
    def days(self) -> tuple[date, ...]:
        """The days in order."""
        return tuple(
            self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)
        )


@dataclass(frozen=True, slots=True)
class Week(Span):
    """Seven local days with a name."""

    name: str

    def shifted(self, weeks: int) -> "Week":
        """The week that many weeks later (earlier when negative)."""
        return _beginning(self.first + timedelta(weeks=weeks), self.zone)


def week_at(moment: datetime, zone: ZoneInfo, first_day: int = 0) -> Week:
    """Give the week a moment lies in; ``first_day`` 0 is Monday."""
    return week_of_day(moment.astimezone(zone).date(), zone, first_day)


def week_of_day(day: date, zone: ZoneInfo, first_day: int = 0) -> Week:
    """Give the week a local day lies in."""
    return _beginning(day - timedelta(days=(day.weekday() - first_day) % 7), zone)


def week_named(name: str, zone: ZoneInfo, first_day: int = 0) -> Week:
    """Give the week called ``2026-W47``. Raises ``BadWeek``."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise BadWeek(name)
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        last = monday + timedelta(days=(first_day - 1) % 7)
        week = _beginning(last - timedelta(days=6), zone)
        week.shifted(1)  # the calendar ends at the year 9999
    except (ValueError, OverflowError) as error:
        raise BadWeek(name) from error
    return week


def month_until(week: Week) -> Span:
    """Give the days of a week's month up to the week's last day.

    A week is of the month in which it begins, so the one in which a month ends closes the whole of
    it: every day is of one month, and of none other.
    """
    first = week.first.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Span(first, min(week.last, following - timedelta(days=1)), week.zone)


def weeks_of_month(week: Week) -> tuple[Week, ...]:
    """List the weeks of a week's month up to this one, oldest first."""
    found = [week]
    while (earlier := found[-1].shifted(-1)).first.month == week.first.month:
        found.append(earlier)
    return tuple(reversed(found))


def school_year_of(week: Week) -> date:
    """Give the first of September with which the school year of a week began."""
    first = week.last.replace(month=9, day=1)
    return first if first <= week.last else first.replace(year=first.year - 1)


def utc_seconds(moment: datetime) -> int:
    """Turn an aware moment into UTC seconds."""
    return int(moment.astimezone(UTC).timestamp())


def _beginning(first: date, zone: ZoneInfo) -> Week:
    year, week, _ = (first + timedelta(days=6)).isocalendar()
    return Week(first, first + timedelta(days=6), zone, f"{year}-W{week:02}")
