"""What storage can refuse. Each carries the facts; bot/texts finds the words.

StorageError
├── NotADatabase        the file exists and is something else
├── DatabaseTooNew      a newer Zvonok wrote it
├── DatabaseUnreachable cannot be opened, created or written
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


class DatabaseUnreachable(StorageError):
    """The database cannot be opened, created or written; ``detail`` says why."""


class FolderMissing(StorageError):
    """The folder in which the file is to lie does not exist."""


class DriverMissing(StorageError):
    """PostgreSQL is wanted and the extra ``postgresql`` is not installed."""


class BadDatabaseUrl(StorageError):
    """The address is neither ``sqlite:///FILE`` nor ``postgresql://…``."""
