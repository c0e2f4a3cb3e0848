"""What a level's main figure was at moments of its running week, for as long as it is compared."""

from datetime import datetime, timedelta

from sqlalchemy import select

from storage import tables
from storage.db.dialects import insert
from storage.db.times import seconds
from storage.engine import AsyncConnection

KEPT = timedelta(days=8)
"""So long a moment is kept: a week later it stands beside the next, with a day to spare."""

Reading = tuple[int | None, int | None]
"""A figure's value, and of how many; None: it was not known, or is not told."""

_table = tables.level_moments


async def keep(
    connection: AsyncConnection, unit: str, figure: str, as_of: datetime, reading: Reading
) -> None:
    """Keep what a unit's figure was at a moment; forget those that nothing is held beside now."""
    value, of = reading
    row = {"unit": unit, "figure": figure, "as_of": seconds(as_of), "value": value, "of": of}
    await connection.execute(insert(connection, _table).values(row).on_conflict_do_nothing())
    old = _table.c.as_of < seconds(as_of - KEPT)
    await connection.execute(_table.delete().where(_table.c.unit == unit, old))


async def last(
    connection: AsyncConnection, unit: str, figure: str, since: datetime, until: datetime
) -> Reading | None:
    """Give what a unit's figure was last in [since, until]; None: nothing was kept then."""
    rows = await connection.execute(
        select(_table.c.value, _table.c.of)
        .where(
            _table.c.unit == unit,
            _table.c.figure == figure,
            _table.c.as_of >= seconds(since),
            _table.c.as_of <= seconds(until),
        )
        .order_by(_table.c.as_of.desc())
        .limit(1)
    )
    found = rows.first()
    return None if found is None else (found.value, found.of)
