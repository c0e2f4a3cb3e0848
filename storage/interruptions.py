"""Times in which the bot could not see something; they explain figures that are too low."""

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.records import Cause, Interruption
from storage.times import moment, moment_or_none

_table = tables.interruptions


async def begin(
    connection: AsyncConnection,
    chat: int | None,
    cause: Cause,
    since: int,
    until: int | None = None,
) -> None:
    """Write that sight was lost at ``since`` (UTC seconds), unless that is written already."""
    same = and_(_table.c.chat.is_not_distinct_from(chat), _table.c.kind == cause)
    if until is None and await connection.scalar(
        select(_table.c.id).where(same, _table.c.until.is_(None)).limit(1)
    ):
        return
    await connection.execute(
        _table.insert().values(chat=chat, kind=cause, since=since, until=until)
    )


async def end(connection: AsyncConnection, chat: int, cause: Cause, until: int) -> None:
    """Write that a chat is seen (fully) again since ``until`` (UTC seconds)."""
    await connection.execute(
        update(_table)
        .where(_table.c.chat == chat, _table.c.kind == cause, _table.c.until.is_(None))
        .values(until=until)
    )


async def of_unit(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> list[Interruption]:
    """List what touched a unit's chats in [starts_at, ends_at) UTC seconds, oldest first."""
    mine = select(tables.chats.c.id).where(tables.chats.c.unit == unit)
    rows = await connection.execute(
        select(_table)
        .where(
            or_(_table.c.chat.is_(None), _table.c.chat.in_(mine)),
            _table.c.since < ends_at,
            or_(_table.c.until.is_(None), _table.c.until > starts_at),
        )
        .order_by(_table.c.since, _table.c.id)
    )
    return [
        Interruption(
            chat=row.chat,
            cause=Cause(row.kind),
            since=moment(row.since),
            until=moment_or_none(row.until),
        )
        for row in rows
    ]


async def touching(
    connection: AsyncConnection, chat: int, causes: tuple[Cause, ...], at: int
) -> bool:
    """Tell whether a chat was out of sight for one of the causes at a moment."""
    found = await connection.scalar(
        select(_table.c.id)
        .where(
            _table.c.chat == chat,
            _table.c.kind.in_(causes),
            _table.c.since <= at,
            or_(_table.c.until.is_(None), _table.c.until >= at),
        )
        .limit(1)
    )
    return found is not None
