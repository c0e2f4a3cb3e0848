"""When each chat was last written in."""

from datetime import datetime

from sqlalchemy import func, select

from storage import tables
from storage.db.times import moment
from storage.engine import AsyncConnection
from storage.places import holdings
from storage.places.holdings import places_of

_table = tables.tallies


async def of_unit(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> dict[int, datetime]:
    """Tell for a unit's chats when their last hour with a message ended.

    Only hours of [starts_at, ends_at) UTC seconds are looked at; a chat silent then is left out.
    They are named one by one, so that the key (hour, chat, …) finds each chat's rows at once.
    """
    hours = range(starts_at // 3600, -(-ends_at // 3600))
    rows = await connection.execute(
        select(_table.c.chat, func.max(_table.c.hour))
        .where(_table.c.hour.in_(hours), _table.c.chat.in_(places_of([unit])))
        .group_by(_table.c.chat)
    )
    _, chat_of = await holdings.rows(connection, [unit])
    last: dict[int, datetime] = {}
    for place, hour in rows.all():
        chat, ended = chat_of.get(place, place), moment((hour + 1) * 3600)
        last[chat] = max(last.get(chat, ended), ended)
    return last
