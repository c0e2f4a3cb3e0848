"""Forgetting what is too old, piece by piece, so that nobody waits long for the one who writes.

Each function forgets one piece of what lies before a moment and tells whether there is more.
Weeks are named, and their names sort as their days do.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, exists, func, select

from storage import tables
from storage.chats import owners, visits
from storage.db.times import moment, moment_or_none, seconds
from storage.engine import AsyncConnection
from storage.places import directory, holdings
from storage.records import WRONG_CODE, NoticeState
from storage.seen import forgetting, ledger_store
from storage.told import materials as handed_out

PIECE = 500
"""Rows forgotten at once."""

HOURS = 6
"""Hours forgotten at once: a quarter of a day of the largest region."""

_mark = tables.conditions
_MARK = "forgotten"


async def seen_activity(connection: AsyncConnection, before: datetime) -> bool:
    """Forget tallies, messages with links, and the (destroyed) keys of weeks before a moment."""
    keys = tables.weekly_keys
    await connection.execute(
        keys.delete().where(keys.c.key.is_(None), keys.c.ends_at < seconds(before))
    )
    return await _hours(connection, tables.tallies, before) or await _hours(
        connection, tables.foreign_links, before
    )


async def strangers_of_unlisted(connection: AsyncConnection, before: datetime) -> bool:
    """Turn strangers into nobody whose week ended before a moment and is closed by no unit.

    A unit taken out of the config closes no weeks; a week's key must end all the same.
    """
    keys, units = tables.weekly_keys, tables.units.c
    gone = select(units.id).where(~units.listed)
    row = (
        await connection.execute(
            select(keys)
            .where(keys.c.key.is_not(None), keys.c.ends_at < seconds(before), keys.c.unit.in_(gone))
            .limit(1)
        )
    ).first()
    if row is None:
        return False
    await forgetting.forget_strangers(connection, [row.unit], row.starts_at, row.ends_at)
    await connection.execute(
        keys.update().where(keys.c.unit == row.unit, keys.c.week == row.week).values(key=None)
    )
    await directory.changed(connection)
    return True


async def _hours(connection: AsyncConnection, table: Table, before: datetime) -> bool:
    """The hour stands first in the keys, so the oldest ones lie together."""
    end = seconds(before) // 3600
    oldest = await connection.scalar(select(func.min(table.c.hour)))
    if oldest is None or oldest >= end:
        return False
    await connection.execute(table.delete().where(table.c.hour < min(oldest + HOURS, end)))
    return True


async def seen_calls(connection: AsyncConnection, before: datetime) -> bool:
    """Forget calls begun before a moment, with who was in them."""
    calls = tables.calls
    return await _piece(connection, calls, calls.c.started_at < seconds(before))


async def interruptions(connection: AsyncConnection, before: datetime) -> bool:
    """Forget times without sight that ended before a moment; what lasts stays.

    With them goes when the bot came and went, and whose the chats were.
    """
    table = tables.interruptions
    more = await _piece(connection, table, table.c.until < seconds(before))
    if not more:
        await visits.forget(connection, seconds(before))
        await holdings.forget(connection, seconds(before))
    return more


async def missing_numbers(connection: AsyncConnection, before: datetime) -> bool:
    """Forget holes noticed before a moment, a chat at a time.

    Their numbers count as seen from then on: an open gap would be noticed as a new hole.
    """
    table = tables.holes
    old = table.c.noticed_at < seconds(before)
    chat = await connection.scalar(select(table.c.chat).where(old).limit(1))
    if chat is None:
        return False
    rows = await connection.execute(
        select(table.c.first, table.c.last).where(table.c.chat == chat, old)
    )
    await ledger_store.fill(connection, chat, [(row.first, row.last) for row in rows])
    await connection.execute(table.delete().where(table.c.chat == chat, old))
    return True


async def settled_notices(connection: AsyncConnection, before: datetime) -> bool:
    """Forget notices, with their facts, that were sent, failed or dropped before a moment."""
    table = tables.notices
    over = table.c.state.in_([NoticeState.SENT, NoticeState.FAILED, NoticeState.STALE])
    # The index is by due_at; what lies behind the facts in a row is slow to read.
    old = and_(over, table.c.due_at < seconds(before), table.c.settled_at < seconds(before))
    return await _piece(connection, table, old)


async def materials(connection: AsyncConnection, before: datetime) -> bool:
    """Forget what levels handed out before a moment, with what organisations did with it."""
    return await handed_out.forget(connection, before, PIECE)


async def work(connection: AsyncConnection, before: datetime) -> bool:
    """Forget runs of jobs, unreadable updates, codes that ended, and wrong ones, before a moment.

    Of each unit's job the newest run stays: it tells what is behind us.
    """
    at, runs = seconds(before), tables.job_runs
    later = runs.alias()
    newer = exists().where(
        later.c.job == runs.c.job, later.c.unit == runs.c.unit, later.c.moment > runs.c.moment
    )
    await connection.execute(runs.delete().where(runs.c.moment < at, newer))
    for codes in (tables.codes, tables.claims):
        await connection.execute(codes.delete().where(codes.c.expires_at < at))
    line = tables.audit.c
    wrong = and_(line.action == WRONG_CODE, line.at < at)
    await connection.execute(tables.audit.delete().where(wrong))
    table = tables.quarantine
    return await _piece(connection, table, table.c.received_at < at)


async def dialogs(connection: AsyncConnection, before: datetime) -> bool:
    """Forget the dialogs of accounts that are nobody's, hold no office and were silent since.

    What an account is remembered by goes with it: its numbers seen, its place, its subscriptions.
    """
    account = tables.accounts.c.account
    old = and_(tables.accounts.c.changed_at < seconds(before), _unknown(account))
    chosen = select(account).where(old).limit(PIECE)
    done = await connection.execute(tables.accounts.delete().where(account.in_(chosen)))
    for table, whose in (
        (tables.ledger, -tables.ledger.c.conversation),
        (tables.dialog_states, tables.dialog_states.c.account),
        (tables.subscriptions, tables.subscriptions.c.account),
    ):
        silent = ~exists().where(account == whose)
        where = and_(whose > 0, silent, _unknown(whose))
        if table is tables.subscriptions:
            where = and_(where, tables.subscriptions.c.source == "bot")
        if table is tables.dialog_states:
            where = and_(where, tables.dialog_states.c.begun_at < seconds(before))
        await connection.execute(table.delete().where(where))
    return done.rowcount > 0


async def owners_and_inviters(connection: AsyncConnection, before: datetime) -> bool:
    """Forget of chats who owned them or invited the bot and is nobody to us any more."""
    del before  # at once
    await owners.forget_strangers(connection)
    invited_by = tables.chats.c.invited_by
    await connection.execute(
        tables.chats.update()
        .where(invited_by.is_not(None), _unknown(invited_by))
        .values(invited_by=None)
    )
    return False


def _unknown(account: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether an account is bound to nobody and holds no office, in any unit."""
    bound = exists().where(tables.bindings.c.account == account)
    holds = exists().where(tables.offices.c.account == account)
    return and_(~bound, ~holds)


