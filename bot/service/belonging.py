"""Whose a database is: one community's, whose service was the first to work with it.

Chats have numbers of their own in each community, so what two of them say of a chat is of two.
"""

from datetime import datetime

from bot.errors import Refused
from bot.service import applying_words as words
from storage.db.database import Connection, Database
from storage.told import conditions, processes


class OtherCommunity(Refused):
    """The database is another community's, and nothing of it was changed."""


async def belong(database: Database, community: int, now: datetime) -> None:
    """Let a database be a community's unless it is another's. Raises ``OtherCommunity``."""
    async with database.reading() as connection:
        if await owner(connection, community) == community:
            return
    async with database.writing() as connection:
        if (theirs := await owner(connection, community)) not in (None, community):
            raise OtherCommunity(words.other_community(theirs, community))
        await conditions.set(connection, conditions.COMMUNITY, str(community), now)


async def owner(connection: Connection, ours: int) -> int | None:
    """Tell whose a database is; None: nobody's yet.

    Where that was not kept yet, the processes of others tell it.
    """
    kept = await conditions.get(connection, conditions.COMMUNITY)
    if kept is not None:
        return int(kept.value)
    ran = {each.community for each in await processes.all(connection)}
    return max(ran - {ours}, default=None)
