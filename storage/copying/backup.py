"""Copying a database that is in use, checked before it counts: always into a SQLite file.

A SQLite file by its own online backup, a server's database row by row (``portable``).

A copy lives longer than what it was made of: keys of weeks, messages to the bot and files waiting
for a yes are not in it (``traces.strip``). All else is in it as it was, also after an erasure.
"""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

from sqlalchemy.engine import make_url

from storage.copying.opening import opened
from storage.db import portable
from storage.db.engines import sqlite
from storage.db.engines.files import look_only
from storage.db.engines.opened import Opening
from storage.db.errors import DatabaseMissing, NotADatabase
from storage.db.migrating import revision
from storage.db.traces import strip


class NotSqlite(Exception):
    """The database is no SQLite file."""


def file_of(url: str) -> Path:
    """Give the file of a database's address. Raises ``NotSqlite``."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise NotSqlite
    return Path(parsed.database)


async def make(url: str, target: Path) -> int:
    """Copy a database into a new file that only its owner may read; give its size in bytes.

    Raises ``FileExistsError``, ``OSError``, ``DatabaseMissing``, ``NotADatabase`` if the copy is
    not whole, and what a server says; then there is no copy.
    """
    async with opened(url, Opening.READ) as engines:
        if engines.path is not None:
            return await asyncio.to_thread(copy, engines.path, target)
        if (found := await revision(engines)) is None:
            raise DatabaseMissing(engines.place)
        await portable.copy(engines, found, target)
        return await asyncio.to_thread(_size, target)


def copy(source: Path, target: Path) -> int:
    """Copy a SQLite file, as ``make`` does."""
    if not source.is_file():
        raise DatabaseMissing(str(source))
    part = portable.began(target)
    try:
        duplicate(source, part)
        strip(part)
        portable.check(part)
        part.replace(target)
    except BaseException:
        portable.forget(part)
        raise
    return _size(target)


def _size(file: Path) -> int:
    return file.stat().st_size


def duplicate(source: Path, target: Path) -> None:
    """Fill an empty file with all that a SQLite file has. Raises ``NotADatabase``."""
    try:
        with (
            contextlib.closing(
                sqlite3.connect(f"{source.absolute().as_uri()}?mode={look_only(source)}", uri=True)
            ) as old,
            contextlib.closing(sqlite3.connect(target)) as new,
        ):
            old.execute("PRAGMA query_only = ON")
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if (told := sqlite.told(error, str(target))) is not error:
            raise told from error
        raise NotADatabase(str(target), str(error)) from error
