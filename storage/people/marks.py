"""Marks: standing for an account without naming it, by a key that this database alone has.

A mark is negative, so that it is never taken for an account.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select

from storage import tables
from storage.db.dialects import insert
from storage.db.statements import built_once
from storage.db.times import seconds
from storage.engine import AsyncConnection
from storage.seen.pseudonyms import pseudonym

_erased = tables.erased

AT_ONCE = 1_000  # values in one statement


KEY = "marks"
"""The key of marks among the program's own; made in the migration."""


_KEY = select(tables.secrets.c.value).where(tables.secrets.c.name == KEY)


async def key_of(connection: AsyncConnection) -> bytes:
    """Read the key of marks."""
    return bytes((await connection.execute(_KEY)).scalar_one())


async def mark(connection: AsyncConnection, account: int) -> int:
    """Mark an account."""
    return pseudonym(await key_of(connection), account)


async def keep_erased(connection: AsyncConnection, account: int, now: datetime) -> int:
    """Remember that an account's owner had his data erased; give the mark."""
    stands = await mark(connection, account)
    values = {"erased_at": seconds(now)}
    await connection.execute(
        insert(connection, _erased)
        .values(mark=stands, **values)
        .on_conflict_do_update(index_elements=["mark"], set_=values)
    )
    return stands


async def erased_among(connection: AsyncConnection, accounts: Iterable[int]) -> set[int]:
    """Tell whose owners had their data erased and did not come back by themselves since."""
    key = await key_of(connection)
    marks = {pseudonym(key, account): account for account in accounts}
    wanted = list(marks)
    found: set[int] = set()
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        found |= {marks[each] for each in await connection.scalars(*_among(some))}
    return found


@built_once
def _among(marks: list[int]) -> Select[Any]:
    return select(_erased.c.mark).where(_erased.c.mark.in_(marks))


async def came_back(connection: AsyncConnection, accounts: Iterable[int]) -> None:
    """Forget that data was erased: the owners themselves asked to be bound again."""
    key = await key_of(connection)
    marks = [pseudonym(key, account) for account in accounts]
    await connection.execute(delete(_erased).where(_erased.c.mark.in_(marks)))
