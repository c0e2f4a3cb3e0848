"""SQLite: one file, opened so that writers queue and a commit survives a power cut."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import engine as sync_engine
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, OperationalError

from storage.db.engines.files import look_only, make_private
from storage.db.engines.hop import Hop, connected
from storage.db.engines.opened import GLANCING, WRITING, Engines, Opening
from storage.db.errors import (
    BadDatabaseOption,
    BadDatabaseUrl,
    DatabaseMissing,
    DatabaseUnreachable,
    DiskFull,
    FolderMissing,
    NotADatabase,
)
from storage.engine import create_async_engine

PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers never wait for the writer
    "PRAGMA synchronous = FULL",  # a committed cursor survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",  # ms; several processes share the file
    "PRAGMA cache_size = -8192",  # 8 MiB: a poll touches a few pages
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",  # a handled message's text leaves no trace in free pages
)


def engines(url: URL, opening: Opening) -> Engines:
    """Prepare to open a file. Raises ``BadDatabaseUrl``, ``BadDatabaseOption``, ``FolderMissing``.

    Its transactions begin IMMEDIATE where they write, so that two writers queue instead of failing
    half way.
    """
    if not url.database:
        raise BadDatabaseUrl(url.render_as_string(hide_password=True))
    if url.query:
        raise BadDatabaseOption(url.database, next(iter(url.query)))
    path = Path(url.database)
    if not path.parent.is_dir():
        raise FolderMissing(str(path))
    # A URI, so that no connection ever makes a file; without parameters, for they are of people.
    address = URL.create(
        "sqlite+aiosqlite",
        database=path.absolute().as_uri(),
        query={"mode": _mode(path, opening), "uri": "true"},
    )
    engine = create_async_engine(address, hide_parameters=True)
    prepare = _prepare_to_read if opening is Opening.READ else _prepare
    event.listen(engine.sync_engine, "do_connect", connected)
    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    writers = engine.execution_options(**{WRITING: True})
    glancers = engine.execution_options(**{GLANCING: True})
    return Engines(
        engine=engine,
        readers=engine,
        glancers=glancers,
        writers=writers,
        place=str(path),
        path=path,
        beside=path,
        hop=None if opening is Opening.READ else Hop(path, _prepare_alone),
    )


def _mode(path: Path, opening: Opening) -> str:
    return look_only(path) if opening is Opening.READ else "rw"


def _prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a DBAPI connection
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _prepare_alone(connection: sqlite3.Connection) -> None:
    _prepare(connection, None)


def _prepare_to_read(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a DBAPI connection
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("PRAGMA query_only = ON", *PRAGMAS[1:]):  # a journal's mode is in the file
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: sync_engine.Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(GLANCING, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITING, False) else "BEGIN")


def ready(path: Path, opening: Opening) -> bool:
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


def told(error: DatabaseError | sqlite3.DatabaseError, place: str) -> Exception:
    """Give the ``StorageError`` that an error is, or the error itself."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    reason = str(cause)
    if "not a database" in reason or "malformed" in reason:
        return NotADatabase(place, reason)
    if getattr(cause, "sqlite_errorname", "") in _FULL or "No space left" in reason:
        return DiskFull(place, reason)
    if isinstance(error, OperationalError | sqlite3.OperationalError):
        return DatabaseUnreachable(place, reason)
    return error
