"""What both kinds of databases are asked for: a database opened, and for what."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from storage.db.engines.hop import Hop
from storage.engine import AsyncEngine

WRITING = "zvonok_writing"
"""The option of connections that write: their transactions queue from the beginning."""

GLANCING = "zvonok_glancing"
"""The option of connections whose statements are each by itself: there is no transaction."""

LONGEST_LOOK = 300
"""Seconds a reader may take: what it sees keeps what was destroyed from being let go."""


def _nothing() -> None:
    """Give nothing up: a file is on this machine."""


class Opening(Enum):
    """For what a database is opened; all but ``CREATE`` want one that is there."""

    READ = "read"
    """It must be up to date; nothing at all is written."""
    CHANGE = "change"
    """It must be up to date."""
    UPGRADE = "upgrade"
    """It is brought up to date."""
    CREATE = "create"
    """It is made if there is none, and brought up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """A database as SQLAlchemy opens it: one pool, and what is said at the begin of each kind."""

    engine: AsyncEngine
    readers: AsyncEngine
    """A transaction sees one moment."""
    glancers: AsyncEngine
    """There is no transaction: each statement sees its own moment."""
    writers: AsyncEngine
    """Transactions stand in one queue, over all processes, from the beginning to the commit."""
    place: str
    """Where it is, for people: without a password."""
    path: Path | None
    """SQLite's file."""
    beside: Path
    """The file beside which copies are made before upgrades; of a server, where we work."""
    hop: Hop | None = None
    """A transaction at once; None: this engine has no such road, all goes by the pool."""
    sever: Callable[[], None] = _nothing
    """Gives up all connections to a server that went silent."""
