"""What people in charge add to a week; nothing is ever changed or taken away without a trace."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, Select, select

from storage import tables
from storage.db.grouping import by_unit
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection
from storage.records import Correction

_table = tables.corrections


async def add(connection: AsyncConnection, new: Correction) -> int:
    """Write a correction down (its ``id`` is not looked at); give its number."""
    values = {
        "unit": new.unit,
        "week": new.week,
        "person": new.person,
        "figure": new.figure,
        "messages": new.messages,
        "calls": new.calls,
        "value": new.value,
        "of": new.of,
        "comment": new.comment,
        "author": new.author,
        "made_at": seconds(new.made_at),
    }
    number = await connection.scalar(_table.insert().values(values).returning(_table.c.id))
    return int(number or 0)


async def of_week(connection: AsyncConnection, unit: str, week: str) -> list[Correction]:
    """List a week's corrections in the order in which they were made."""
    return (await of_units(connection, [unit], [week]))[unit]


async def of_units(
    connection: AsyncConnection, units: Collection[str], weeks: Collection[str]
) -> dict[str, list[Correction]]:
    """List the corrections of weeks of units in the order in which they were made."""
    rows = await connection.execute(*_of_weeks(list(units), list(weeks)))
    return by_unit(units, ((row.unit, _correction(row)) for row in rows))


@built_once
def _of_weeks(units: list[str], weeks: list[str]) -> Select[Any]:
    mine = _table.c.unit.in_(units), _table.c.week.in_(weeks)
    return select(_table).where(*mine).order_by(_table.c.id)


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        id=row.id,
        unit=row.unit,
        week=row.week,
        person=row.person,
        figure=row.figure,
        messages=row.messages,
        calls=row.calls,
        value=row.value,
        of=row.of,
        comment=row.comment,
        author=row.author,
        made_at=moment(row.made_at),
    )
