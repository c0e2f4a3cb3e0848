"""Messages with links to foreign messengers: how many, where and when; never whose."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, select

from storage import tables
from storage.db.dialects import Upsert
from storage.db.grouping import by_unit
from storage.db.statements import built_once
from storage.engine import AsyncConnection
from storage.places.holdings import held_by
from storage.records import ForeignLinks

_table = tables.foreign_links
ADD = Upsert(
    _table,
    ("chat", "hour", "messenger", "messages"),
    key=("hour", "chat", "messenger"),
    value="messages",
    add=True,
)


async def add(connection: AsyncConnection, sums: dict[tuple[int, int, str], int]) -> None:
    """Add (chat, hour, messenger) -> messages; hours as in tallies."""
    await ADD(connection, [(*place, messages) for place, messages in sums.items()])


async def links(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> list[ForeignLinks]:
    """Sum up a unit's messages with such links in the hours of [starts_at, ends_at) UTC seconds.

    One record a chat and messenger; a message with links to two messengers is in both.
    """
    return (await of_units(connection, [unit], starts_at, ends_at))[unit]


@built_once
def _summed_up(units: list[str], first_hour: int, end_hour: int) -> Select[Any]:
    held = held_by(units)
    unit, chat = held.c.unit, held.c.chat
    return (
        select(unit, chat, _table.c.messenger, func.sum(_table.c.messages))
        .join(held, held.c.place == _table.c.chat)
        .where(_table.c.hour >= first_hour, _table.c.hour < end_hour)
        .group_by(unit, chat, _table.c.messenger)
        .order_by(chat, _table.c.messenger)
    )


async def of_units(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> dict[str, list[ForeignLinks]]:
    """Sum up the messages with such links in the chats of units, as ``links`` does."""
    rows = await connection.execute(
        *_summed_up(list(units), starts_at // 3600, -(-ends_at // 3600))
    )
    return by_unit(
        units,
        (
            (unit, ForeignLinks(chat=chat, messenger=messenger, messages=int(messages)))
            for unit, chat, messenger, messages in rows
        ),
    )
