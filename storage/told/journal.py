"""The journal of everything that changed data or showed names: who, when, what."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from storage import tables
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection

_table = tables.audit


_WRITE = _table.insert()


async def write(
    connection: AsyncConnection,
    *,
    at: datetime,
    action: str,
    unit: str | None,
    actor: int | None = None,
    details: Mapping[str, object] | None = None,
) -> None:
    """Add a line; ``actor`` None: the program or its operator."""
    line = {
        "at": seconds(at),
        "actor": actor,
        "unit": unit,
        "action": action,
        "details": json.dumps(dict(details or {}), ensure_ascii=False),
    }
    await connection.execute(_WRITE, line)


async def written(
    connection: AsyncConnection, unit: str, action: str, details: Mapping[str, object]
) -> bool:
    """Tell whether there is a line of this action with exactly these details."""
    line = _table.c
    found = await connection.scalar(
        select(line.id)
        .where(
            line.unit == unit,
            line.action == action,
            line.details == json.dumps(dict(details), ensure_ascii=False),
        )
        .limit(1)
    )
    return found is not None


async def count(
    connection: AsyncConnection, action: str, since: datetime, *, actor: int | None = None
) -> int:
    """Count the lines of no unit that tell of an action since a moment; of ``actor``, if named."""
    at = seconds(since)
    counting = _counted(action, at) if actor is None else _counted_of(action, at, actor)
    return int(await connection.scalar(*counting) or 0)


@built_once
def _counted(action: str, since: int) -> Select[Any]:
    return _of_no_unit().where(_table.c.action == action, _table.c.at >= since)


@built_once
def _counted_of(action: str, since: int, actor: int) -> Select[Any]:
    mine = _of_no_unit().where(_table.c.action == action, _table.c.at >= since)
    return mine.where(_table.c.actor == actor)


def _of_no_unit() -> Select[Any]:
    return select(func.count()).select_from(_table).where(_table.c.unit.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """Who did what, and when; ``actor`` None: the program or its operator."""

    at: datetime
    actor: int | None
    action: str
    details: Mapping[str, Any]


async def count_of(connection: AsyncConnection, unit: str) -> int:
    """Count a unit's lines."""
    found = await connection.scalar(
        select(func.count()).select_from(_table).where(_table.c.unit == unit)
    )
    return int(found or 0)


async def lines(connection: AsyncConnection, unit: str, first: int, many: int) -> list[JournalLine]:
    """List a unit's lines from the ``first`` newest on."""
    rows = await connection.execute(
        select(_table)
        .where(_table.c.unit == unit)
        .order_by(_table.c.at.desc(), _table.c.id.desc())
        .offset(first)
        .limit(many)
    )
    return [
        JournalLine(
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
