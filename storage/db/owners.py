"""Who takes something to do it, and whether he still lives.

A process that claims has a number, and holds a lock of that number as long as it lives: the
server's, or the system's on a file beside SQLite's. However the process ends, the lock ends with
it; so whoever starts can tell what is nobody's from what another one is doing, by no clock at all.
"""

import asyncio
import contextlib
import fcntl
import glob
import os
import random
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text

from storage.db.engines.files import make_private
from storage.db.engines.opened import Engines
from storage.db.errors import DatabaseUnreachable
from storage.engine import AsyncConnection

NOBODY: Final = 0
"""The number of who holds no lock: what he claims anybody may free."""

CLASS: Final = 0x7A766F
"""The first half of the numbers of the server's locks."""

LOOK_EVERY = 5.0
"""Seconds between two looks at the connection that holds the lock."""

AGAIN = 1.0
"""Seconds until it is taken again when the connection was lost: meanwhile we seem to be dead."""

SILENT = 20.0
"""Seconds in which the server has to say that it holds it; else it, or the way to it, is gone."""

SLICES = 4
"""So often is looked for the answer: a process that was busy, or stopped, reads it late."""

# A lock that a connection of ours still has, which we lost, comes free when the server hears of it.
_HOLD = text(
    "SELECT CASE WHEN EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' "
    "AND classid = CAST(:class AS integer) AND objid = CAST(:number AS integer) AND objsubid = 2 "
    "AND granted AND pid = pg_backend_pid() "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) "
    "THEN true ELSE pg_try_advisory_lock(CAST(:class AS integer), CAST(:number AS integer)) END"
)
_LIVING = text(
    "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = :class "
    "AND objsubid = 2 AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Owner:
    """The process we are, as one that claims."""

    def __init__(self, engines: Engines) -> None:
        self._engines, self._path = engines, engines.path
        self.number = NOBODY

    @asynccontextmanager
    async def owning(self) -> AsyncIterator[None]:
        """Have a number, and hold its lock meanwhile. Raises ``StorageError``."""
        number = random.randrange(1, 2**31)  # noqa: S311 - no secret: it only differs
        if self._path is not None:
            with _locked(_file(self._path, number)):
                self.number = number
                yield
                self.number = NOBODY
            return
        held: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        holding = asyncio.create_task(_hold(self._engines, number, held))
        try:
            await asyncio.wait({held, holding}, return_when=asyncio.FIRST_COMPLETED)
            if holding.done():
                await holding
            self.number = number
            yield
        finally:
            self.number = NOBODY
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)

    async def others(self, connection: AsyncConnection) -> frozenset[int]:
        """Give the numbers of the others who live."""
        if self._path is None:
            found = frozenset(await connection.scalars(_LIVING, {"class": CLASS}))
        else:
            found = await asyncio.to_thread(_living, self._path)
        return found - {self.number}


async def _hold(engines: Engines, number: int, held: "asyncio.Future[None]") -> None:
    """Hold a lock for ever, and take it again when the connection was lost.

    A server that says nothing any more is given up on all connections, for no other statement
    can be told from one that takes its time. Raises ``DatabaseUnreachable`` if the lock cannot be
    had the first time.
    """
    while True:
        try:
            async with engines.engine.connect() as connection:
                await connection.execution_options(isolation_level="AUTOCOMMIT")
                try:
                    while True:
                        ours = await _answered(_holds(connection, number), engines.sever)
                        if ours and not held.done():
                            held.set_result(None)
                        await asyncio.sleep(LOOK_EVERY)
                finally:
                    await connection.invalidate()  # the lock must not go back into the pool
        except DatabaseUnreachable:
            if not held.done():
                raise
        await asyncio.sleep(AGAIN)


async def _holds(connection: AsyncConnection, number: int) -> bool:
    return bool(await connection.scalar(_HOLD, {"class": CLASS, "number": number}))


async def _answered(asked: Coroutine[Any, Any, bool], sever: Callable[[], None]) -> bool:
    """Give the server's answer; give the server up if there is none."""
    waiting = asyncio.ensure_future(asked)
    try:
        for _ in range(SLICES):
            await asyncio.wait((waiting,), timeout=SILENT / SLICES)
            if waiting.done():
                break
        else:
            sever()
        return await waiting
    finally:
        waiting.cancel()


def _file(path: Path, number: int | str) -> Path:
    return path.with_name(f"{path.name}-owner-{number}")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock on a file of our own, which goes with it."""
    while True:
        make_private(path)
        lock = path.open("rb")
        fcntl.flock(lock, fcntl.LOCK_EX)
        if os.fstat(lock.fileno()).st_nlink:
            break
        lock.close()  # who looked for the dead took it for one
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        lock.close()


def _living(path: Path) -> frozenset[int]:
    """Give whose files are locked; the files of the dead go."""
    found: set[int] = set()
    for each in path.parent.glob(f"{glob.escape(path.name)}-owner-*"):
        with contextlib.suppress(FileNotFoundError), each.open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                found.add(int(each.name.rpartition("-")[2]))
            else:
                each.unlink()
    return frozenset(found)
