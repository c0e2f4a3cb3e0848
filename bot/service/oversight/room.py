"""How much room there is for the database on its disk, and whether a byte can be written."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from storage.copying.backup import NotSqlite, file_of

TRIED = 64 * 1024
"""Bytes tried to be written; a quota shows in no other way."""


@dataclass(frozen=True, slots=True)
class Room:
    """``free``: percent of the disk; ``fits``: something can be written."""

    free: int
    fits: bool


def folder_of(url: str) -> Path:
    """Give where a database's file lies; of a server, where this process works."""
    try:
        return file_of(url).absolute().parent
    except NotSqlite:
        return Path.cwd()


def look(folder: Path) -> Room | None:
    """Look at a folder; None: it cannot be looked at."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return None
    return Room(free=100 * usage.free // max(usage.total, 1), fits=_fits(folder))


def _fits(folder: Path) -> bool:
    if not os.access(folder, os.W_OK):
        return True  # whose place this is may write; it is not ours to judge
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            return file.write(bytes(TRIED)) == TRIED
    except OSError:
        return False
