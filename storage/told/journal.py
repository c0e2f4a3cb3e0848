"""Reading the journal back: a unit's lines, the newest first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.db.times import moment

_table = tables.audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who did what, and when; ``actor`` None: the program or its operator."""

    at: datetime
    actor: int | None
    action: str
    details: Mapping[str, Any]


async def count(connection: AsyncConnection, unit: str) -> int:
    """Count a unit's lines."""
    found = await connection.scalar(
        select(func.count()).select_from(_table).where(_table.c.unit == unit)
    )
    return int(found or 0)


async def lines(connection: AsyncConnection, unit: str, first: int, many: int) -> list[Line]:
    """List a unit's lines from the ``first`` newest on."""
    rows = await connection.execute(
        select(_table)
        .where(_table.c.unit == unit)
        .order_by(_table.c.at.desc(), _table.c.id.desc())
        .offset(first)
        .limit(many)
    )
    return [
        Line(
            at=moment(row.at),
            actor=row.actor,
            action=row.action,
            details=json.loads(row.details),
        )
        for row in rows
    ]


async def names(connection: AsyncConnection, unit: str) -> dict[int, str]:
    """Give the names of all who are, or were, on a unit's roster, by their numbers."""
    persons = tables.persons.c
    rows = await connection.execute(
        select(persons.id, persons.full_name).where(persons.unit == unit)
    )
    return {row.id: row.full_name for row in rows}
