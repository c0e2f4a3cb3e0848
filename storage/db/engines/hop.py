"""SQLite in as few hops as can be: a transaction in one, or else a statement.

Through the pool every statement is a hop of its own into a connection's thread and back, which
takes longer than what most of them do. So who can say beforehand all that is to be done hands it
over at once. Of SQLAlchemy's own it would be four: it asks ``aiosqlite`` for a cursor, for its
execution, for its rows and for its end.
"""

import asyncio
import contextlib
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, NamedTuple

from loguru import logger
from sqlalchemy import Dialect
from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_connection
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
)
from sqlalchemy.util import EMPTY_DICT

from storage.db.statements import Said, Tables, Values

Write = Callable[[Tables], bool]
"""Writes in a transaction; False: nothing of it shall stay."""

Prepare = Callable[[sqlite3.Connection], None]

_DIALECT: Final = dialect()


class Hop:
    """A connection in a thread of its own, which begins when it is first asked."""

    def __init__(self, path: Path, prepare: Prepare) -> None:
        """``prepare``: what a connection that writes is told first."""
        self._path = path
        self._prepare = prepare
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._thread: Thread | None = None

    async def __call__(self, write: Write) -> bool:
        """Commit what ``write`` does, or nothing; tell which.

        Whatever fails is no error here: nothing was written, and who comes by the pool will be
        told what it is.
        """
        if self._thread is None or not self._thread.is_alive():  # a process that forked has none
            self._thread = Thread(target=self._run, name="hop", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        done: asyncio.Future[bool] = loop.create_future()
        self._asked.put((write, loop, done))
        return await done

    async def close(self) -> None:
        """Close the connection when all that was asked is done."""
        if self._thread is not None:
            self._asked.put(None)
            await asyncio.to_thread(self._thread.join)
            self._thread = None

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        while (asked := self._asked.get()) is not None:
            write, loop, done = asked
            written = False
            try:
                if connection is None:
                    connection = self._open()
                written = _transaction(connection, write)
            except Exception as error:  # noqa: BLE001 - the pool's road tells what it is
                logger.debug("not written in one hop: {}", type(error).__name__)
            with contextlib.suppress(RuntimeError):  # nobody waits any more
                loop.call_soon_threadsafe(_tell, done, written)
        if connection is not None:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True)
        self._prepare(connection)
        return connection


_Asked = tuple[Write, asyncio.AbstractEventLoop, "asyncio.Future[bool]"]


def _tell(done: "asyncio.Future[bool]", written: bool) -> None:
    if not done.done():
        done.set_result(written)


def _transaction(connection: sqlite3.Connection, write: Write) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        kept = write(_Straight(connection))
        connection.execute("COMMIT" if kept else "ROLLBACK")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return kept


class _Straight:
    """``Tables`` without anything between."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, said: Said, *values: Any) -> Sequence[Sequence[Any]]:  # noqa: ANN401 - any column
        """Run a statement that answers."""
        return self._connection.execute(said.text(_DIALECT), values).fetchall()

    def many(self, said: Said, rows: Sequence[Values]) -> int:
        """Run a statement for each row; tell how many rows it touched."""
        return self._connection.executemany(said.text(_DIALECT), rows).rowcount if rows else 0


class _Done(NamedTuple):
    """What is left of a cursor when its rows were read and it was closed."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: Sequence[Any] = ()
    in_transaction: bool = True


_NOTHING: Final = _Done()


class Cursor(AsyncAdapt_aiosqlite_cursor):
    """What SQLAlchemy takes for a cursor; there is a real one only while a statement runs."""

    __slots__ = ()

    def __init__(self, adapt_connection: AsyncAdapt_dbapi_connection) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection  # noqa: SLF001 - as its base does
        self._soft_closed_memoized = EMPTY_DICT
        self._cursor: Any = _NOTHING
        self._rows = deque()

    async def _execute_async(self, operation: Any, parameters: Any) -> None:  # noqa: ANN401 - the base's
        await self._run(lambda cursor: cursor.execute(operation, parameters or ()))

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:  # noqa: ANN401 - as above
        await self._run(lambda cursor: cursor.executemany(operation, seq_of_parameters))

    async def _run(self, execute: Callable[[sqlite3.Cursor], object]) -> None:
        connection: Any = self._connection
        ours: Any = self._adapt_connection

        def work() -> _Done:
            with contextlib.closing(connection._conn.cursor()) as cursor:  # noqa: SLF001 - in its own thread
                execute(cursor)
                rows = cursor.fetchall() if cursor.description else ()
                told = (cursor.description, cursor.rowcount, cursor.lastrowid, rows)
                return _Done(*told, connection.in_transaction)

        ours.is_over = False
        async with ours._execute_mutex:  # noqa: SLF001 - as its base does
            self._cursor = await connection._execute(work)  # noqa: SLF001 - nothing public runs more
        ours.is_over = not self._cursor.in_transaction
        self._rows = deque(self._cursor.rows)

    async def _async_soft_close(self) -> None:
        """Nothing is left open."""

    def close(self) -> None:
        """Forget the rows nobody read."""
        self._rows.clear()


class Connection(AsyncAdapt_aiosqlite_connection):
    """Gives such cursors.

    ``is_over``: it is known that no transaction is open, so that there is nothing to roll back
    when it goes back to the others.
    """

    __slots__ = ("is_over",)
    _cursor_cls = Cursor

    def __init__(self, dbapi: Any, connection: Any) -> None:  # noqa: ANN401 - the base's
        super().__init__(dbapi, connection)
        self.is_over = False

    def commit(self) -> None:
        """Commit, and know that it was."""
        super().commit()
        self.is_over = True

    def rollback(self) -> None:
        """Roll back, if there is anything."""
        if not self.is_over:
            super().rollback()


def connected(dialect: Dialect, _record: Any, args: Any, named: Any) -> Connection:  # noqa: ANN401 - a listener's
    """Connect as SQLAlchemy would: for its event ``do_connect``."""
    made: Any = dialect.connect(*args, **named)
    return Connection(made.dbapi, made.driver_connection)
