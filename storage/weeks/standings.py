"""The newest figures of each unit's week: what trends and the levels above read."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, or_, select

from storage import tables
from storage.db.dialects import insert
from storage.db.grouping import by_unit
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection
from storage.records import Standing

_table = tables.standings


async def save(connection: AsyncConnection, standing: Standing) -> None:
    """Keep a week's newest figures; closed ones give way to closed ones only."""
    await save_all(connection, [standing])


async def save_all(connection: AsyncConnection, new: Iterable[Standing]) -> None:
    """Keep the newest figures of weeks; closed ones give way to closed ones only."""
    rows = [
        {
            "unit": each.unit,
            "week": each.week,
            "as_of": seconds(each.as_of),
            "closed": each.closed,
            "completeness": each.completeness,
            "figures": each.figures,
        }
        for each in new
    ]
    if not rows:
        return
    statement = insert(connection, _table)
    coming = statement.excluded
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["unit", "week"],
            set_={name: coming[name] for name in ("as_of", "closed", "completeness", "figures")},
            where=or_(coming.closed, _table.c.closed.is_(False)),
        ),
        rows,
    )


async def of_week(
    connection: AsyncConnection, units: Iterable[str], week: str
) -> dict[str, Standing]:
    """Read the standings of a week by unit; units that never stood are left out."""
    rows = await connection.execute(
        select(_table).where(_table.c.unit.in_(list(units)), _table.c.week == week)
    )
    return {row.unit: _standing(row) for row in rows}


async def moments(
    connection: AsyncConnection, units: Iterable[str], week: str
) -> dict[str, datetime | None]:
    """Tell as of when units stand in a week; None: it is closed. Who never stood is left out."""
    rows = await connection.execute(
        select(_table.c.unit, _table.c.as_of, _table.c.closed).where(
            _table.c.unit.in_(list(units)), _table.c.week == week
        )
    )
    return {row.unit: None if row.closed else moment(row.as_of) for row in rows}


async def closed_between(
    connection: AsyncConnection, unit: str, first: str, before: str
) -> list[Standing]:
    """List a unit's closed weeks named in [first, before), oldest first."""
    return (await closed_by_unit(connection, [unit], first, before))[unit]


async def closed_by_unit(
    connection: AsyncConnection, units: Collection[str], first: str, before: str
) -> dict[str, list[Standing]]:
    """List the closed weeks of units named in [first, before), oldest first."""
    rows = await connection.execute(*_closed(list(units), first, before))
    return by_unit(units, ((row.unit, _standing(row)) for row in rows.all()))


@built_once
def _closed(units: list[str], first: str, before: str) -> Select[Any]:
    c = _table.c
    named = (c.unit.in_(units), c.week >= first, c.week < before)
    return select(_table).where(*named, c.closed).order_by(c.week)


def _standing(row: Row[Any]) -> Standing:
    return Standing(
        unit=row.unit,
        week=row.week,
        as_of=moment(row.as_of),
        closed=row.closed,
        completeness=row.completeness,
        figures=row.figures,
    )
