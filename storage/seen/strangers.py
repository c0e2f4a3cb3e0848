"""In which chats somebody who is on no roster wrote lately, while the keys of the weeks live."""

from sqlalchemy import func, select

from storage import tables
from storage.engine import AsyncConnection
from storage.seen.pseudonyms import pseudonym

_keys = tables.weekly_keys.c
_tallies = tables.tallies.c

AT_ONCE = 1_000  # values in one statement


async def chats_of(connection: AsyncConnection, account: int) -> set[int]:
    """Give the chats in which an account wrote under a pseudonym of a week that is still open."""
    alive = _keys.key.is_not(None)
    since = await connection.scalar(select(func.min(_keys.starts_at)).where(alive))
    if since is None:
        return set()
    names = [
        pseudonym(key, account) for key in await connection.scalars(select(_keys.key).where(alive))
    ]
    found: set[int] = set()
    for start in range(0, len(names), AT_ONCE):
        rows = await connection.scalars(
            select(_tallies.chat)
            .where(
                _tallies.hour >= since // 3600,
                _tallies.author.in_(names[start : start + AT_ONCE]),
            )
            .distinct()
        )
        found |= set(rows)
    return found
