"""The journal of everything that changed data or showed names: who, when, what."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.times import seconds


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
    await connection.execute(
        tables.audit.insert().values(
            at=seconds(at),
            actor=actor,
            unit=unit,
            action=action,
            details=json.dumps(dict(details or {}), ensure_ascii=False),
        )
    )


async def written(
    connection: AsyncConnection, unit: str, action: str, details: Mapping[str, object]
) -> bool:
    """Tell whether there is a line of this action with exactly these details."""
    line = tables.audit.c
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


async def count(connection: AsyncConnection, actor: int, action: str, since: datetime) -> int:
    """Count the lines of no unit that tell of somebody's action since a moment."""
    line = tables.audit.c
    found = await connection.scalar(
        select(func.count())
        .select_from(tables.audit)
        .where(
            line.unit.is_(None),
            line.at >= seconds(since),
            line.actor == actor,
            line.action == action,
        )
    )
    return int(found or 0)
