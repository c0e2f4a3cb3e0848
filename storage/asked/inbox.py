"""Updates that want an answer: kept until handled, then emptied, then forgotten.

Office holders come first, then who is on a roster, then strangers; within a rank the oldest.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    Update,
    case,
    delete,
    func,
    or_,
    select,
    update,
)

from storage import tables
from storage.db.owners import NOBODY
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection

_table = tables.inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxItem:
    """An update that wants an answer, kept (with its text) only until it is handled."""

    id: int
    conversation: int
    received_at: datetime
    attempts: int
    body: bytes
    account: int | None = None  # who asks; None: whoever the private dialog is with


REMEMBERED = timedelta(days=1)
LANES = 100
"""Conversations taken at a time at most."""

OF_ONE = 20
"""Items taken of one conversation at a time."""

CLAIM = timedelta(seconds=60)  # after which what a dead process had taken is free again


HOLDER, STAFF, STRANGER = 0, 1, 2
"""Ranks: who waits for whom."""

_waiting = _table.c.body.is_not(None)


def rank_of(account: ColumnElement[int]) -> ColumnElement[int]:
    """Give the rank of an account, in SQL."""
    return case(
        (account.in_(select(tables.offices.c.account)), HOLDER),
        (account.in_(select(tables.bindings.c.account)), STAFF),
        else_=STRANGER,
    )


async def waits(connection: AsyncConnection) -> bool:
    """Tell whether anything waits for an answer, claimed or not."""
    return await connection.scalar(_ANY) is not None


_ANY = select(_table.c.id).where(_waiting).limit(1)


async def claim(
    connection: AsyncConnection,
    clock: datetime,
    limit: int,
    *,
    lanes: int | None = None,
    strangers: int | None = None,
    by: int = NOBODY,
) -> list[InboxItem]:
    """Take what is not handled yet, by rank, then oldest first; ``clock`` is the real time.

    A conversation somebody is answering is left to him, so that its order stays. At most
    ``lanes`` conversations, of strangers at most ``strangers``, and some items of each.
    """
    at = seconds(clock)
    ranks = await _free_lanes(connection, at, lanes, strangers)
    chosen = await _some_of(connection, ranks, limit)
    rows = await connection.execute(*_claim(chosen, at, seconds(clock + CLAIM), by))
    return [
        InboxItem(
            id=row.id,
            conversation=row.conversation,
            received_at=moment(row.received_at),
            attempts=row.attempts,
            body=bytes(row.body),
            account=row.account,
        )
        for row in sorted(rows, key=lambda row: (ranks[row.conversation], row.id))
    ]


@built_once
def _claim(chosen: list[int], at: int, until: int, by: int) -> Executable:
    return (
        update(_table)
        .where(
            _table.c.id.in_(chosen),
            or_(_table.c.claimed_until.is_(None), _table.c.claimed_until <= at),
        )
        .values(claimed_until=until, claimed_by=by)
        .returning(_table)
    )


async def _free_lanes(
    connection: AsyncConnection, at: int, lanes: int | None, strangers: int | None
) -> dict[int, int]:
    """Give the conversations nobody is answering, in order, with their ranks."""
    rows = await connection.execute(*_free(at, lanes or LANES))
    found: dict[int, int] = {}
    left = LANES if strangers is None else strangers
    for conversation, its_rank in rows:
        left -= its_rank == STRANGER
        if its_rank != STRANGER or left >= 0:
            found[conversation] = its_rank
    return found


@built_once
def _free(at: int, lanes: int) -> Select[Any]:
    c = _table.c
    held = or_(c.claimed_until > at, c.retry_at > at)
    busy = select(c.conversation).where(_waiting, held)
    rank = func.min(rank_of(func.coalesce(c.account, -c.conversation)))
    return (
        select(c.conversation, rank.label("rank"))
        .where(_waiting, c.conversation.not_in(busy))
        .group_by(c.conversation)
        .order_by(rank, func.min(c.id))
        .limit(lanes)
    )


async def _some_of(connection: AsyncConnection, ranks: Mapping[int, int], limit: int) -> list[int]:
    """Choose some items of each conversation; in chats those of office holders first."""
    rows = await connection.execute(*_in_lanes(list(ranks)))
    chosen: dict[int, list[int]] = {conversation: [] for conversation in ranks}
    for row in rows:
        if len(chosen[row.conversation]) < OF_ONE:
            chosen[row.conversation].append(row.id)
    return [number for numbers in chosen.values() for number in numbers][:limit]


@built_once
def _in_lanes(conversations: list[int]) -> Select[Any]:
    c = _table.c
    rank = rank_of(func.coalesce(c.account, -c.conversation))
    return (
        select(c.id, c.conversation, rank.label("rank"))
        .where(_waiting, c.conversation.in_(conversations))
        .order_by(rank, c.id)
    )


async def ranks(connection: AsyncConnection, items: Iterable[InboxItem]) -> dict[int, int]:
    """Tell the rank of each item's asker, by the item's id."""
    rows = await connection.execute(*_ranks([item.id for item in items]))
    return {row[0]: row[1] for row in rows}


@built_once
def _ranks(numbers: list[int]) -> Select[Any]:
    c = _table.c
    rank = rank_of(func.coalesce(c.account, -c.conversation))
    return select(c.id, rank).where(c.id.in_(numbers))


async def begin(connection: AsyncConnection, numbers: Collection[int]) -> None:
    """Count an attempt of each, so that what kills its handler every time is given up."""
    await connection.execute(*_begin(list(numbers)))


@built_once
def _begin(numbers: list[int]) -> Update:
    return update(_table).where(_table.c.id.in_(numbers)).values(attempts=_table.c.attempts + 1)


async def free(connection: AsyncConnection, others: Collection[int] = ()) -> None:
    """Give back what is claimed by none of the ``others`` who live: nobody does it any more."""
    nobodys = or_(_table.c.claimed_by.is_(None), _table.c.claimed_by.not_in(others))
    await connection.execute(
        update(_table)
        .where(_table.c.claimed_until.is_not(None), nobodys)
        .values(claimed_until=None)
    )


async def give_back(connection: AsyncConnection, number: int) -> None:
    """Give one item back as if it had not been tried."""
    await connection.execute(
        update(_table)
        .where(_table.c.id == number)
        .values(claimed_until=None, attempts=_table.c.attempts - 1)
    )


async def rest(connection: AsyncConnection, numbers: Collection[int], until: datetime) -> None:
    """Give items back, to be tried again at ``until``: their conversations rest so long."""
    await connection.execute(
        update(_table)
        .where(_table.c.id.in_(numbers))
        .values(claimed_until=None, retry_at=seconds(until))
    )


async def release(connection: AsyncConnection, numbers: Collection[int]) -> None:
    """Give back items that were taken and not begun."""
    await connection.execute(
        update(_table).where(_table.c.id.in_(numbers)).values(claimed_until=None)
    )


async def done(connection: AsyncConnection, number: int) -> None:
    """Empty a handled item; its key stays a while so that a repeat is not answered."""
    await connection.execute(*_done(number))
    destroyed(connection)


@built_once
def _done(number: int) -> Update:
    return update(_table).where(_table.c.id == number).values(body=None, account=None, gist=None)


async def forget(connection: AsyncConnection, now: datetime) -> None:
    """Forget the keys of items handled long ago."""
    await connection.execute(
        delete(_table).where(
            _table.c.body.is_(None), _table.c.received_at < seconds(now - REMEMBERED)
        )
    )
