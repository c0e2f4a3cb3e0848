"""Carrying every row from one database into another, whichever engine each of them is on.

The target has the tables already, as the source has them; what they are is read from it, so that a
database of any revision can be carried.
"""

from collections.abc import (
    AsyncIterator,
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from datetime import date
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Boolean, Column, Date, MetaData, Table, func, inspect, select

from storage.db.errors import NotAllCarried
from storage.engine import AsyncConnection

AT_ONCE = 10_000  # rows
LONG = 24 * 3600.0  # seconds a table may take

REVISION = "alembic_version"


class Watch(Protocol):
    """Whoever is told how far it is."""

    def __call__(self, table: str, rows: int, total: int) -> None:
        """Hear that so many more rows of a table were carried, and how many all tables have."""


Rows = Sequence[Sequence[Any]]


def unwatched(table: str, rows: int, total: int) -> None:
    """Tell nobody."""
    del table, rows, total


async def carry(
    source: AsyncConnection,
    target: AsyncConnection,
    watch: Watch = unwatched,
    others: Collection[str] = (),
) -> dict[str, int]:
    """Carry all rows into fresh tables, inside the transactions of both; count each table's.

    ``others``: tables of the target that are somebody else's, and stay as they are. Raises
    ``NotAllCarried``, and what the engines say of a value that they cannot hold.
    """
    tables = await tables_of(target, others)
    if target.dialect.name == "sqlite":  # a row may stand before the one it refers to
        await target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in reversed(tables):  # migrations begin some: the key of codes, a counter
        await target.execute(table.delete())
    wanted = await counted(source, tables)
    total = sum(wanted.values())
    for table in tables:
        told = partial(watch, table.name, total=total)
        coming = _converted(_read(source, table), _conversions(source, target, table))
        await _write(target, table, _watched(coming, told))
    if target.dialect.name == "postgresql":
        for table in tables:
            await _go_on_counting(target, table)
    for name, rows in (await counted(target, tables)).items():
        if wanted[name] != rows:
            raise NotAllCarried("", name)
    return wanted


async def tables_of(connection: AsyncConnection, others: Collection[str] = ()) -> list[Table]:
    """List a database's tables but ``others``, those first that are referred to."""
    found = MetaData()
    ours = [name for name in await names_in(connection) if name not in (REVISION, *others)]
    await connection.run_sync(found.reflect, only=ours)
    return found.sorted_tables


async def names_in(connection: AsyncConnection) -> list[str]:
    """Name the tables of a database, or of the schema that is ours."""
    return await connection.run_sync(lambda inner: inspect(inner).get_table_names())


async def counted(connection: AsyncConnection, tables: Iterable[Table]) -> dict[str, int]:
    """Count the rows of tables."""
    return {
        each.name: int(await connection.scalar(select(func.count()).select_from(each)) or 0)
        for each in tables
    }


async def _read(connection: AsyncConnection, table: Table) -> AsyncIterator[Rows]:
    driver: Any = (await connection.get_raw_connection()).driver_connection
    said = str(select(table).compile(dialect=connection.dialect))
    if connection.dialect.name == "sqlite":
        cursor = await driver.cursor()
        await cursor.execute(said)
        while rows := await cursor.fetchmany(AT_ONCE):
            yield rows
        await cursor.close()
        return
    cursor = await driver.cursor(said, timeout=LONG)
    while rows := await cursor.fetch(AT_ONCE, timeout=LONG):
        yield rows


async def _write(connection: AsyncConnection, table: Table, coming: AsyncIterator[Rows]) -> None:
    if connection.dialect.name == "sqlite":
        said = str(table.insert().compile(dialect=connection.dialect))
        async for rows in coming:
            await connection.exec_driver_sql(said, rows)
        return
    driver: Any = (await connection.get_raw_connection()).driver_connection
    await driver.copy_records_to_table(
        table.name, records=_each(coming), columns=[each.name for each in table.c], timeout=LONG
    )


async def _each(coming: AsyncIterator[Rows]) -> AsyncIterator[Sequence[Any]]:
    async for rows in coming:
        for row in rows:
            yield row


async def _watched(coming: AsyncIterator[Rows], told: Callable[[int], None]) -> AsyncIterator[Rows]:
    async for rows in coming:
        yield rows
        told(len(rows))


async def _converted(
    coming: AsyncIterator[Rows], conversions: Mapping[int, Callable[[Any], Any]] | None
) -> AsyncIterator[Rows]:
    async for rows in coming:
        yield rows if conversions is None else [*_rewritten(rows, conversions)]


def _rewritten(
    rows: Rows, conversions: Mapping[int, Callable[[Any], Any]]
) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = list(row)
        for place, convert in conversions.items():
            if values[place] is not None:
                values[place] = convert(values[place])
        yield tuple(values)


def _conversions(
    source: AsyncConnection, target: AsyncConnection, table: Table
) -> Mapping[int, Callable[[Any], Any]] | None:
    """Give how a row's values are written otherwise there, by place; None: as they are."""
    if source.dialect.name == target.dialect.name == "sqlite":
        return None
    if target.dialect.name == "sqlite":  # what PostgreSQL gives is no tuple
        return dict.fromkeys(_places(table, Date), date.isoformat)
    if source.dialect.name == "postgresql":
        return None
    found: dict[int, Callable[[Any], Any]] = dict.fromkeys(_places(table, Date), date.fromisoformat)
    return (found | dict.fromkeys(_places(table, Boolean), bool)) or None


def _places(table: Table, kind: type) -> list[int]:
    return [place for place, each in enumerate(table.c) if isinstance(each.type, kind)]


async def _go_on_counting(connection: AsyncConnection, table: Table) -> None:
    """Let a table's own numbers go on after the greatest it has."""
    for column in table.primary_key:
        if await _sequence(connection, column) is not None:
            await connection.execute(
                select(
                    func.setval(
                        func.pg_get_serial_sequence(table.name, column.name),
                        func.coalesce(func.max(column), 1),
                        func.count() > 0,
                    )
                ).select_from(table)
            )


async def _sequence(connection: AsyncConnection, column: Column[Any]) -> str | None:
    found: str | None = await connection.scalar(
        select(func.pg_get_serial_sequence(column.table.name, column.name))
    )
    return found
