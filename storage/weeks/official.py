"""The official tables received from above: their figures, and which column meant what."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from storage import tables
from storage.db.dialects import insert
from storage.db.times import seconds
from storage.engine import AsyncConnection
from storage.records import Official

_figures = tables.official
_columns = tables.official_columns
_PERCENT = "%"  # after a figure's id, which never holds one: the table gave only its share


async def save(
    connection: AsyncConnection, unit: str, week: str, officials: Iterable[Official], now: datetime
) -> None:
    """Keep what a table says of a unit's week; earlier values of the same figures give way."""
    statement = insert(connection, _figures)
    for each in officials:
        new = {"value": each.value, "of": each.of, "made_at": seconds(now)}
        figure = each.figure + (_PERCENT if each.percent else "")
        await connection.execute(
            statement.values(unit=unit, week=week, figure=figure, **new).on_conflict_do_update(
                index_elements=["unit", "week", "figure"], set_=new
            )
        )


async def of_week(connection: AsyncConnection, unit: str, week: str) -> list[Official]:
    """List what the official table says of a unit's week, counts before shares."""
    rows = await connection.execute(
        select(_figures)
        .where(_figures.c.unit == unit, _figures.c.week == week)
        .order_by(_figures.c.figure)
    )
    return [
        Official(
            figure=row.figure.removesuffix(_PERCENT),
            value=row.value,
            of=row.of,
            percent=row.figure.endswith(_PERCENT),
        )
        for row in rows
    ]


async def columns(connection: AsyncConnection, unit: str) -> dict[str, str]:
    """Read which figure each heading means, as it was confirmed; empty: none, leave it out."""
    rows = await connection.execute(select(_columns).where(_columns.c.unit == unit))
    return {row.header: row.figure for row in rows}


async def remember_columns(
    connection: AsyncConnection, unit: str, meanings: Mapping[str, str]
) -> None:
    """Remember which figure each heading means."""
    statement = insert(connection, _columns)
    for header, figure in meanings.items():
        await connection.execute(
            statement.values(unit=unit, header=header, figure=figure).on_conflict_do_update(
                index_elements=["unit", "header"], set_={"figure": figure}
            )
        )
