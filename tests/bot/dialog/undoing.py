"""A database on which everything may be tried: what is written is looked at, then taken back."""

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import event

from storage import tables
from storage.db.database import LATER
from tests.cast import SCHOOL

_CHANGES_NOTHING = re.compile(
    rf"SELECT |(INSERT INTO|UPDATE|DELETE FROM) {tables.dialog_states.name} "
)
"""Statements after which no table need be read again; nothing refers to a dialog's state."""


@dataclass(slots=True)
class Undone:
    """The database, of which every change is noted and then taken back.

    Where people are in their own dialogs counts for nothing.
    """

    database: object
    ours: dict[str, set[int]]
    before: dict[str, frozenset] = field(default_factory=dict)
    wrote: set[str] = field(default_factory=set)
    wrote_anything: set[str] = field(default_factory=set)

    def reading(self):
        """Read as ever."""
        return self.database.reading()

    @asynccontextmanager
    async def looking(self):
        """Read as ever; what is written afterwards is looked at as well."""
        left = []
        async with self.database.reading() as connection:
            await connection.execution_options(**{LATER: left})
            yield connection
        if left:
            async with self.writing() as connection:
                for write in left:
                    await write(connection)

    @asynccontextmanager
    async def writing(self):
        """Write, compare, take back."""
        async with self.database._engines.engine.connect() as connection:
            self.before = self.before or await self._rows(connection)
            wrote = _noted(connection)
            yield connection
            after = await self._rows(connection) if wrote else self.before
            await connection.rollback()
        for name, before in self.before.items():
            changed = before ^ after[name]
            if changed:
                self.wrote_anything.add(name)
            if any(self._is_ours(name, row) for row in changed):
                self.wrote.add(name)

    async def _rows(self, connection):
        """Give every table's rows as the engine has them: all are read after everything written."""
        raw = (await connection.get_raw_connection()).driver_connection
        read = getattr(raw, "execute_fetchall", None) or raw.fetch  # SQLite's, PostgreSQL's
        return {name: frozenset(map(tuple, await read(asked))) for name, asked in _READ.items()}

    def _is_ours(self, name, row):
        columns = dict(zip(_columns(tables.metadata.tables[name]), row, strict=True))
        if "unit" in columns:
            return columns["unit"] == SCHOOL
        if name == "units":
            return columns["id"] == SCHOOL
        return any(columns.get(column) in found for column, found in self.ours.items())


def _noted(connection):
    """Give the list of all statements from now on that may change what is looked at."""
    noted = []

    def note(_connection, _cursor, statement, *_rest):
        if not _CHANGES_NOTHING.match(statement):
            noted.append(statement)

    event.listen(connection.sync_connection, "before_cursor_execute", note)
    return noted


def _columns(table):
    return [column.name for column in table.columns]


_READ = {
    table.name: f"SELECT {', '.join(_columns(table))} FROM {table.name}"
    for table in tables.metadata.sorted_tables
    if table is not tables.dialog_states
}
