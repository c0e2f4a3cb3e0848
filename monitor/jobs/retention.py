"""How long things are kept, and forgetting what is older; orders.md 4.5: retention is automatic.

What a closed week said stays as long as reports do, also when its tallies are long forgotten.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.time.week import Week, week_at
from storage.db.database import Connection, Database
from storage.privacy import erasing, retention
from storage.seen import activity

LEAST_WEEKS = 6
"""Weeks of tallies that are always kept: a month's window, and a week closed late."""

LEAST_JOURNAL_YEARS = 3
"""The record of deleted data is to be kept so long (orders.md 4.5)."""

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


async def forget(database: Database, keep: Keep, now: datetime) -> bool:
    """Forget what is too old, once a day; False: that was done today already.

    Every piece is a transaction of its own, so that intake never waits long. Killed half way,
    the rest is forgotten the next day.
    """
    async with database.reading() as connection:
        newest = await activity.newest(connection)
        if newest is None or _done(await retention.last(connection), now):
            return False
    past = limits(keep, min(now, newest + AHEAD))
    async with database.writing() as connection:
        done = await retention.last(connection)
        if _done(done, now):
            return False
        await retention.begin(connection, max(past.seen, done[1] or past.seen), now)
    for step in _steps(past):
        more = True
        while more:
            async with database.writing() as connection:
                more = await step(connection)
    await _forget_traces(database, now)
    return True


async def _forget_traces(database: Database, now: datetime) -> None:
    """Delete old copies; write the file anew if it is small or somebody's data was erased."""
    traces = database.traces
    if traces is None:
        return
    await traces.note(now - COPIES)
    async with database.reading() as connection:
        wanted = await erasing.rewriting_wanted(connection)
    if (wanted or traces.small) and await traces.rewrite() and wanted:
        async with database.writing() as connection:
            await erasing.rewritten(connection)


def _done(last: tuple[datetime | None, datetime | None], now: datetime) -> bool:
    at = last[0]
    return at is not None and at.date() == now.astimezone(UTC).date()


Step = Callable[[Connection], Awaitable[bool]]


def _steps(past: Limits) -> tuple[Step, ...]:
    return (
        lambda connection: retention.seen_activity(connection, past.seen),
        lambda connection: retention.strangers_of_unlisted(connection, past.work),
        lambda connection: retention.seen_calls(connection, past.seen),
        lambda connection: retention.interruptions(connection, past.seen),
        lambda connection: retention.missing_numbers(connection, past.seen),
        lambda connection: retention.settled_notices(connection, past.work),
        lambda connection: retention.work(connection, past.work),
        lambda connection: retention.dialogs(connection, past.work),
        lambda connection: retention.owners_and_inviters(connection, past.work),
        lambda connection: retention.journal(connection, past.journal),
        lambda connection: retention.weeks(connection, past.week),
        lambda connection: retention.dismissed(connection, past.people),
    )


async def refuse_forgotten(connection: Connection, week: Week) -> None:
    """Raise ``Forgotten`` for a week of which not everything is kept: it would look silent."""
    _, before = await retention.last(connection)
    if before is not None and week.start < before:
        raise Forgotten(week.name)
