"""Copies of this database: where the newest ones lie, so that an old one is noticed.

Whoever makes a copy, a command or a schedule, notes it here. Who is at the one that is due says so,
that no two processes make it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from storage import tables
from storage.db.dialects import insert
from storage.db.times import moment, moment_or_none, seconds
from storage.engine import AsyncConnection
from storage.told import conditions

_table = tables.copies

PATIENCE = timedelta(hours=1)
"""So long a copy is left to who began it: he may have been killed, or found no room."""

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


async def is_due(connection: AsyncConnection, slot: datetime, now: datetime) -> bool:
    """Tell whether the copy of a moment is still to be made, and nobody is at it."""
    found = await conditions.get(connection, conditions.COPY)
    if found is None:
        return True
    of, _, begun = found.value.partition(" ")
    if int(of) != seconds(slot):
        return int(of) < seconds(slot)
    return bool(begun) and moment(int(begun)) <= now - PATIENCE


async def begin(connection: AsyncConnection, slot: datetime, now: datetime) -> bool:
    """Say that the copy of a moment is being made; False: it is not due any more."""
    if not await is_due(connection, slot, now):
        return False
    await conditions.set(connection, conditions.COPY, f"{seconds(slot)} {seconds(now)}", now)
    return True


async def done(connection: AsyncConnection, slot: datetime, now: datetime) -> None:
    """Say that the copy of a moment is made."""
    await conditions.set(connection, conditions.COPY, str(seconds(slot)), now)
