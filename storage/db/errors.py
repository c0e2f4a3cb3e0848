"""What storage can refuse. Each carries the facts; bot finds the words.

StorageError
├── NotADatabase        the file exists and is something else
├── DatabaseTooNew      a newer Zvonok wrote it
├── DatabaseTooOld      an older Zvonok wrote it, and upgrading it was not asked for
├── DatabaseMissing     there is none, or an empty one, and making it was not asked for
├── DatabaseGone        its file was deleted or replaced under the running program
├── DatabaseUnreachable cannot be opened, created or written
│   └── DiskFull        cannot be written: no room, no quota, or a broken disk
├── FolderMissing       the file's folder does not exist
├── DriverMissing       PostgreSQL is wanted and its driver is not installed
└── BadDatabaseUrl      the address is of no kind we know
"""


class StorageError(Exception):
    """Base of everything storage refuses; ``place`` names the file or address without secrets."""

    def __init__(self, place: str, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {place} {detail}".strip())
        self.place = place
        self.detail = detail


class NotADatabase(StorageError):
    """The file exists and is not an SQLite database."""


class DatabaseTooNew(StorageError):
    """The database's revision is unknown to this program; ``detail`` is the revision."""


class DatabaseTooOld(StorageError):
    """The database's revision is an earlier one; ``detail`` is the revision."""


class DatabaseMissing(StorageError):
    """There is no database of ours at the place."""


class DatabaseGone(StorageError):
    """The file was deleted or replaced while it was in use; ``place`` is that file."""


class DatabaseUnreachable(StorageError):
    """The database cannot be opened, created or written; ``detail`` says why."""


class DiskFull(DatabaseUnreachable):
    """What was to be written does not go onto the disk; ``detail`` is what the database says."""


class FolderMissing(StorageError):
    """The folder in which the file is to lie does not exist."""


class DriverMissing(StorageError):
    """PostgreSQL is wanted and the extra ``postgresql`` is not installed."""


class BadDatabaseUrl(StorageError):
    """The address is neither ``sqlite:///FILE`` nor ``postgresql://…``."""
