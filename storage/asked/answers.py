"""Answers that could not be told yet: what they answer is done, only the telling is left.

They hold somebody's words and figures, so they are struck out when told, and after ``KEPT``
whatever happens: a repeat is safe for so long, because the messenger drops what it has already.
"""

from collections.abc import Collection
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
    literal,
    or_,
    select,
    update,
)

from storage import tables
from storage.asked.inbox import STAFF, rank_of
from storage.db.dialects import insert
from storage.db.owners import NOBODY
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection

_table = tables.answers
_c = tables.answers.c
_conditions = tables.conditions.c

KEPT = timedelta(minutes=50)
"""After so long an answer is too late; that it is late is all that is still said."""

FORGOTTEN = timedelta(days=1)
"""After so long not even that."""

CLAIM = timedelta(minutes=5)
LONGEST_REST = timedelta(seconds=20)
"""Between two tries; a later moment can only be another clock's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer to tell; ``body`` None: only that it is late. ``rank`` as in ``inbox``."""

    id: int
    about: str
    conversation: int
    rank: int
    attempts: int
    made_at: datetime
    body: bytes | None


async def keep(
    connection: AsyncConnection,
    about: str,
    conversation: int,
    body: bytes,
    now: datetime,
    rest: timedelta = timedelta(),
) -> bool:
    """Keep an answer to be told after a ``rest``; False: it was kept already."""
    result = await connection.execute(
        insert(connection, _table)
        .values(
            about=about,
            conversation=conversation,
            made_at=seconds(now),
            retry_at=seconds(now + rest),
            attempts=0,
            body=body,
        )
        .on_conflict_do_nothing(index_elements=["about"])
    )
    return result.rowcount > 0


async def waits_for(connection: AsyncConnection, conversation: int, stop: str = "") -> bool:
    """Tell whether an earlier answer is still to be told in a conversation, or ``stop`` lasts.

    That is a condition in which nothing is told at all.
    """
    return await connection.scalar(*_of(conversation, stop)) is not None


@built_once
def _of(conversation: int, stop: str) -> Select[Any]:
    before = select(_c.id).where(_c.conversation == conversation)
    return select(literal(1)).where(or_(before.exists(), _lasting(stop)))


def _lasting(condition: str) -> ColumnElement[bool]:
    return select(_conditions.name).where(_conditions.name == condition).exists()


async def waiting(connection: AsyncConnection, stop: str = "") -> bool:
    """Tell whether any answer is still to be told, and may be: not while ``stop`` lasts."""
    return await connection.scalar(*_any(stop)) is not None


@built_once
def _any(stop: str) -> Select[Any]:
    return select(_c.id).where(~_lasting(stop)).limit(1)


async def expire(connection: AsyncConnection, now: datetime) -> None:
    """Strike out what is too late."""
    await connection.execute(delete(_table).where(_c.made_at <= seconds(now - FORGOTTEN)))
    old = await connection.execute(
        update(_table)
        .where(_c.made_at <= seconds(now - KEPT), _c.body.is_not(None))
        .values(body=None)
    )
    if old.rowcount:
        destroyed(connection)


async def claim(
    connection: AsyncConnection, clock: datetime, limit: int, by: int = NOBODY
) -> list[KeptAnswer]:
    """Take the oldest answer of each conversation that nobody is telling, by rank."""
    at = seconds(clock)
    chosen = await connection.execute(*_first(at, seconds(clock + LONGEST_REST), limit))
    ranks = {row.id: row.rank for row in chosen}
    rows = await connection.execute(*_claim(tuple(ranks), at, seconds(clock + CLAIM), by))
    found = [
        KeptAnswer(
            id=row.id,
            about=row.about,
            conversation=row.conversation,
            rank=ranks[row.id],
            attempts=row.attempts,
            made_at=moment(row.made_at),
            body=None if row.body is None else bytes(row.body),
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.rank, each.id))


@built_once
def _first(at: int, rest: int, limit: int) -> Select[Any]:
    rank = case((_c.conversation > 0, STAFF), else_=rank_of(-_c.conversation))
    first = select(func.min(_c.id)).group_by(_c.conversation)
    due = or_(_c.retry_at.is_(None), _c.retry_at <= at, _c.retry_at > rest)
    chosen = select(_c.id, rank.label("rank")).where(_c.id.in_(first), due, _is_free(at))
    return chosen.order_by(rank, _c.id).limit(limit)


@built_once
def _claim(numbers: Collection[int], at: int, until: int, by: int) -> Executable:
    claimed = update(_table).where(_c.id.in_(numbers), _is_free(at))
    values = {"claimed_until": until, "claimed_by": by, "attempts": _c.attempts + 1}
    return claimed.values(values).returning(_table)


def _is_free(at: int) -> ColumnElement[bool]:
    return or_(_c.claimed_until.is_(None), _c.claimed_until <= at)


async def postpone(connection: AsyncConnection, number: int, until: datetime) -> None:
    """Give an answer back, to be tried again at ``until``."""
    await connection.execute(*_postpone(number, seconds(until)))


@built_once
def _postpone(number: int, until: int) -> Update:
    return update(_table).where(_c.id == number).values(claimed_until=None, retry_at=until)


async def hurry(connection: AsyncConnection) -> None:
    """Let nothing rest any longer: the messenger takes answers again."""
    await connection.execute(update(_table).values(retry_at=None))


async def told(connection: AsyncConnection, numbers: Collection[int]) -> None:
    """Forget answers that were told, or never can be."""
    await connection.execute(delete(_table).where(_c.id.in_(numbers)))
    destroyed(connection)


async def told_late(connection: AsyncConnection, conversation: int) -> None:
    """Forget what was too late in a conversation: that has been said once."""
    await connection.execute(
        delete(_table).where(_c.conversation == conversation, _c.body.is_(None))
    )


async def free(connection: AsyncConnection, others: Collection[int] = ()) -> None:
    """Give back what is claimed by none of the ``others`` who live: nobody does it any more."""
    nobodys = or_(_c.claimed_by.is_(None), _c.claimed_by.not_in(others))
    await connection.execute(
        update(_table).where(_c.claimed_until.is_not(None), nobodys).values(claimed_until=None)
    )
