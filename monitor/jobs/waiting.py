"""Holding back what is due until it is known; that something waits is kept for the operator."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from monitor.jobs.loading.load import Units
from monitor.orders.schedule import Due
from monitor.report.known import Patience, Sight, Waits, waits
from storage.db.database import Connection, Database
from storage.seen import holes, streams
from storage.told import conditions


async def known_of(
    database: Database, units: Units, work: Sequence[Due], now: datetime, patience: Patience
) -> tuple[list[Due], tuple[Waits, ...], bool]:
    """Part what is to be done now from what waits; tell as well whether waiting begins now."""
    async with database.reading() as connection:
        lasting = await conditions.all(connection)
        sight = await _sight(connection, lasting, now) if work else None
    began_before = conditions.WAITING in lasting
    ready, waiting = _parted(work, sight, units, now, patience) if sight else ([], ())
    if bool(waiting) == began_before:
        return ready, waiting, False
    async with database.writing() as connection:
        if waiting:
            await conditions.set(connection, conditions.WAITING, "", now)
        else:
            await conditions.clear(connection, conditions.WAITING)
    return ready, waiting, bool(waiting)


async def _sight(
    connection: Connection, lasting: Mapping[str, conditions.Condition], now: datetime
) -> Sight:
    waiting = lasting.get(conditions.WAITING)
    return Sight(
        stream=await streams.stream(connection),
        behind=conditions.BEHIND in lasting,
        torn=await holes.open_since(connection),
        since=waiting.since if waiting else now,
    )


def _parted(
    work: Iterable[Due], sight: Sight, units: Units, now: datetime, patience: Patience
) -> tuple[list[Due], tuple[Waits, ...]]:
    below: dict[str, list[str]] = {}
    for unit in sight.torn:
        for name in (unit, *(units[unit].above if unit in units else ())):
            below.setdefault(name, []).append(unit)
    ready: list[Due] = []
    waiting: list[Waits] = []
    for job in work:
        wait = waits(job, sight, below.get(job.unit, ()), now, patience)
        if wait is None:
            ready.append(job)
        else:
            waiting.append(wait)
    return ready, tuple(waiting)
