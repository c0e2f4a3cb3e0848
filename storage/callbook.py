"""Calls: a start message and an end message become one row (vk-api.md, "Calls")."""

from typing import Any, Protocol

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.dialects import insert
from storage.observations import CallSeen

# A call's two messages are one call when the same person began it and the moments agree within
# this many seconds; VK rounds, and the start message comes when the second person joins.
TOLERANCE = 180

_table = tables.calls


class Namer(Protocol):
    """Names the author of something done in a chat at a moment."""

    def __call__(self, chat: int, account: int, at: int) -> int:
        """Give the account or the week's pseudonym."""


async def note(connection: AsyncConnection, seen: CallSeen, name: Namer) -> None:
    """Write a half of a call seen for the first time, joined to its other half if that is known."""
    initiator = name(seen.chat, seen.initiator, seen.started_at)
    other = await _other_half(connection, seen, initiator)
    values: dict[str, Any]
    if seen.ended:
        values = {
            "end_number": seen.number,
            "closed": True,
            "seconds": seen.seconds,
            "reached": seen.reached,
            "participant_count": seen.participant_count,
        }
    else:
        values = {"start_number": seen.number, "started_at": seen.started_at}
    if other is None:
        alone = {"started_at": seen.started_at, "participant_count": seen.participant_count}
        values = {"chat": seen.chat, "initiator": initiator, "closed": False} | alone | values
        call = await connection.scalar(_table.insert().values(values).returning(_table.c.id))
    else:
        call = other
        await connection.execute(update(_table).where(_table.c.id == call).values(values))
    people = {name(seen.chat, account, seen.started_at) for account in seen.participants}
    if people:
        await connection.execute(
            insert(connection, tables.call_participants).on_conflict_do_nothing(),
            [{"call": call, "author": author} for author in sorted(people)],
        )


async def _other_half(connection: AsyncConnection, seen: CallSeen, initiator: int) -> int | None:
    """Find the half that belongs to this one: the nearest in time of those still alone."""
    mine, theirs = _table.c.end_number, _table.c.start_number
    if not seen.ended:
        mine, theirs = theirs, mine
    distance = func.abs(_table.c.started_at - seen.started_at)
    found: int | None = await connection.scalar(
        select(_table.c.id)
        .where(
            _table.c.chat == seen.chat,
            _table.c.initiator == initiator,
            mine.is_(None),
            theirs.is_not(None),
            distance <= TOLERANCE,
        )
        .order_by(distance, _table.c.id)
        .limit(1)
    )
    return found


async def close_old(connection: AsyncConnection, before: int) -> int:
    """Stop waiting for the end of calls begun before a moment: their duration stays unknown."""
    result = await connection.execute(
        update(_table)
        .where(_table.c.closed.is_(False), _table.c.started_at < before)
        .values(closed=True)
    )
    return int(result.rowcount)
