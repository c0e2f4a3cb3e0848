"""Opening the database, its pragmas, and the one path that writes.

Readers take ``reading()``, writers ``writing()``: one transaction, begun IMMEDIATE on SQLite so
that two writers queue instead of failing half way.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import engine as sync_engine
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.errors import (
    BadDatabaseUrl,
    DatabaseUnreachable,
    DriverMissing,
    FolderMissing,
    NotADatabase,
)
from storage.migrating import migrate
from storage.traces import Traces, was_destroyed

Connection = AsyncConnection
"""What queries run on; everybody above storage knows it by this name."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers never wait for the writer
    "PRAGMA synchronous = FULL",  # a committed cursor survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",  # ms; several processes share the file
    "PRAGMA cache_size = -8192",  # 8 MiB: a poll touches a few pages
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",  # a handled message's text leaves no trace in free pages
)

WRITING = "zvonok_writing"

LONGEST_LOOK = 300
"""Seconds a reader may take: what it sees keeps the write-ahead log from being emptied."""


class Database:
    """An open database. Make it with ``Database.open`` and close it: the thread below waits."""

    def __init__(self, engine: AsyncEngine, place: str, path: Path | None) -> None:
        self._engine = engine
        self._place = place
        self._turn = asyncio.Lock()
        self._wrote = False
        self.traces = None if path is None else Traces(path, self._turn)

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open (creating if need be) and bring up to date. Raises ``StorageError``."""
        engine, path = _engine(url)
        try:
            if path is not None:
                await asyncio.to_thread(_probe, path)
            await migrate(engine, path)
        except (DatabaseError, sqlite3.DatabaseError) as error:
            await engine.dispose()
            raise _told(error, str(path or engine.url.host)) from error
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine, str(path or engine.url.host), path)

    async def close(self) -> None:
        """Close every connection; without this the process would not end.

        What was written here leaves no trace in the write-ahead log, unless somebody reads it
        now: then the running service empties it within a minute.
        """
        if self._wrote and self.traces is not None:
            await self.traces.leave()
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection with one consistent view; what is written on it is rolled back.

        Raises ``TimeoutError`` after ``LONGEST_LOOK`` seconds.
        """
        async with asyncio.timeout(LONGEST_LOOK), self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Give the writing connection: all of the block is committed, or nothing of it.

        Raises ``DatabaseUnreachable`` when the disk is full or another process holds the file.
        """
        try:
            async with self._turn, self._engine.connect() as connection:
                await connection.execution_options(**{WRITING: True})
                was_destroyed(connection)  # of a transaction that was rolled back
                async with connection.begin():
                    yield connection
                self._wrote = True
                gone = was_destroyed(connection)
            if gone is not None and self.traces is not None:
                await self.traces.note(gone)
        except OperationalError as error:
            raise _told(error, self._place) from error


def _engine(url: str) -> tuple[AsyncEngine, Path | None]:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadDatabaseUrl(url.rsplit("@", maxsplit=1)[-1]) from error
    if parsed.get_backend_name() == "postgresql":
        try:
            return create_async_engine(parsed.set(drivername="postgresql+asyncpg")), None
        except ModuleNotFoundError as error:
            place = parsed.render_as_string(hide_password=True)
            raise DriverMissing(place) from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BadDatabaseUrl(parsed.render_as_string(hide_password=True))
    path = Path(parsed.database)
    if not path.parent.is_dir():
        raise FolderMissing(str(path))
    engine = create_async_engine(parsed.set(drivername="sqlite+aiosqlite"))
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine, path


def _prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a DBAPI connection
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: sync_engine.Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _probe(path: Path) -> None:
    """Open the file once without the engine, whose thread would outlive a refusal."""
    with contextlib.closing(sqlite3.connect(path, timeout=10)) as connection:
        connection.execute("PRAGMA schema_version")


def _told(error: DatabaseError | sqlite3.DatabaseError, place: str) -> Exception:
    cause = error.orig if isinstance(error, DatabaseError) else error
    reason = str(cause)
    if "not a database" in reason or "malformed" in reason:
        return NotADatabase(place, reason)
    if isinstance(error, OperationalError | sqlite3.OperationalError):
        return DatabaseUnreachable(place, reason)
    return error
