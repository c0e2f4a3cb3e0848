"""Forgetting what is too old, by itself.

What a closed week said stays as long as reports do, also when its tallies are long forgotten.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from monitor.time.keeping import AHEAD, COPIES, Keep, Limits, limits
from storage.copying.restoring import forget_kept
from storage.db.database import Connection, Database
from storage.privacy import erasing, retention
from storage.seen import activity


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
        await forget_kept(database, now - COPIES)
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
        lambda connection: retention.materials(connection, past.work),
        lambda connection: retention.settled_notices(connection, past.work),
        lambda connection: retention.work(connection, past.work),
        lambda connection: retention.dialogs(connection, past.work),
        lambda connection: retention.owners_and_inviters(connection, past.work),
        lambda connection: retention.journal(connection, past.journal),
        lambda connection: retention.weeks(connection, past.week),
        lambda connection: retention.dismissed(connection, past.people),
    )
