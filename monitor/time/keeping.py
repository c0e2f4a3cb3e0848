"""How long things are kept, and so what is too old at a moment. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.time.week import week_at

LEAST_WEEKS = 6
"""Weeks of tallies that are always kept: a month's window, and a week closed late."""

LEAST_JOURNAL_YEARS = 3
"""The record of deleted data is to be kept so long."""

WORK = timedelta(weeks=LEAST_WEEKS)
"""How long is kept: runs of jobs, settled notices, ended and wrong codes, unreadable updates, and
the dialogs of accounts that are nobody's."""

COPIES = timedelta(days=7)
"""How long the copy made before a migration is kept, if nothing is destroyed before."""

AHEAD = timedelta(weeks=4)
"""So far behind the newest message our clock is believed: one gone astray must forget nothing."""


class Forgotten(Exception):
    """A week of which nothing is kept any more; its name is the argument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """What the operator decided."""

    tallies_weeks: int
    reports_years: int
    journal_years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The moments before which things are forgotten; ``week``: the oldest week that is kept.

    ``people``: who left before is in no week that is kept, in whatever zone and on whatever day
    that week begins.
    """

    seen: datetime
    work: datetime
    journal: datetime
    week: str
    people: datetime


def limits(keep: Keep, now: datetime) -> Limits:
    """Tell what is too old at a moment. Pure."""
    oldest = week_at(_years_before(now, keep.reports_years), ZoneInfo("UTC"))
    return Limits(
        seen=now - timedelta(weeks=keep.tallies_weeks),
        work=now - WORK,
        journal=_years_before(now, keep.journal_years),
        week=oldest.name,
        people=oldest.start - timedelta(weeks=1),
    )


def _years_before(moment: datetime, years: int) -> datetime:
    """Go back whole years; the 29th of February becomes the 28th."""
    year = moment.year - years
    try:
        return moment.replace(year=year)
    except ValueError:
        return moment.replace(year=year, day=28)
