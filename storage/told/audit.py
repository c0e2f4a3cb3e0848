"""The journal of everything that changed data or showed names: who, when, what."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.db.times import seconds


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


async def count(
    connection: AsyncConnection, action: str, since: datetime, *, actor: int | None = None
) -> int:
    """Count the lines of no unit that tell of an action since a moment; of ``actor``, if named."""
    line = tables.audit.c
    where = [line.unit.is_(None), line.at >= seconds(since), line.action == action]
    if actor is not None:
        where.append(line.actor == actor)
    found = await connection.scalar(select(func.count()).select_from(tables.audit).where(*where))
    return int(found or 0)
