"""A server's database as a SQLite file: the one form in which copies are kept and come back.

It needs no program of the server's, whatever version that is, and goes back to either engine.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from storage.db.carrying import Watch, carry, unwatched
from storage.db.engines import sqlite
from storage.db.engines.files import make_private
from storage.db.engines.opened import Engines, Opening
from storage.db.errors import NotADatabase
from storage.db.revisions import build
from storage.db.traces import strip
from storage.engine import AsyncConnection


async def copy(
    engines: Engines, revision: str, target: Path, *, replace: bool = False
) -> dict[str, int]:
    """Copy a database of a revision into a new file, as it is at one moment; count its tables.

    It is without what would not have lived for a day (``strip``). Raises ``FileExistsError``,
    ``OSError``, ``NotADatabase``, and what the server says.
    """
    async with engines.readers.connect() as source:
        await source.exec_driver_sql("SELECT 1")  # from here on it sees one moment
        async with written(target, replace=replace) as part:
            counts = await filled(source, part, revision)
            await asyncio.to_thread(strip, part)
    return counts


async def filled(
    source: AsyncConnection, part: Path, revision: str, watch: Watch = unwatched
) -> dict[str, int]:
    """Make a file's tables, as a revision has them, and fill them with all there is."""
    opened = sqlite.engines(URL.create("sqlite", database=str(part)), Opening.CREATE)
    try:
        async with opened.writers.connect() as target, target.begin():
            await build(target, revision)
            return await carry(source, target, watch)
    finally:
        await opened.engine.dispose()


@asynccontextmanager
async def written(target: Path, *, replace: bool = False) -> AsyncIterator[Path]:
    """Give a private file to be filled; if it is whole then, it lies at its place.

    Raises ``FileExistsError`` unless it may ``replace`` what is there, and ``NotADatabase``.
    """
    part = await asyncio.to_thread(began, target, replace=replace)
    try:
        yield part
        await asyncio.to_thread(check, part)
        part.replace(target)
    except BaseException:
        forget(part)
        raise


def began(target: Path, *, replace: bool = False) -> Path:
    """Make the private file that will be ``target`` once it is whole. Raises ``OSError``."""
    if target.exists() and not replace:
        raise FileExistsError(target)
    part = target.with_name(f"{target.name}.part")
    forget(part)
    make_private(part)
    return part


def check(file: Path) -> None:
    """Read every page of a file that nobody uses. Raises ``NotADatabase``."""
    try:
        with contextlib.closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            [(said,)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        raise NotADatabase(str(file), str(error)) from error
    if said != "ok":
        raise NotADatabase(str(file), said)


def forget(part: Path) -> None:
    """Delete a file that is not whole, and what SQLite left beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(f"{part.name}{suffix}").unlink(missing_ok=True)
