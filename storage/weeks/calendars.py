"""How units' weeks are cut, and since when: a week that has begun keeps its boundaries."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from storage import tables
from storage.db.statements import built_once
from storage.db.times import moment
from storage.engine import AsyncConnection

_table = tables.calendars


class Cut(NamedTuple):
    """A zone and a first day (0 is Monday), from a moment on (UTC seconds; 0: from ever)."""

    since: int
    timezone: str
    first_day: int


async def look(
    connection: AsyncConnection, wanted: Mapping[str, tuple[str, int]]
) -> dict[str, tuple[Cut, ...]]:
    """Give how the weeks of units with a zone and a first day were and are cut, in order.

    A change holds from the end of the newest week in which anything was counted. To be asked
    before the units' own rows change: an older database knows the former zone from them.
    """
    known = await _known(connection)
    ends = dict(await _newest(connection))
    found = {}
    for unit, (zone, first_day) in wanted.items():
        cuts = known.get(unit) or await _derived(connection, unit)
        if not cuts or (cuts[-1].timezone, cuts[-1].first_day) != (zone, first_day):
            since = ends.get(unit, 0)
            cuts = tuple(cut for cut in cuts if cut.since < since)  # one that never began is void
            if not cuts or (cuts[-1].timezone, cuts[-1].first_day) != (zone, first_day):
                cuts = (*cuts, Cut(since if cuts else 0, zone, first_day))
        found[unit] = cuts
    return found


async def keep(connection: AsyncConnection, cuts: Mapping[str, tuple[Cut, ...]]) -> None:
    """Keep how the weeks of units are cut."""
    known = await _known(connection)
    changed = {unit: mine for unit, mine in cuts.items() if known.get(unit) != mine}
    if changed:
        await connection.execute(_table.delete().where(_table.c.unit.in_(changed)))
        rows = [{"unit": unit, **cut._asdict()} for unit, mine in changed.items() for cut in mine]
        await connection.execute(_table.insert(), rows)


_keys = tables.weekly_keys.c
_ALL = select(_table).order_by(_table.c.unit, _table.c.since)
_NEWEST = select(_keys.unit, func.max(_keys.ends_at)).group_by(_keys.unit)


async def _known(connection: AsyncConnection) -> dict[str, tuple[Cut, ...]]:
    found: dict[str, tuple[Cut, ...]] = {}
    for row in await connection.execute(_ALL):
        cut = Cut(row.since, row.timezone, row.first_day)
        found[row.unit] = (*found.get(row.unit, ()), cut)
    return found


async def _newest(connection: AsyncConnection) -> list[tuple[str, int]]:
    rows = await connection.execute(_NEWEST)
    return [(row[0], row[1]) for row in rows]


async def _derived(connection: AsyncConnection, unit: str) -> tuple[Cut, ...]:
    """Tell from what an older version counted how a unit's weeks were cut."""
    begun = await connection.scalar(*_begun(unit))
    zone = await connection.scalar(*_zone(unit))
    if begun is None or zone is None:
        return ()
    return (Cut(0, zone, moment(begun).astimezone(ZoneInfo(zone)).weekday()),)


@built_once
def _begun(unit: str) -> Select[Any]:
    return select(func.max(_keys.starts_at)).where(_keys.unit == unit)


@built_once
def _zone(unit: str) -> Select[Any]:
    return select(tables.units.c.timezone).where(tables.units.c.id == unit)
