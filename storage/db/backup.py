"""Copying a database that is in use: SQLite's own online backup, checked before it counts.

A copy lives longer than what it was made of: keys of weeks, messages to the bot and files waiting
for a yes are not in it (``traces.strip``). All else is in it as it was, also after an erasure.
"""

import contextlib
import os
import sqlite3
from pathlib import Path

from sqlalchemy.engine import make_url

from storage.db.errors import NotADatabase
from storage.db.files import look_only
from storage.db.traces import strip


class NotSqlite(Exception):
    """The database is no SQLite file."""


def file_of(url: str) -> Path:
    """Give the file of a database's address. Raises ``NotSqlite``."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise NotSqlite
    return Path(parsed.database)


def copy(source: Path, target: Path) -> int:
    """Copy a database into a new file that only its owner may read; give its size in bytes.

    Raises ``FileExistsError``, ``OSError``, and ``NotADatabase`` if the copy is not whole; then
    there is no copy.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _copy(source, target)
        strip(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target.stat().st_size


def _copy(source: Path, target: Path) -> None:
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
            [(said,)] = new.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        raise NotADatabase(str(target), str(error)) from error
    if said != "ok":
        raise NotADatabase(str(target), said)
