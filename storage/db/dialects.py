"""What SQLite and PostgreSQL say alike and SQLAlchemy spells apart, and what must be quick."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert(connection: AsyncConnection, table: Table) -> Any:  # noqa: ANN401 - of two classes
    """Give the dialect's INSERT, which knows ``on_conflict_do_update`` and ``_do_nothing``."""
    return insert_of(connection.dialect.name, table)


def insert_of(dialect: str, table: Table) -> Any:  # noqa: ANN401 - of two classes
    """Give the INSERT of a dialect by its name, for a statement that is kept."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


class Upsert:
    """An upsert of many rows, compiled once and run with plain tuples.

    SQLAlchemy's handling of each row's parameters costs more than SQLite's own work with them.
    ``add``: the column is added to the row that is there, instead of replacing it.
    """

    def __init__(
        self, table: Table, columns: Sequence[str], key: Sequence[str], value: str, *, add: bool
    ) -> None:
        self._table = table
        self._columns = tuple(columns)
        self._key = tuple(key)
        self._value = value
        self._add = add
        self._said: dict[str, str] = {}

    async def __call__(self, connection: AsyncConnection, rows: list[tuple[Any, ...]]) -> None:
        """Write rows; their values stand in the order of the columns."""
        if rows:
            await connection.exec_driver_sql(self._sql(connection), rows)

    def _sql(self, connection: AsyncConnection) -> str:
        name = connection.dialect.name
        if name not in self._said:
            statement = insert_of(name, self._table)
            new = statement.excluded[self._value]
            value = self._table.c[self._value] + new if self._add else new
            statement = statement.on_conflict_do_update(
                index_elements=self._key, set_={self._value: value}
            )
            compiled = statement.compile(dialect=connection.dialect, column_keys=self._columns)
            assert tuple(compiled.positiontup) == self._columns  # noqa: S101 - our own mistake
            self._said[name] = str(compiled)
        return self._said[name]
