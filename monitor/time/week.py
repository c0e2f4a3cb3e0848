"""Weeks and windows in a unit's own time zone. Pure.

A week is seven local days from its first weekday 00:00 to the next 00:00. It is named by the ISO
week of its last day, so that a Monday week has its usual name and a Friday–Thursday week the name
of the Thursday on which it is reported.
"""

import re
from dataclasses import dataclass, field, replace
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
    """Seven local days with a name.

    ``begins``: when it begins, where that is no midnight: the week after a change of the calendar.
    """

    name: str
    begins: datetime | None = None
    calendar: "Calendar | None" = field(default=None, compare=False, repr=False)

    @property
    def start(self) -> datetime:
        """The moment at which it begins."""
        return self.begins or datetime.combine(self.first, time(), self.zone)

    def as_of(self, now: datetime) -> datetime:
        """The moment up to which it is counted now, in its zone."""
        return min(now.astimezone(self.zone), self.end)

    def shifted(self, weeks: int) -> "Week":
        """The week that many weeks later (earlier when negative)."""
        if self.calendar is None:
            return _beginning(self.first + timedelta(weeks=weeks), self.zone)
        week = self
        for _ in range(abs(weeks)):
            week = self.calendar.week_at(week.end if weeks > 0 else week.start - _INSTANT)
        return week


@dataclass(frozen=True, slots=True)
class Regime:
    """How a unit's weeks are cut from a moment on (UTC seconds; the first one: from ever)."""

    since: int
    zone: ZoneInfo
    first_day: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """A unit's weeks over changes of its zone or first day. ``regimes``: at least one, in order.

    Each begins where a week of the one before ended. The week that is cut by that lasts to the
    end of the new one; a rest that would have the name of the week before belongs to the next.
    """

    regimes: tuple[Regime, ...]

    def week_at(self, moment: datetime) -> Week:
        """Give the week a moment lies in."""
        at = utc_seconds(moment)
        place = max((n for n, each in enumerate(self.regimes) if each.since <= at), default=0)
        regime = self.regimes[place]
        week = week_at(moment, regime.zone, regime.first_day)
        if place:
            first = self._first_of(place)
            week = first if week.first <= first.last else week
        return replace(week, calendar=self)

    def _first_of(self, place: int) -> Week:
        """Give the first week of a regime that has one before it."""
        regime = self.regimes[place]
        begins = datetime.fromtimestamp(regime.since, UTC).astimezone(regime.zone)
        before = self.week_at(begins - _INSTANT)
        week = week_at(begins, regime.zone, regime.first_day)
        while week.name <= before.name:
            week = week.shifted(1)
        return Week(begins.date(), week.last, regime.zone, week.name, begins)

    def week_named(self, name: str) -> Week:
        """Give the week called ``2026-W47``. Raises ``BadWeek``."""
        last = self.regimes[-1]
        found = week_named(name, last.zone, last.first_day)
        for regime in self.regimes:
            week = self.week_at(week_named(name, regime.zone, regime.first_day).end - _INSTANT)
            if week.name == name:
                found = week
        return found

    def coming(self, moment: datetime) -> Regime | None:
        """Give the change that is still to come at a moment."""
        at = utc_seconds(moment)
        return next((each for each in self.regimes[1:] if each.since > at), None)

    def ended_by(self, week: Week) -> tuple[Week, ...]:
        """List the last weeks of regimes that ended lately before a week: a job may miss them."""
        lasts = [
            self.week_at(datetime.fromtimestamp(each.since, UTC) - _INSTANT)
            for each in self.regimes[1:]
        ]
        return tuple(last for last in lasts if week.start - _LATELY < last.end <= week.start)


_INSTANT = timedelta(seconds=1)
_LATELY = timedelta(weeks=3)


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
        for near in (1, -60):  # the calendar ends at the year 9999, and reports look back a year
            week.shifted(near)
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
