"""Slots: by when somebody may ask the messenger next, for all processes that share a token.

A process takes a few slots at once and uses each at its moment; what it does not use is lost.
"""

import time
from collections.abc import Collection

from sqlalchemy import delete, select, text

from storage import tables
from storage.db.dialects import insert
from storage.engine import AsyncConnection

_table = tables.slots
_SERVERS_CLOCK = text("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")

LONGEST = 30_000_000
"""Microseconds that are ever taken ahead: what is later was taken by a clock that was wrong."""

KEPT = 60_000_000
"""Microseconds after which it says nothing any more when somebody was written to."""


def leased(free_at: int | None, now: int, length: int) -> tuple[int, int]:
    """Give where slots of a length together begin and end (microseconds). Pure."""
    waits = free_at is not None and now < free_at <= now + LONGEST
    start = free_at if free_at is not None and waits else now
    return start, start + length


async def clock(connection: AsyncConnection) -> int:
    """Give the time by the clock that all processes share (microseconds): that of the database."""
    if connection.dialect.name == "postgresql":
        return int((await connection.execute(_SERVERS_CLOCK)).scalar_one())
    return time.time_ns() // 1_000  # a file is on one machine


async def lease(connection: AsyncConnection, name: str, now: int, length: int) -> int:
    """Take slots of a length together; give where they begin."""
    found = await connection.execute(select(_table.c.free_at).where(_table.c.name == name))
    start, free_at = leased(found.scalar_one_or_none(), now, length)
    await _keep(connection, [name], free_at)
    return start


async def turn(connection: AsyncConnection, names: Collection[str], now: int, apart: int) -> int:
    """Take the next turn of several conversations at one moment; give that moment."""
    await connection.execute(delete(_table).where(_table.c.free_at < now - KEPT))
    found = await connection.execute(select(_table.c.free_at).where(_table.c.name.in_(names)))
    at = max((leased(free_at, now, 0)[0] for free_at in found.scalars()), default=now)
    await _keep(connection, names, at + apart)
    return at


async def _keep(connection: AsyncConnection, names: Collection[str], free_at: int) -> None:
    statement = insert(connection, _table)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"free_at": statement.excluded.free_at}
        ),
        [{"name": name, "free_at": free_at} for name in sorted(names)],
    )
