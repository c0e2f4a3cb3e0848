"""Opening the database, its pragmas, and the one path that writes.

Readers take ``reading()``, writers ``writing()``: one transaction, begun IMMEDIATE on SQLite so
that two writers queue instead of failing half way.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from enum import Enum
from pathlib import Path
from typing import Any, Self

from sqlalchemy import engine as sync_engine
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.db.errors import (
    BadDatabaseUrl,
    DatabaseMissing,
    DatabaseUnreachable,
    DiskFull,
    DriverMissing,
    FolderMissing,
    NotADatabase,
    StorageError,
)
from storage.db.files import InUse, look_only, make_private
from storage.db.migrating import migrate, require_current
from storage.db.traces import Traces, was_destroyed

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

WRITING, LATER = "zvonok_writing", "zvonok_later"

Write = Callable[[AsyncConnection], Awaitable[object]]
"""Something to be written on a connection."""

LONGEST_LOOK = 300
"""Seconds a reader may take: what it sees keeps the write-ahead log from being emptied."""


class Opening(Enum):
    """For what a database is opened; all but ``CREATE`` want one that is there."""

    READ = "read"
    """It must be up to date; nothing at all is written."""
    CHANGE = "change"
    """It must be up to date."""
    UPGRADE = "upgrade"
    """It is brought up to date."""
    CREATE = "create"
    """It is made if there is none, and brought up to date."""


class Database:
    """An open database. Make it with ``Database.open`` and close it: the thread below waits."""

    def __init__(self, engine: AsyncEngine, place: str, path: Path | None) -> None:
        self._engine = engine
        self._place = place
        self._in_use = None if path is None else InUse(path)
        self._turn = asyncio.Lock()
        self._wrote = False
        self.traces = None if path is None else Traces(path, self._turn)
        self.told: Callable[[StorageError | None], None] = _nobody
        """Called with what a writer failed of, and with None when one succeeded."""

    @classmethod
    async def open(cls, url: str, opening: Opening = Opening.CREATE) -> Self:
        """Open for something. Raises ``StorageError``."""
        engine, path = _engine(url, opening)
        place = str(path or engine.url.host)
        made = False
        try:
            if path is not None:
                made = await asyncio.to_thread(_ready, path, opening)
            if opening in (Opening.UPGRADE, Opening.CREATE):
                await migrate(engine, path, new=opening is Opening.CREATE)
            else:
                await require_current(engine, place)
        except BaseException as error:
            await engine.dispose()
            if made and path is not None:
                path.unlink(missing_ok=True)
            if isinstance(error, DatabaseError | sqlite3.DatabaseError):
                raise _told(error, place) from error
            raise
        return cls(engine, place, path)

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

        Raises ``DiskFull``, ``DatabaseGone``, and ``DatabaseUnreachable`` when another process
        holds the file.
        """
        try:
            if self._in_use is not None:
                self._in_use.check()
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
            told = _told(error, self._place)
            if isinstance(told, StorageError):
                self.told(told)
            raise told from error
        self.told(None)

    @asynccontextmanager
    async def guarded(self) -> AsyncIterator[Callable[[], None]]:
        """Give a check that raises ``DatabaseGone`` once a file of ours was deleted or replaced.

        A connection stays open meanwhile: with the last one SQLite itself deletes its log.
        """
        if self._in_use is None:
            yield _nothing
            return
        async with self._engine.connect() as connection:
            await connection.exec_driver_sql("PRAGMA schema_version")
            await connection.rollback()  # it holds the files, and no view
            self._in_use.note_log()
            yield self._in_use.check_all

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[AsyncConnection]:
        """Give a reading connection; what is left for ``later`` is written when the block ends.

        Who only reads does not hold the writing connection meanwhile, however much he reads.
        """
        left: list[Write] = []
        async with self.reading() as connection:
            await connection.execution_options(**{LATER: left})
            yield connection
        if left:
            async with self.writing() as connection:
                for write in left:
                    await write(connection)


async def later(connection: AsyncConnection, write: Write) -> None:
    """Write something: at once on a writing connection, after the block where one only looks."""
    inner = connection.sync_connection
    left: list[Write] | None = inner.get_execution_options().get(LATER) if inner else None
    if left is None:
        await write(connection)
    else:
        left.append(write)


def _nothing() -> None:
    """Check nothing: a server keeps its own files."""


def _nobody(error: StorageError | None) -> None:
    """Stand in for whoever wants to know until there is somebody."""


def _engine(url: str, opening: Opening) -> tuple[AsyncEngine, Path | None]:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadDatabaseUrl(url.rsplit("@", maxsplit=1)[-1]) from error
    if parsed.get_backend_name() == "postgresql":
        try:
            options = {"postgresql_readonly": True} if opening is Opening.READ else {}
            engine = create_async_engine(
                parsed.set(drivername="postgresql+asyncpg"),
                hide_parameters=True,
                execution_options=options,
            )
        except ModuleNotFoundError as error:
            place = parsed.render_as_string(hide_password=True)
            raise DriverMissing(place) from error
        return engine, None
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BadDatabaseUrl(parsed.render_as_string(hide_password=True))
    path = Path(parsed.database)
    if not path.parent.is_dir():
        raise FolderMissing(str(path))
    # A URI, so that no connection ever makes a file; without parameters, for they are of people.
    address = URL.create(
        "sqlite+aiosqlite",
        database=path.absolute().as_uri(),
        query={**parsed.query, "mode": _mode(path, opening), "uri": "true"},
    )
    engine = create_async_engine(address, hide_parameters=True)
    prepare = _prepare_to_read if opening is Opening.READ else _prepare
    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine, path


def _mode(path: Path, opening: Opening) -> str:
    return look_only(path) if opening is Opening.READ else "rw"


def _prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a DBAPI connection
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _prepare_to_read(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a DBAPI connection
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("PRAGMA query_only = ON", *PRAGMAS[1:]):  # a journal's mode is in the file
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: sync_engine.Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _ready(path: Path, opening: Opening) -> bool:
    """Open the file once without the engine, whose thread would outlive a refusal.

    Tell whether it was made. Raises ``DatabaseMissing``.
    """
    made = False
    if opening is Opening.CREATE:
        with contextlib.suppress(OSError):  # SQLite says the same of it, and better
            made = make_private(path)
    elif not path.exists():
        raise DatabaseMissing(str(path))
    address = f"{path.absolute().as_uri()}?mode={_mode(path, opening)}"
    with contextlib.closing(sqlite3.connect(address, timeout=10, uri=True)) as connection:
        found = connection.execute(_IS_OURS).fetchone()
    if found is None and opening is not Opening.CREATE:
        raise DatabaseMissing(str(path))  # before its journal's mode is changed
    return made


_IS_OURS = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"

_FULL = frozenset(
    {
        "SQLITE_FULL",
        "SQLITE_IOERR_WRITE",  # a quota, a limit of the file's size, a broken disk
        "SQLITE_IOERR_FSYNC",
        "SQLITE_IOERR_SHMSIZE",
    }
)


def _told(error: DatabaseError | sqlite3.DatabaseError, place: str) -> Exception:
    cause = error.orig if isinstance(error, DatabaseError) else error
    reason = str(cause)
    if "not a database" in reason or "malformed" in reason:
        return NotADatabase(place, reason)
    if getattr(cause, "sqlite_errorname", "") in _FULL or "No space left" in reason:
        return DiskFull(place, reason)
    if isinstance(error, OperationalError | sqlite3.OperationalError):
        return DatabaseUnreachable(place, reason)
    return error
