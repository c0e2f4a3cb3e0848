"""Reading the bot's comings and goings."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, Select, select

from storage import tables
from storage.db.statements import built_once
from storage.engine import AsyncConnection
from storage.places import presence
from storage.places.presence import Coming

_table = tables.visits


async def of_chats(
    connection: AsyncConnection, chats: Collection[int] | None = None
) -> dict[int, list[Coming]]:
    """Read the comings of chats (None: of all), in order."""
    asked = (select(_table),) if chats is None else _of_chats(list(chats))
    found: dict[int, list[Coming]] = {}
    for row in (await connection.execute(*asked)).all():
        found.setdefault(row.chat, []).append(_coming(row))
    return {chat: presence.ordered(comings) for chat, comings in found.items()}


@built_once
def _of_chats(chats: list[int]) -> Select[Any]:
    return select(_table).where(_table.c.chat.in_(chats))


def _coming(row: Row[Any]) -> Coming:
    return Coming(
        number=row.number,
        at=row.at,
        present=row.present,
        unit=row.unit,
        proved=row.proved,
        proved_at=row.proved_at,
        inferred=row.inferred,
    )
