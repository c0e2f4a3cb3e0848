"""Copies of this database: where the newest ones lie, so that an old one is noticed.

Whoever makes a copy, a command or a schedule, notes it here.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.db.dialects import insert
from storage.db.times import moment, moment_or_none, seconds

_table = tables.copies

KEPT = 100
"""Copies that are remembered; of older ones nobody asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy: where it lies, when it was made, its size in bytes."""

    place: str
    made_at: datetime
    size: int


async def note(connection: AsyncConnection, copy: Copy) -> None:
    """Write down that a copy was made."""
    row = {"made_at": seconds(copy.made_at), "size": copy.size}
    await connection.execute(
        insert(connection, _table)
        .values(place=copy.place, **row)
        .on_conflict_do_update(index_elements=["place"], set_=row)
    )
    newest = select(_table.c.place).order_by(_table.c.made_at.desc()).limit(KEPT)
    await connection.execute(delete(_table).where(_table.c.place.not_in(newest)))


async def last(connection: AsyncConnection) -> Copy | None:
    """Give the newest; None: none was ever made."""
    row = (
        await connection.execute(select(_table).order_by(_table.c.made_at.desc()).limit(1))
    ).first()
    if row is None:
        return None
    return Copy(place=row.place, made_at=moment(row.made_at), size=row.size)


async def awaited_since(connection: AsyncConnection) -> datetime | None:
    """Tell since when there is something to copy: since the first unit is served."""
    joined = await connection.scalar(select(func.min(tables.units.c.joined_at)))
    return moment_or_none(joined)
