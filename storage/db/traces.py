"""What a SQLite file keeps of what was deleted, and taking it away.

``secure_delete`` puts zeros where something was in the file itself. Three traces remain: the
write-ahead log has every page as it was, until it is emptied; pages that were rebuilt keep a few
rows in their gaps, until the file is written anew; the copy made before a migration keeps all.
PostgreSQL has no such file: its log is its server's.
"""

import asyncio
import contextlib
import glob
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from loguru import logger

from storage.engine import AsyncConnection

AT_LEAST_EVERY = 60.0
"""Seconds after which the log is emptied though nothing was destroyed."""

REST = 1.0
"""Seconds between two emptyings: what is destroyed in them goes with the next one."""

PATIENCE = (0.1, 0.5, 1.0, 1.0, 2.0, 5.0)
"""Seconds between tries while somebody still reads what was; the last one again and again."""

WAIT_MS: Final = 100
"""So long a try waits for readers to end; writers wait with it."""

PRAGMAS = (
    f"PRAGMA busy_timeout = {WAIT_MS}",
    "PRAGMA synchronous = FULL",  # what is in the file alone survives a power cut
    "PRAGMA secure_delete = ON",
)

TELL_AFTER = 300.0
"""Seconds without success after which the log says so."""

SMALL = 256 * 1024 * 1024
"""Bytes up to which a file is written anew every day; a larger one after an erasure only."""

_DESTROYED = "zvonok_destroyed"


NO_COPY = datetime.min.replace(tzinfo=UTC)
EVERY_COPY = datetime.max.replace(tzinfo=UTC)


def destroyed(connection: AsyncConnection, copies: datetime = NO_COPY) -> None:
    """Say, in the transaction that destroys something, that no trace of it shall remain.

    ``copies``: those made before migrations until this moment have it too, and go.
    """
    connection.info[_DESTROYED] = max(copies, connection.info.get(_DESTROYED, NO_COPY))


def was_destroyed(connection: AsyncConnection) -> datetime | None:
    """Tell whether that was said since the last asking, and which copies go."""
    found: datetime | None = connection.info.pop(_DESTROYED, None)
    return found


class Traces:
    """The traces of one file, and who takes them away. ``turn`` is the writers' lock."""

    def __init__(self, path: Path, turn: asyncio.Lock) -> None:
        self._path = path
        self._turn = turn
        self._wanted = asyncio.Event()

    async def note(self, copies: datetime = NO_COPY) -> None:
        """Let the log be emptied soon, and delete the copies made before a moment."""
        self._wanted.set()
        if copies > NO_COPY:
            await asyncio.to_thread(forget_copies, self._path, copies)

    async def watch(self) -> None:
        """Empty the log at the start, soon after something was destroyed, and every minute."""
        while True:
            self._wanted.clear()
            await self._insist()
            await asyncio.sleep(REST)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(AT_LEAST_EVERY - REST):
                    await self._wanted.wait()

    async def _insist(self) -> None:
        """Try until the log is empty; readers end, their time is bounded."""
        waited, tries = 0.0, 0
        while not await self.empty():
            pause = PATIENCE[min(tries, len(PATIENCE) - 1)]
            if waited < TELL_AFTER <= waited + pause:
                logger.warning("the write-ahead log cannot be emptied: somebody reads for long")
            waited, tries = waited + pause, tries + 1
            await asyncio.sleep(pause)

    async def empty(self) -> bool:
        """Empty the log; False: somebody still reads what was. Costs nothing if it is empty."""
        if not _size(_log(self._path)):
            return True
        # First without anybody's waiting; then there is little left for which writers wait.
        await asyncio.to_thread(_checkpoint, self._path, "PASSIVE")
        async with self._turn:
            return await asyncio.to_thread(_checkpoint, self._path, "TRUNCATE")

    async def leave(self) -> None:
        """Empty the log before going, if that is possible within a second or two."""
        for pause in PATIENCE[:3]:
            if await self.empty():
                return
            await asyncio.sleep(pause)

    async def rewrite(self) -> bool:
        """Write the file anew, so that no gap of a page keeps what was; False: not now.

        Writers wait meanwhile: about a second for each 100 MB.
        """
        async with self._turn:
            done = await asyncio.to_thread(_rewrite, self._path)
        await self.note()
        return done

    @property
    def small(self) -> bool:
        """Whether the file is rewritten at once."""
        return _size(self._path) <= SMALL


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _checkpoint(path: Path, mode: str) -> bool:
    """Bring the log into the file; False: not all of it could be."""
    try:
        with contextlib.closing(_open(path)) as connection:
            [(busy, _, _)] = connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()
    except sqlite3.OperationalError:  # another process empties it, or holds the file
        return False
    return not busy


def _rewrite(path: Path) -> bool:
    try:
        with contextlib.closing(_open(path)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {10 * 1000}")
            connection.execute("VACUUM")
    except sqlite3.OperationalError as error:  # no room, or another process writes for long
        logger.warning("the database cannot be written anew: {}", error.sqlite_errorname)
        return False
    return True


def _open(path: Path) -> sqlite3.Connection:
    """Open a connection of our own: short-lived, so that it never holds a view."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None
    )
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def name_of_copy(path: Path, revision: str) -> Path:
    """Name the copy that is made before a file is brought to a revision."""
    return path.with_name(f"{path.name}.before-{revision}")


def forget_copies(path: Path, before: datetime) -> None:
    """Delete the copies beside a file that were made, of it or of a server, before a moment."""
    for copy in path.parent.glob(f"{glob.escape(path.name)}.before-*"):
        with contextlib.suppress(FileNotFoundError):  # another process was quicker
            if copy.stat().st_mtime < before.timestamp():
                copy.unlink()


_SHORT_LIVED = (
    "UPDATE weekly_keys SET key = NULL",
    "UPDATE inbox SET body = NULL",
    "DELETE FROM answers",
    "UPDATE talkers SET act = '', args = '{}', file_name = '', body = NULL",
    "DELETE FROM processes",  # who comes back to it would miss what ran then
    "DELETE FROM conditions WHERE name LIKE 'alarm:%'",
)


def strip(copy: Path) -> None:
    """Take out of a copy what would not have lived for a day: week keys, messages, files, marks.

    Who comes back to a copy counts strangers of the running week as nobody from then on.
    """
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")  # a copy half made is thrown away
        connection.execute("PRAGMA secure_delete = ON")
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        present = {name for (name,) in found.fetchall()}
        for statement in _SHORT_LIVED:
            if present & set(statement.split()):  # an old revision has fewer tables
                connection.execute(statement)
        connection.execute("VACUUM")
