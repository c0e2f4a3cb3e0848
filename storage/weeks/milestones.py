"""What was done of an order's milestones, and who confirmed it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, delete, select

from storage import tables
from storage.db.dialects import insert
from storage.db.times import seconds
from storage.engine import AsyncConnection

_table = tables.milestones_done


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A milestone that was done; ``author``: the account of who says so."""

    milestone: str
    done_on: date
    author: int


async def done(connection: AsyncConnection, unit: str) -> dict[str, Confirmed]:
    """Read what a unit has done, by the milestone's id."""
    rows = await connection.execute(select(_table).where(_table.c.unit == unit))
    return {
        row.milestone: Confirmed(milestone=row.milestone, done_on=row.done_on, author=row.author)
        for row in rows
    }


async def done_by_unit(
    connection: AsyncConnection, units: Collection[str]
) -> dict[str, dict[str, date]]:
    """Give on which days units did what, by the unit and the milestone's id."""
    query = select(_table.c.unit, _table.c.milestone, _table.c.done_on)
    found: dict[str, dict[str, date]] = {unit: {} for unit in units}
    for row in await connection.execute(query.where(_table.c.unit.in_(units))):
        found[row.unit][row.milestone] = row.done_on
    return found


async def confirm(connection: AsyncConnection, unit: str, new: Confirmed, now: datetime) -> None:
    """Write down that a milestone was done, in the place of what was confirmed before."""
    values = {"done_on": new.done_on, "author": new.author, "made_at": seconds(now)}
    await connection.execute(
        insert(connection, _table)
        .values(unit=unit, milestone=new.milestone, **values)
        .on_conflict_do_update(index_elements=["unit", "milestone"], set_=values)
    )


async def withdraw(connection: AsyncConnection, unit: str, milestone: str) -> None:
    """Strike out that a milestone was done."""
    await connection.execute(
        delete(_table).where(and_(_table.c.unit == unit, _table.c.milestone == milestone))
    )
