"""What SQLite and PostgreSQL say alike and SQLAlchemy spells apart, and what must be quick."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from storage.db.statements import Said
from storage.engine import AsyncConnection


def insert(connection: AsyncConnection, table: Table) -> Any:  # noqa: ANN401 - of two classes
    """Give the dialect's INSERT, which knows ``on_conflict_do_update`` and ``_do_nothing``."""
    return insert_of(connection.dialect.name, table)


def insert_of(dialect: str, table: Table) -> Any:  # noqa: ANN401 - of two classes
    """Give the INSERT of a dialect by its name, for a statement that is kept."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 2 MB SQLite has no use for

        return postgresql.insert(table)
    return sqlite.insert(table)


class Upsert:
    """An upsert of many rows, compiled once and run with plain tuples.

    ``add``: the column is added to the row that is there, instead of replacing it.
    """

    def __init__(
        self, table: Table, columns: Sequence[str], key: Sequence[str], value: str, *, add: bool
    ) -> None:
        def build(dialect: str) -> ClauseElement:
            statement = insert_of(dialect, table)
            new = statement.excluded[value]
            now = table.c[value] + new if add else new
            made: ClauseElement = statement.on_conflict_do_update(
                index_elements=tuple(key), set_={value: now}
            )
            return made

        self.said = Said(build, columns)

    async def __call__(self, connection: AsyncConnection, rows: list[tuple[Any, ...]]) -> None:
        """Write rows; their values stand in the order of the columns."""
        if rows:
            await connection.exec_driver_sql(self.said.text(connection.dialect), rows)
