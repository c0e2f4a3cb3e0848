"""Updates that want an answer: kept until handled, then emptied, then forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.records import InboxItem
from storage.times import moment, seconds

_table = tables.inbox

REMEMBERED = timedelta(days=1)


async def waiting(connection: AsyncConnection, limit: int) -> list[InboxItem]:
    """List what is not handled yet, oldest first."""
    rows = await connection.execute(
        select(_table).where(_table.c.body.is_not(None)).order_by(_table.c.id).limit(limit)
    )
    return [
        InboxItem(
            id=row.id,
            conversation=row.conversation,
            received_at=moment(row.received_at),
            attempts=row.attempts,
            body=bytes(row.body),
        )
        for row in rows
    ]


async def begin(connection: AsyncConnection, number: int) -> None:
    """Count an attempt, so that what kills its handler every time is given up."""
    await connection.execute(
        update(_table).where(_table.c.id == number).values(attempts=_table.c.attempts + 1)
    )


async def done(connection: AsyncConnection, number: int) -> None:
    """Empty a handled item; its key stays a while so that a repeat is not answered."""
    await connection.execute(update(_table).where(_table.c.id == number).values(body=None))


async def forget(connection: AsyncConnection, now: datetime) -> None:
    """Forget the keys of items handled long ago."""
    await connection.execute(
        delete(_table).where(
            _table.c.body.is_(None), _table.c.received_at < seconds(now - REMEMBERED)
        )
    )
