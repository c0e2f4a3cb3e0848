"""Closed weeks: what they said stays said; a correction is a new version."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import directory, tables
from storage.records import Snapshot
from storage.times import moment, seconds

_table = tables.snapshots


async def save(
    connection: AsyncConnection, unit: str, week: str, report: str, author: str, now: datetime
) -> int:
    """Keep a report as the week's next version; return the version."""
    last = await connection.scalar(
        select(func.max(_table.c.version)).where(_table.c.unit == unit, _table.c.week == week)
    )
    version = (last or 0) + 1
    await connection.execute(
        _table.insert().values(
            unit=unit,
            week=week,
            version=version,
            author=author,
            made_at=seconds(now),
            report=report,
        )
    )
    return version


async def latest(connection: AsyncConnection, unit: str, week: str) -> Snapshot | None:
    """Read the newest version of a closed week; None: it is not closed."""
    row = (
        await connection.execute(
            select(_table)
            .where(_table.c.unit == unit, _table.c.week == week)
            .order_by(_table.c.version.desc())
            .limit(1)
        )
    ).first()
    return None if row is None else _snapshot(row)


async def before(connection: AsyncConnection, unit: str, week: str, count: int) -> list[Snapshot]:
    """List the newest versions of up to ``count`` weeks closed before ``week``, oldest first."""
    newest = (
        select(_table.c.week, func.max(_table.c.version).label("version"))
        .where(_table.c.unit == unit, _table.c.week < week)
        .group_by(_table.c.week)
        .order_by(_table.c.week.desc())
        .limit(count)
        .subquery()
    )
    rows = await connection.execute(
        select(_table)
        .join(newest, (newest.c.week == _table.c.week) & (newest.c.version == _table.c.version))
        .where(_table.c.unit == unit)
        .order_by(_table.c.week)
    )
    return [_snapshot(row) for row in rows]


async def destroy_keys(connection: AsyncConnection, unit: str, ended_by: datetime) -> None:
    """Destroy the keys of a unit's weeks that ended: their strangers are totals from now on."""
    keys = tables.weekly_keys
    await connection.execute(
        update(keys)
        .where(keys.c.unit == unit, keys.c.ends_at <= seconds(ended_by))
        .values(key=None)
    )
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
