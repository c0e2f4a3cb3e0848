"""Times in which the bot could not see something; they explain figures that are too low."""

from collections.abc import Collection

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
    return (await of_units(connection, [unit], starts_at, ends_at))[unit]


async def of_units(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> dict[str, list[Interruption]]:
    """List what touched the chats of units; what concerned all chats is each one's."""
    unit = tables.chats.c.unit
    rows = await connection.execute(
        select(_table, unit)
        .outerjoin(tables.chats, tables.chats.c.id == _table.c.chat)
        .where(
            or_(_table.c.chat.is_(None), unit.in_(units)),
            _table.c.since < ends_at,
            or_(_table.c.until.is_(None), _table.c.until > starts_at),
        )
        .order_by(_table.c.since, _table.c.id)
    )
    found: dict[str, list[Interruption]] = {unit: [] for unit in units}
    for row in rows:
        told = Interruption(
            chat=row.chat,
            cause=Cause(row.kind),
            since=moment(row.since),
            until=moment_or_none(row.until),
        )
        for concerned in units if row.chat is None else (row.unit,):
            found[concerned].append(told)
    return found


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
