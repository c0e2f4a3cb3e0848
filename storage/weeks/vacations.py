"""Days without school, of units and of single classes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, select

from storage import tables
from storage.db.statements import built_once
from storage.engine import AsyncConnection
from storage.records import Source, Vacation

_table = tables.vacations


async def of_units(connection: AsyncConnection, units: Iterable[str]) -> list[Vacation]:
    """List the vacations of units (a unit and those above it), oldest first."""
    return [vacation for vacation, _ in await listed(connection, units)]


async def listed(
    connection: AsyncConnection, units: Iterable[str]
) -> list[tuple[Vacation, Source]]:
    """List the vacations of units, each with where it comes from, oldest first."""
    rows = await connection.execute(*_of(list(units)))
    return [(_vacation(row), row.source) for row in rows]


@built_once
def _of(units: list[str]) -> Select[Any]:
    return (
        select(_table)
        .where(_table.c.unit.in_(units))
        .order_by(_table.c.first, _table.c.unit, _table.c.class_name)
    )


async def sync(connection: AsyncConnection, wanted: Iterable[Vacation]) -> None:
    """Make the vacations of the config's making be these; the bot's stay.

    Only what changed is written: most starts change nothing.
    """
    rows = await connection.execute(select(_table).where(_table.c.source == "config"))
    present, needed = {_vacation(row) for row in rows}, set(wanted)
    for old in present - needed:
        await remove(connection, old)
    for new in needed - present:
        await add(connection, new, "config")


async def add(connection: AsyncConnection, new: Vacation, source: Source) -> None:
    """Write a vacation down in the place of one that begins on the same day."""
    await remove(connection, new)
    await connection.execute(
        _table.insert().values(
            unit=new.unit,
            class_name=new.class_name,
            first=new.first,
            last=new.last,
            source=source,
        )
    )


async def remove(connection: AsyncConnection, old: Vacation) -> None:
    """Strike a vacation out, by its unit, class and first day (its last one is not looked at)."""
    await connection.execute(
        _table.delete().where(
            _table.c.unit == old.unit,
            _table.c.class_name == old.class_name,
            _table.c.first == old.first,
        )
    )


def _vacation(row: Row[Any]) -> Vacation:
    return Vacation(unit=row.unit, class_name=row.class_name, first=row.first, last=row.last)
