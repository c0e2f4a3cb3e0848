"""Whose fault an error is: the storage's, or that of what was to be written."""

import sqlite3

from sqlalchemy import exc

from storage.db.errors import StorageError

_AWAY = ("08", "25", "26", "28", "3D", "3F", "40", "53", "55", "57", "58", "F0", "XX")
"""PostgreSQL's classes of what is no value's fault: no server, no room, no turn, shutting down."""

_SQL = sqlite3.SQLITE_ERROR
"""A statement SQLite cannot run: too much at once, or a table that is not there."""


def is_storages(error: BaseException, *, alone: bool = True) -> bool:
    """Tell whether the storage failed, so that anything else to be written would fail as well.

    Out of memory is the same. ``alone``: one thing was being written, not many; a statement of many
    may be too long, and one that not even a single thing can be written by is nobody's.
    """
    if isinstance(error, StorageError):
        cause = error.__cause__
        return not isinstance(cause, exc.DBAPIError) or is_storages(cause, alone=alone)
    if isinstance(error, exc.DBAPIError):
        return error.connection_invalidated or _is_drivers(error, alone=alone)
    return isinstance(error, MemoryError | OSError | exc.TimeoutError)


def _is_drivers(error: exc.DBAPIError, *, alone: bool) -> bool:
    state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "pgcode", None)
    if isinstance(state, str):
        return state.startswith(_AWAY) or (alone and state.startswith("42"))
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF not in (_SQL, *_OF_VALUES) or (code & 0xFF == _SQL and alone)
    return isinstance(error, exc.OperationalError)


_OF_VALUES = (
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_RANGE,
    sqlite3.SQLITE_TOOBIG,
)
