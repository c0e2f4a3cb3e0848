"""What is kept with a week: that somebody has read it, and what was done about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from storage import tables
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection

_table = tables.week_notes

Kind = Literal["seen", "measure"]
"""``seen``: read, the text tells which figures (final or so far); ``measure``: what was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekNote:
    """A line kept with a unit's week; ``author`` is an account."""

    unit: str
    week: str
    kind: Kind
    author: int
    text: str
    made_at: datetime


async def add(connection: AsyncConnection, new: WeekNote) -> None:
    """Keep a note."""
    await connection.execute(
        _table.insert().values(
            unit=new.unit,
            week=new.week,
            kind=new.kind,
            author=new.author,
            text=new.text,
            made_at=seconds(new.made_at),
        )
    )


async def listed(
    connection: AsyncConnection, unit: str, kind: Kind, week: str | None = None
) -> list[WeekNote]:
    """List a unit's notes of a kind, of one week if named, newest first."""
    query = select(_table).where(_table.c.unit == unit, _table.c.kind == kind)
    if week is not None:
        query = query.where(_table.c.week == week)
    rows = await connection.execute(query.order_by(_table.c.made_at.desc(), _table.c.id.desc()))
    return [
        WeekNote(
            unit=row.unit,
            week=row.week,
            kind=kind,
            author=row.author,
            text=row.text,
            made_at=moment(row.made_at),
        )
        for row in rows
    ]
