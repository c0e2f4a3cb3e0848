"""Updates that want an answer: kept until handled, then emptied, then forgotten.

Office holders come first, then who is on a roster, then strangers; within a rank the oldest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

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
    rank: int  # the asker's
    begun: bool = False  # an attempt was counted when it was taken


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


async def waits(connection: AsyncConnection, unless: str = "") -> bool:
    """Tell whether anything waits for an answer, claimed or not; ``unless`` a condition lasts."""
    return await connection.scalar(*_any(unless)) is not None


@built_once
def _any(unless: str) -> Select[Any]:
    lasting = select(tables.conditions.c.name).where(tables.conditions.c.name == unless)
    return select(_table.c.id).where(_waiting, ~lasting.exists()).limit(1)


class _Chosen(NamedTuple):
    """Of an item to be taken: its conversation, and the rank of who asks it."""

    conversation: int
    rank: int


async def claim(
    connection: AsyncConnection,
    clock: datetime,
    limit: int,
    *,
    lanes: int | None = None,
    strangers: int | None = None,
    at_once: int = 0,
    by: int = NOBODY,
) -> list[InboxItem]:
    """Take what is not handled yet, by rank, then oldest first; ``clock`` is the real time.

    A conversation somebody is answering is left to him, so that its order stays. At most
    ``lanes`` conversations, of strangers at most ``strangers``, and some items of each.
    ``at_once``: in so many of them the first item is begun (``begin``), if it is no stranger's.
    """
    at = seconds(clock)
    chosen = await _some_of(connection, await _free_lanes(connection, at, lanes, strangers), limit)
    begun = _first(chosen, at_once)
    until = seconds(clock + CLAIM)
    rows = await connection.execute(*_claim([*chosen], [*begun], at, until, by))
    taken = {row.id: row for row in rows}
    return [
        InboxItem(
            id=number,
            conversation=row.conversation,
            received_at=moment(row.received_at),
            attempts=row.attempts - (number in begun),
            body=bytes(row.body),
            account=row.account,
            rank=each.rank,
            begun=number in begun,
        )
        for number, each in chosen.items()
        if (row := taken.get(number)) is not None
    ]


def _first(chosen: Mapping[int, _Chosen], conversations: int) -> frozenset[int]:
    """Choose the items that are begun at once: first in their conversations, no stranger's."""
    first: dict[int, int] = {}
    for number, each in chosen.items():
        first.setdefault(each.conversation, number)
    some = islice(first.values(), conversations)
    return frozenset(number for number in some if chosen[number].rank != STRANGER)


@built_once
def _claim(chosen: list[int], begun: list[int], at: int, until: int, by: int) -> Executable:
    c = _table.c
    return (
        update(_table)
        .where(c.id.in_(chosen), or_(c.claimed_until.is_(None), c.claimed_until <= at))
        .values(
            claimed_until=until,
            claimed_by=by,
            attempts=c.attempts + case((c.id.in_(begun), 1), else_=0),
        )
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


async def _some_of(
    connection: AsyncConnection, ranks: Mapping[int, int], limit: int
) -> dict[int, _Chosen]:
    """Choose some items of each conversation, by number; in chats those of office holders first.

    They come in the order in which they are taken: the conversations', and within one their own.
    """
    rows = await connection.execute(*_in_lanes(list(ranks)))
    lists: dict[int, list[tuple[int, int]]] = {conversation: [] for conversation in ranks}
    for number, conversation, rank in rows:
        if len(lists[conversation]) < OF_ONE:
            lists[conversation].append((number, rank))
    chosen = [
        (number, _Chosen(conversation, rank))
        for conversation, items in lists.items()
        for number, rank in items
    ][:limit]
    return dict(sorted(chosen, key=lambda item: (ranks[item[1].conversation], item[0])))


@built_once
def _in_lanes(conversations: list[int]) -> Select[Any]:
    c = _table.c
    rank = rank_of(func.coalesce(c.account, -c.conversation))
    return (
        select(c.id, c.conversation, rank.label("rank"))
        .where(_waiting, c.conversation.in_(conversations))
        .order_by(rank, c.id)
    )


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
