"""What a unit's administrators set for it where the order leaves room: names and values."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, delete, select

from storage import tables
from storage.db.dialects import insert
from storage.db.statements import built_once
from storage.engine import AsyncConnection

_table = tables.unit_settings

LINKS_REPLY = "links_reply"
"""A chat in which a link to a foreign messenger turned up is answered politely; «1»: yes."""

PROMOTED = "classes_promoted"
"""The day on which the classes were last brought into a new school year."""


async def of_unit(connection: AsyncConnection, unit: str) -> dict[str, str]:
    """Read a unit's settings; what was never set is left out."""
    return (await of_units(connection, [unit]))[unit]


async def of_units(
    connection: AsyncConnection, units: Collection[str]
) -> dict[str, dict[str, str]]:
    """Read the settings of units, by unit and name."""
    rows = await connection.execute(*_of(list(units)))
    found: dict[str, dict[str, str]] = {unit: {} for unit in units}
    for row in rows:
        found[row.unit][row.name] = row.value
    return found


@built_once
def _of(units: list[str]) -> Select[Any]:
    return select(_table).where(_table.c.unit.in_(units))


async def units_with(connection: AsyncConnection, name: str) -> dict[str, str]:
    """Tell which units have set something, and to what."""
    return {row.unit: row.value for row in await connection.execute(*_with(name))}


@built_once
def _with(name: str) -> Select[Any]:
    return select(_table.c.unit, _table.c.value).where(_table.c.name == name)


async def keep(connection: AsyncConnection, unit: str, name: str, value: str) -> None:
    """Set something; an empty value takes the setting back."""
    if not value:
        await connection.execute(delete(_table).where(_table.c.unit == unit, _table.c.name == name))
        return
    values = {"unit": unit, "name": name, "value": value}
    await connection.execute(
        insert(connection, _table)
        .values(values)
        .on_conflict_do_update(index_elements=["unit", "name"], set_={"value": value})
    )
