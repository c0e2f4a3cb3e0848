"""Opening the database, and the one path that writes.

Readers take ``reading()``, writers ``writing()``: one transaction, in a queue with all others, so
that two writers wait for each other instead of failing half way.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Self

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from storage.db.engines import sqlite
from storage.db.engines.files import InUse
from storage.db.engines.hop import Write as Straight
from storage.db.engines.opened import LONGEST_LOOK, Engines, Opening
from storage.db.errors import BadDatabaseUrl, DatabaseUnreachable, StorageError
from storage.db.migrating import migrate, require_current
from storage.db.owners import Owner
from storage.db.traces import Traces, was_destroyed
from storage.engine import AsyncConnection, AsyncEngine

Connection = AsyncConnection
"""What queries run on; everybody above storage knows it by this name."""

LATER = "zvonok_later"

Write = Callable[[AsyncConnection], Awaitable[object]]
"""Something to be written on a connection."""


class Database:
    """An open database. Make it with ``Database.open`` and close it: the thread below waits."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._place, path = engines.place, engines.path
        self._in_use = None if path is None else InUse(path)
        self.owner = Owner(engines)
        self._turn = asyncio.Lock()
        self._wrote = False
        self.beside = None if path is not None else engines.beside
        """Beside which file a server's copies lie, for nobody else lets them go."""
        self.traces = None if path is None else Traces(path, self._turn)
        self.told: Callable[[StorageError | None], None] = _nobody
        """Called with what stood between us and the database, and with None once it is written."""

    @classmethod
    async def open(cls, url: str, opening: Opening = Opening.CREATE) -> Self:
        """Open for something. Raises ``StorageError``."""
        engines = engines_of(url, opening)
        path, made = engines.path, False
        try:
            if path is not None:
                made = await asyncio.to_thread(sqlite.ready, path, opening)
            if opening in (Opening.UPGRADE, Opening.CREATE):
                await migrate(engines, new=opening is Opening.CREATE)
            else:
                await require_current(engines)
        except BaseException as error:
            await engines.engine.dispose()
            if made and path is not None:
                path.unlink(missing_ok=True)
            if isinstance(error, DatabaseError | sqlite3.DatabaseError):
                raise sqlite.told(error, engines.place) from error
            raise
        return cls(engines)

    async def close(self) -> None:
        """Close every connection; without this the process would not end.

        What was written here leaves no trace in the write-ahead log, unless somebody reads it
        now: then the running service empties it within a minute.
        """
        if self._engines.hop is not None:
            await self._engines.hop.close()
        if self._wrote and self.traces is not None:
            await self.traces.leave()
        await self._engines.engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection with one consistent view; what is written on it is rolled back.

        Raises ``TimeoutError`` after ``LONGEST_LOOK`` seconds, and ``DatabaseUnreachable`` of a
        server.
        """
        async with self._read(self._engines.readers) as connection:
            yield connection

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection for one statement that reads, without a transaction around it.

        Where several are to agree take ``reading``, as which it raises; nothing may be written.
        """
        async with self._read(self._engines.glancers) as connection:
            yield connection

    @asynccontextmanager
    async def _read(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        try:
            async with asyncio.timeout(LONGEST_LOOK), engine.connect() as connection:
                yield connection
        except DatabaseUnreachable as error:
            self.told(error)
            raise

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Give the writing connection: all of the block is committed, or nothing of it.

        Raises ``DatabaseGone``, and ``DatabaseUnreachable`` when another process holds the file,
        the disk is full, or the server ends the transaction or goes away.
        """
        try:
            if self._in_use is not None:
                self._in_use.check()
            async with self._turn, self._engines.writers.connect() as connection:
                was_destroyed(connection)  # of a transaction that was rolled back
                async with connection.begin():
                    yield connection
                self._wrote = True
                gone = was_destroyed(connection)
            if gone is not None and self.traces is not None:
                await self.traces.note(gone)
        except DatabaseUnreachable as error:
            self.told(error)
            raise
        except OperationalError as error:
            told = sqlite.told(error, self._place)
            if isinstance(told, StorageError):
                self.told(told)
            raise told from error
        self.told(None)

    async def at_once(self, write: Straight) -> bool:
        """Commit what ``write`` does in one go, in the writers' queue; False: nothing was written.

        Then take ``writing``, which tells why if it is more than that ``write`` would not. Only
        SQLite has this road by now: a server is asked one statement after the other.
        """
        if self._engines.hop is None:
            return False
        try:
            if self._in_use is not None:
                self._in_use.check()
        except StorageError:
            return False
        async with self._turn:
            written = await self._engines.hop(write)
        if written:
            self._wrote = True
            self.told(None)
        return written

    @asynccontextmanager
    async def guarded(self) -> AsyncIterator[Callable[[], None]]:
        """Give a check that raises ``DatabaseGone`` once a file of ours was deleted or replaced.

        A connection stays open meanwhile: with the last one SQLite itself deletes its log.
        """
        if self._in_use is None:
            yield _nothing
            return
        async with self._engines.engine.connect() as connection:
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


def engines_of(url: str, opening: Opening) -> Engines:
    """Prepare to open a database. Raises ``StorageError`` of an address that cannot be right."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # the latter of a port
        raise BadDatabaseUrl(url.rsplit("@", maxsplit=1)[-1]) from error
    match parsed.get_backend_name():
        case "sqlite":
            return sqlite.engines(parsed, opening)
        case "postgresql" | "postgres":
            from storage.db.engines import postgresql  # noqa: PLC0415 - 6 MB that SQLite has no use for

            return postgresql.engines(parsed, opening)
    raise BadDatabaseUrl(parsed.render_as_string(hide_password=True))
