"""Updates that want an answer: kept until handled, then emptied, then forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.records import InboxItem
from storage.times import moment, seconds
from storage.traces import destroyed

_table = tables.inbox

REMEMBERED = timedelta(days=1)
CLAIM = timedelta(seconds=60)  # after which what a dead process had taken is free again


async def claim(connection: AsyncConnection, clock: datetime, limit: int) -> list[InboxItem]:
    """Take what is not handled yet, oldest first; ``clock`` is the real time.

    A conversation somebody is answering is left to him, so that its order stays.
    """
    at = seconds(clock)
    waiting = _table.c.body.is_not(None)
    busy = select(_table.c.conversation).where(waiting, _table.c.claimed_until > at)
    free = and_(waiting, _table.c.conversation.not_in(busy))
    chosen = select(_table.c.id).where(free).order_by(_table.c.id).limit(limit)
    rows = await connection.execute(
        update(_table)
        .where(_table.c.id.in_(chosen), free)
        .values(claimed_until=seconds(clock + CLAIM))
        .returning(_table)
    )
    return [
        InboxItem(
            id=row.id,
            conversation=row.conversation,
            received_at=moment(row.received_at),
            attempts=row.attempts,
            body=bytes(row.body),
        )
        for row in sorted(rows, key=lambda row: row.id)
    ]


async def begin(connection: AsyncConnection, number: int) -> None:
    """Count an attempt, so that what kills its handler every time is given up."""
    await connection.execute(
        update(_table).where(_table.c.id == number).values(attempts=_table.c.attempts + 1)
    )


async def free(connection: AsyncConnection) -> None:
    """Give back everything taken: at a start nobody of this machine is answering any more.

    Should another machine be, the answer has the same random_id and is not sent twice.
    """
    await connection.execute(update(_table).values(claimed_until=None))


async def give_back(connection: AsyncConnection, number: int) -> None:
    """Give one item back as if it had not been tried."""
    await connection.execute(
        update(_table)
        .where(_table.c.id == number)
        .values(claimed_until=None, attempts=_table.c.attempts - 1)
    )


async def done(connection: AsyncConnection, number: int) -> None:
    """Empty a handled item; its key stays a while so that a repeat is not answered."""
    await connection.execute(update(_table).where(_table.c.id == number).values(body=None))
    destroyed(connection)


async def forget(connection: AsyncConnection, now: datetime) -> None:
    """Forget the keys of items handled long ago."""
    await connection.execute(
        delete(_table).where(
            _table.c.body.is_(None), _table.c.received_at < seconds(now - REMEMBERED)
        )
    )
