"""What storage can refuse. Each carries the facts; bot finds the words.

StorageError
├── NotADatabase        the file exists and is something else
├── DatabaseTooNew      a newer Zvonok wrote it
├── DatabaseTooOld      an older Zvonok wrote it, and upgrading it was not asked for
├── DatabaseMissing     there is none, or an empty one, and making it was not asked for
├── DatabaseNotEmpty    there is something already where only an empty one will do
├── DatabaseInUse       a service works with it
├── NotACopy            the file is whole, and nothing of ours
├── CopyFailed          what was to be copied first could not be
├── NotAllCarried       a table has not all rows of the one it was made of
├── DatabaseGone        its file was deleted or replaced under the running program
├── DatabaseUnreachable cannot be opened, created or written
│   ├── DiskFull        cannot be written: no room, no quota, or a broken disk
│   │   └── ServerFull  so it is on a server, which still writes what needs no more room
│   ├── ServerAway      nobody answers at the address
│   ├── TlsRefused      server and address do not agree on encryption, or on a certificate
│   ├── RoleRefused     the server does not let the role in
│   ├── NoSuchDatabase  the server has no database of that name
│   ├── NoRights        the role may not do what is needed
│   ├── NoSchema        the role has no schema in which it could have tables
│   ├── SharedConnections a pooler gives each transaction another connection
│   ├── ConnectionLost  the server went away in the middle
│   └── Interrupted     the server ended a transaction, or did not begin it
├── ServerTooOld        the server lacks what we use
├── WrongEncoding       the server's database cannot hold every text
├── FolderMissing       the file's folder does not exist
├── BadDatabaseOption   the address has an option that we do not know, or a wrong value of it
└── BadDatabaseUrl      the address is of no kind we know
"""

from typing import Final


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


class DatabaseNotEmpty(StorageError):
    """There is something already at the place, and nothing of it was changed."""


class DatabaseInUse(StorageError):
    """A service works with the database; ``detail`` names its machines."""


class NotACopy(StorageError):
    """The file is a database, or a dump, of somebody else's."""


class CopyFailed(StorageError):
    """No copy could be written, so nothing was changed; ``detail`` is where it should lie."""


class NotAllCarried(StorageError):
    """Another number of rows came than was there; ``detail`` is the table."""


class DatabaseGone(StorageError):
    """The file was deleted or replaced while it was in use; ``place`` is that file."""


class DatabaseUnreachable(StorageError):
    """The database cannot be opened, created or written; ``detail`` says why."""


class DiskFull(DatabaseUnreachable):
    """What was to be written does not go onto the disk; ``detail`` is what the database says."""


class ServerFull(DiskFull):
    """A server has no room: what needs none more it still writes; ``detail`` is its code."""


class ServerAway(DatabaseUnreachable):
    """No server answers at the address; ``detail``: its code, if it answered at all."""


class TlsRefused(DatabaseUnreachable):
    """The address asks for encryption that the server does not give, or trusts it not."""


class RoleRefused(DatabaseUnreachable):
    """The server does not know the role, takes another password, or lets nobody in from here."""


class NoSuchDatabase(DatabaseUnreachable):
    """The server has no database of that name."""


class NoRights(DatabaseUnreachable):
    """The role may not do what is needed."""


class NoSchema(DatabaseUnreachable):
    """No schema that the role looks into is there."""


class SharedConnections(DatabaseUnreachable):
    """A pooler between us and the server gives every transaction another connection."""


class ConnectionLost(DatabaseUnreachable):
    """The server went away while something was asked: nothing of it was done, or all."""


class Interrupted(DatabaseUnreachable):
    """The server ended what was asked, or has no room for it; ``detail`` is its code."""


LEAST_SERVER: Final = 13
"""The oldest PostgreSQL that will do."""


class ServerTooOld(StorageError):
    """The server is older than we can use; ``detail`` is its version."""


class WrongEncoding(StorageError):
    """The server's database is not in UTF-8; ``detail`` is its encoding."""


class FolderMissing(StorageError):
    """The folder in which the file is to lie does not exist."""


class BadDatabaseOption(StorageError):
    """The address has an option nobody knows; ``detail`` names it, ``value`` is what it may not."""

    def __init__(self, place: str, detail: str = "", value: str | None = None) -> None:
        super().__init__(place, detail)
        self.value = value


class BadDatabaseUrl(StorageError):
    """The address is neither ``sqlite:///FILE`` nor ``postgresql://…``."""
