"""How units' weeks are cut, and since when: a week that has begun keeps its boundaries."""

from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.times import moment

_table = tables.calendars


class Cut(NamedTuple):
    """A zone and a first day (0 is Monday), from a moment on (UTC seconds; 0: from ever)."""

    since: int
    timezone: str
    first_day: int


async def sync(
    connection: AsyncConnection, wanted: Mapping[str, tuple[str, int]]
) -> dict[str, tuple[Cut, ...]]:
    """Keep the zone and first day of each unit; give how its weeks were and are cut, in order.

    A change holds from the end of the newest week in which anything was counted. To be called
    before the units' own rows change: an older database knows the former zone from them.
    """
    known = await _known(connection)
    ends = dict(await _newest(connection))
    for unit, (zone, first_day) in wanted.items():
        cuts = known.get(unit) or await _derived(connection, unit) or ()
        if cuts and (cuts[-1].timezone, cuts[-1].first_day) == (zone, first_day):
            known[unit] = cuts
            continue
        since = ends.get(unit, 0)
        kept = [cut for cut in cuts if cut.since < since]  # what never began is forgotten
        if not kept or (kept[-1].timezone, kept[-1].first_day) != (zone, first_day):
            kept.append(Cut(since if kept else 0, zone, first_day))
        known[unit] = tuple(kept)
    return {unit: await _keep(connection, unit, known[unit]) for unit in wanted}


async def _known(connection: AsyncConnection) -> dict[str, tuple[Cut, ...]]:
    found: dict[str, tuple[Cut, ...]] = {}
    for row in await connection.execute(select(_table).order_by(_table.c.unit, _table.c.since)):
        cut = Cut(row.since, row.timezone, row.first_day)
        found[row.unit] = (*found.get(row.unit, ()), cut)
    return found


async def _newest(connection: AsyncConnection) -> list[tuple[str, int]]:
    keys = tables.weekly_keys.c
    rows = await connection.execute(select(keys.unit, func.max(keys.ends_at)).group_by(keys.unit))
    return [(row[0], row[1]) for row in rows]


async def _derived(connection: AsyncConnection, unit: str) -> tuple[Cut, ...]:
    """Tell from what an older version counted how a unit's weeks were cut."""
    keys = tables.weekly_keys.c
    begun = await connection.scalar(select(func.max(keys.starts_at)).where(keys.unit == unit))
    zone = await connection.scalar(select(tables.units.c.timezone).where(tables.units.c.id == unit))
    if begun is None or zone is None:
        return ()
    return (Cut(0, zone, moment(begun).astimezone(ZoneInfo(zone)).weekday()),)


async def _keep(connection: AsyncConnection, unit: str, cuts: tuple[Cut, ...]) -> tuple[Cut, ...]:
    rows = await connection.execute(
        select(_table).where(_table.c.unit == unit).order_by(_table.c.since)
    )
    if tuple(Cut(row.since, row.timezone, row.first_day) for row in rows) != cuts:
        await connection.execute(_table.delete().where(_table.c.unit == unit))
        await connection.execute(_table.insert(), [{"unit": unit, **cut._asdict()} for cut in cuts])
    return cuts
