"""Closed weeks: what they said stays said; a correction is a new version."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select, update

from storage import tables
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection
from storage.places import directory
from storage.records import Snapshot

_table = tables.snapshots


async def save_all(
    connection: AsyncConnection, week: str, reports: Mapping[str, str], author: str, now: datetime
) -> dict[str, int]:
    """Keep a report of each unit as the week's next version; give the versions."""
    last = await _versions(connection, reports, week)
    versions = {unit: last.get(unit, 0) + 1 for unit in reports}
    rows = [
        {
            "unit": unit,
            "week": week,
            "version": versions[unit],
            "author": author,
            "made_at": seconds(now),
            "report": report,
        }
        for unit, report in reports.items()
    ]
    if rows:
        await connection.execute(_table.insert(), rows)
    return versions


async def _versions(
    connection: AsyncConnection, units: Collection[str], week: str
) -> dict[str, int]:
    rows = await connection.execute(*_newest(list(units), week))
    return {unit: int(version) for unit, version in rows}


@built_once
def _newest(units: list[str], week: str) -> Select[Any]:
    return (
        select(_table.c.unit, func.max(_table.c.version))
        .where(_table.c.unit.in_(units), _table.c.week == week)
        .group_by(_table.c.unit)
    )


async def closed(connection: AsyncConnection, units: Collection[str], week: str) -> frozenset[str]:
    """Tell for which of the units a week is closed."""
    return frozenset(await _versions(connection, units, week))


async def latest(connection: AsyncConnection, unit: str, week: str) -> Snapshot | None:
    """Read the newest version of a closed week; None: it is not closed."""
    row = (await connection.execute(*_latest(unit, week))).first()
    return None if row is None else _snapshot(row)


@built_once
def _latest(unit: str, week: str) -> Select[Any]:
    return (
        select(_table)
        .where(_table.c.unit == unit, _table.c.week == week)
        .order_by(_table.c.version.desc())
        .limit(1)
    )


async def destroy_keys(
    connection: AsyncConnection, units: Collection[str], ended_by: datetime
) -> None:
    """Destroy the keys of the units' weeks that ended: their strangers are totals from now on."""
    keys = tables.weekly_keys
    old = and_(keys.c.unit.in_(units), keys.c.ends_at <= seconds(ended_by), keys.c.key.is_not(None))
    gone = await connection.execute(update(keys).where(old).values(key=None))
    if gone.rowcount:
        destroyed(connection, ended_by)
    await directory.changed(connection)


def _snapshot(row: Row[Any]) -> Snapshot:
    return Snapshot(
        unit=row.unit,
        week=row.week,
        version=row.version,
        author=row.author,
        made_at=moment(row.made_at),
        report=row.report,
    )