async def journal(connection: AsyncConnection, before: datetime) -> bool:
    """Forget the lines of the journal written before a moment."""
    return await _piece(connection, tables.audit, tables.audit.c.at < seconds(before))


async def weeks(connection: AsyncConnection, before: str) -> bool:
    """Forget what was said of the weeks before a named one, in all versions; a unit at a time."""
    found = False
    kept = (tables.snapshots, tables.closed_facts, tables.standings)
    added = (tables.corrections, tables.official, tables.week_notes)
    for table in (*kept, *added):
        unit = await connection.scalar(select(table.c.unit).where(table.c.week < before).limit(1))
        if unit is not None:
            found = True
            await connection.execute(
                table.delete().where(table.c.unit == unit, table.c.week < before)
            )
    return found


async def dismissed(connection: AsyncConnection, before: datetime) -> bool:
    """Forget people who left before a moment, with all that hangs on them.

    The moment must lie before the oldest week of which anything is kept.
    """
    gone = tables.persons.c.dismissed_at < seconds(before)
    more = await _piece(connection, tables.persons, gone)
    if more:
        await directory.changed(connection)
    return more


async def _piece(connection: AsyncConnection, table: Table, old: ColumnElement[bool]) -> bool:
    chosen = select(table.c.id).where(old).limit(PIECE)
    done = await connection.execute(table.delete().where(table.c.id.in_(chosen)))
    return done.rowcount > 0


async def last(connection: AsyncConnection) -> tuple[datetime | None, datetime | None]:
    """Tell when it was last forgotten, and before which moment the chats are forgotten."""
    row = (await connection.execute(_LAST)).first()
    if row is None:
        return None, None
    return moment(row.since), moment_or_none(int(row.value))


_LAST = select(_mark).where(_mark.c.name == _MARK)


async def begin(connection: AsyncConnection, before: datetime, now: datetime) -> None:
    """Write that the chats are being forgotten up to a moment."""
    values: Mapping[str, Any] = {"value": str(seconds(before)), "since": seconds(now)}
    await connection.execute(_mark.delete().where(_mark.c.name == _MARK))
    await connection.execute(_mark.insert().values(name=_MARK, **values))
