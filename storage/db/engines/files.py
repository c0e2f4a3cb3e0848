"""SQLite's files: made so that only their owner reads them, and watched while they are in use."""

import contextlib
import os
import stat
from pathlib import Path

from storage.db.errors import DatabaseGone

PRIVATE = 0o600
"""Names and figures of people lie in them. SQLite gives ``-wal`` and ``-shm`` the same mode."""


def make_private(path: Path) -> bool:
    """Make an empty file that only its owner may read; False: something is there already.

    Raises ``OSError`` where no file can be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    except FileExistsError:
        return False
    return True


def look_only(path: Path) -> str:
    """Choose SQLite's mode for looking: a log that is there stays, and none is left behind."""
    return "ro" if path.with_name(f"{path.name}-wal").exists() else "rw"


def open_to_others(path: Path) -> list[Path]:
    """List those of a database's files, and copies beside it, that every user may read."""
    return [
        each
        for each in sorted(path.parent.glob(f"{path.name}*"))
        if each.is_file() and each.stat().st_mode & stat.S_IRWXO
    ]


class InUse:
    """Which files were opened: who deletes or replaces one would have us write into nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[Path, tuple[int, int]] = {}
        self.note(path)

    def note(self, path: Path) -> None:
        """Keep which file lies at a place now."""
        with contextlib.suppress(OSError):
            self._known[path] = _identity(path)

    def note_log(self) -> None:
        """Keep the write-ahead log's files as well; a connection must stay open from now on."""
        for suffix in ("-wal", "-shm"):
            self.note(self._path.with_name(f"{self._path.name}{suffix}"))

    def check(self) -> None:
        """Raise ``DatabaseGone`` if the database's own file is another one now, or none."""
        self._check(self._path)

    def check_all(self) -> None:
        """Raise ``DatabaseGone`` if one of the files is another one now, or none."""
        for path in self._known:
            self._check(path)

    def _check(self, path: Path) -> None:
        try:
            now = _identity(path)
        except OSError as error:
            raise DatabaseGone(str(path)) from error
        if now != self._known.get(path, now):
            raise DatabaseGone(str(path))


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
