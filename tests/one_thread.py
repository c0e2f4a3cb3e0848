"""SQLite in the loop's own thread, as the tests open it (``tests/quick.py``).

What users have is ``aiosqlite``: a thread for each connection, and two changes of thread for each
statement. This speaks to the same library by the same calls without:
each statement takes one turn of the loop, as anything that is waited for does.
"""

import asyncio
import sqlite3
from collections import deque
from contextlib import closing
from typing import Any

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import await_only

WRITES = "BEGIN IMMEDIATE"


class Cursor(sqlite3.Cursor):
    """Reads all rows at once, as ``aiosqlite``'s adapter does: no view stays open for them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._rows: deque[Any] = deque()

    def execute(self, *args: Any) -> sqlite3.Cursor:
        super().execute(*args)
        self._rows = deque(super().fetchall() if self.description else ())
        return self

    def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        count = min(self.arraysize if size is None else size, len(self._rows))
        return [self._rows.popleft() for _ in range(count)]

    def fetchall(self) -> list[Any]:
        rows = list(self._rows)
        self._rows.clear()
        return rows

    async def _async_soft_close(self) -> None:
        """Nothing is left open."""


class Connection(sqlite3.Connection):
    """Gives such cursors."""

    def cursor(self) -> Cursor:  # type: ignore[override]
        return Cursor(self)


class Driver:
    """What is asked of ``aiosqlite``'s connection itself."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def execute(self, *args: Any) -> None:
        self._connection.execute(*args)

    async def cursor(self) -> "Reading":
        return Reading(self._connection)

    async def execute_fetchall(self, *args: Any) -> list[Any]:
        with closing(self._connection.execute(*args)) as found:
            return found.fetchall()


class Reading:
    """What is asked of ``aiosqlite``'s cursor: a part of the rows at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._cursor = sqlite3.Cursor(connection)

    async def execute(self, *args: Any) -> None:
        self._cursor.execute(*args)

    async def fetchmany(self, size: int) -> list[Any]:
        return self._cursor.fetchmany(size)

    async def close(self) -> None:
        self._cursor.close()


class OneThread(SQLiteDialect_pysqlite):
    """SQLAlchemy's own dialect, told that it is asked by coroutines."""

    driver = "aiosqlite"
    is_async = True
    supports_statement_cache = True

    def connect(self, *args: Any, **named: Any) -> Any:
        return sqlite3.connect(*args, **named, factory=Connection)

    def get_driver_connection(self, connection: Any) -> Any:
        return Driver(connection)

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        await_only(asyncio.sleep(0))
        if statement == WRITES:
            _write(cursor)
        else:
            cursor.execute(statement, parameters)

    def do_executemany(
        self, cursor: Any, statement: str, parameters: Any, context: Any = None
    ) -> None:
        await_only(asyncio.sleep(0))
        cursor.executemany(statement, parameters)


def _write(cursor: sqlite3.Cursor) -> None:
    """Begin to write. If somebody else does, wait in another thread: he may be in this loop."""
    [(patience,)] = cursor.execute("PRAGMA busy_timeout").fetchall()
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        cursor.execute(WRITES)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_BUSY":
            raise
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
        await_only(asyncio.to_thread(cursor.execute, WRITES))
    else:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
