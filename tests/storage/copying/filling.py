"""A database with rows in every table, made up by the types of their columns."""

from datetime import date

from sqlalchemy import delete, select

from storage.tables import metadata

ROWS = 3
BIG = 1 << 33  # more than 32 bits hold, and still a moment


async def fill(connection):
    """Write some rows into every table, and nothing else."""
    for table in reversed(metadata.sorted_tables):
        await connection.execute(delete(table))
    for table in metadata.sorted_tables:
        for number in range(1, ROWS + 1):
            await connection.execute(table.insert().values(_row(table, number)))


async def everything(connection):
    """Every row of every table."""
    return {
        table.name: sorted(map(tuple, (await connection.execute(select(table))).all()), key=repr)
        for table in metadata.sorted_tables
    }


def _row(table, number):
    return {column.name: _value(column, number) for column in table.c}


def _value(column, number):
    key = column.primary_key or column.foreign_keys
    if column.nullable and not column.foreign_keys and number == ROWS:
        return None
    if column.name in ("turns", "notes"):
        return "{}"
    made = {
        bool: number % 2 == 1,
        date: date(2026, 11, number),
        float: number / 3,
        bytes: bytes(range(number * 50)),
        str: f"id-{number}" if key else f"Ёж {number}\n«», \\t",
        int: number if key else BIG + number,
    }
    return made[column.type.python_type]
