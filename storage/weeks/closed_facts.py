"""The facts of closed weeks, as of their newest version: what a correction is made on."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from storage import tables
from storage.db.dialects import insert
from storage.engine import AsyncConnection

_table = tables.closed_facts


async def save_all(connection: AsyncConnection, week: str, facts: Mapping[str, str]) -> None:
    """Keep the facts (JSON) of a week by unit, in the place of those kept before."""
    if not facts:
        return
    statement = insert(connection, _table)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["unit", "week"], set_={"facts": statement.excluded.facts}
        ),
        [{"unit": unit, "week": week, "facts": said} for unit, said in facts.items()],
    )


async def of_weeks(
    connection: AsyncConnection, unit: str, weeks: Collection[str]
) -> dict[str, str]:
    """Read the facts (JSON) of a unit's closed weeks, by week; those never kept are left out."""
    rows = await connection.execute(
        select(_table.c.week, _table.c.facts).where(_table.c.unit == unit, _table.c.week.in_(weeks))
    )
    return {row.week: row.facts for row in rows}
