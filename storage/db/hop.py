"""A transaction of a SQLite file in one hop into one thread.

Through the pool every statement is a hop of its own into a connection's thread and back, which
takes longer than what most of them do. So who can say beforehand all that is to be done hands it
over at once.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final

from loguru import logger
from sqlalchemy.dialects.sqlite import dialect

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
