"""Owners of chats: kept only while they are on the roster of the chat's unit.

Of any other owner it is only known that he is nobody of the staff (``UNNAMED``); what the messenger
says is asked again every few minutes, so that whoever is bound later owns his chats from then on.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, exists, select, update

from storage import tables
from storage.db.statements import built_once
from storage.engine import AsyncConnection
from storage.records import UNNAMED

_chats, _bindings = tables.chats.c, tables.bindings.c


async def on_rosters(
    connection: AsyncConnection, accounts: Collection[int]
) -> frozenset[tuple[str, int]]:
    """Tell of which units' staff accounts are: (unit, account)."""
    rows = await connection.execute(*_theirs(list(accounts))) if accounts else ()
    return frozenset((row.unit, row.account) for row in rows)


@built_once
def _theirs(accounts: list[int]) -> Select[Any]:
    return select(_bindings.unit, _bindings.account).where(_bindings.account.in_(accounts))


async def forget_strangers(connection: AsyncConnection) -> None:
    """Forget owners who are on the roster of their chat's unit no more."""
    mine = exists().where(_bindings.unit == _chats.unit, _bindings.account == _chats.owner)
    await connection.execute(
        update(tables.chats).where(_chats.owner > UNNAMED, ~mine).values(owner=UNNAMED)
    )
