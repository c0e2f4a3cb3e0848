"""The streams: where each was left, when it was heard, and up to which moment it is read.

A source that polls proves by its answers how far it has read; one to which updates are posted
proves it by having listened without a break, and long enough after the last one.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, case, cast, func, select, update
from sqlalchemy.sql import ClauseElement

from storage import tables
from storage.db.dialects import insert, insert_of
from storage.db.statements import Said, built_once
from storage.db.times import moment_or_none
from storage.engine import AsyncConnection
from storage.seen.read_through import Stream

_table = tables.cursors
_READ = select(func.count(), func.max(_table.c.read_through))


@dataclass(frozen=True, slots=True)
class Heard:
    """When a source was last heard, and up to when it is read; UTC seconds."""

    source: str
    at: int
    through: int | None
    settles_at: int | None = None


async def stream(connection: AsyncConnection) -> Stream | None:
    """Tell how far the stream is read; None: nothing was ever read, so nothing can be missing."""
    sources, through = (await connection.execute(_READ)).one()
    return Stream(moment_or_none(through)) if sources else None


async def cursor(connection: AsyncConnection, source: str) -> tuple[str, int] | None:
    """Read where a source's stream was left and when (UTC seconds); None: it was never read."""
    row = (await connection.execute(*_cursor(source))).first()
    return None if row is None else (row.position, row.moved_at)


@built_once
def _cursor(source: str) -> Select[Any]:
    return select(_table.c.position, _table.c.moved_at).where(_table.c.source == source)


async def heard(connection: AsyncConnection) -> list[Heard]:
    """List every source that was ever heard, the one heard last first."""
    rows = await connection.execute(select(_table).order_by(_table.c.moved_at.desc()))
    return [Heard(row.source, row.moved_at, row.read_through, row.settles_at) for row in rows]


async def move(
    connection: AsyncConnection, source: str, position: str, at: int, through: int | None
) -> None:
    """Keep a source's new position; ``through``: up to where it is read now, as far as proved."""
    text = MOVE.text(connection.dialect)
    await connection.exec_driver_sql(text, (source, position, at, through))


def _moved(dialect: str) -> ClauseElement:
    statement = insert_of(dialect, _table)
    new = statement.excluded
    moved: ClauseElement = statement.on_conflict_do_update(
        index_elements=["source"],
        set_={
            "position": new.position,
            "moved_at": new.moved_at,
            "read_through": _later(new.read_through),
        },
    )
    return moved


MOVE = Said(_moved, ("source", "position", "moved_at", "read_through"))


async def touch(
    connection: AsyncConnection, source: str, at: int, through: int | None = None
) -> None:
    """Keep that a source was heard at a moment (UTC seconds) without anything new."""
    await connection.execute(*_touch(source, at, through))


@built_once
def _touch(source: str, at: int, through: int | None) -> Update:
    later = _later(cast(through, _table.c.read_through.type))
    return update(_table).where(_table.c.source == source).values(moved_at=at, read_through=later)


async def listen(
    connection: AsyncConnection, source: str, at: int, settles_at: int, through: int | None
) -> None:
    """Keep that a source without positions was listened to at a moment (UTC seconds)."""
    statement = insert(connection, _table).values(
        source=source, position="", moved_at=at, read_through=through, settles_at=settles_at
    )
    new = statement.excluded
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["source"],
            set_={
                "moved_at": at,
                "settles_at": settles_at,
                "read_through": _later(new.read_through),
            },
        )
    )


def _later(new: ColumnElement[int]) -> ColumnElement[int]:
    """The later of what is kept and what is new; either may be unknown."""
    old = _table.c.read_through
    return case((new.is_(None), old), (old > new, old), else_=new)
