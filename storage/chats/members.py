"""Who of the roster is in which chat; of everybody else only how many they are."""

from collections.abc import Collection

from sqlalchemy import delete, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.db.grouping import by_unit

_table = tables.chat_members
_chats = tables.chats


async def keep(
    connection: AsyncConnection, chat: int, accounts: Collection[int], people: int
) -> None:
    """Keep which accounts of the roster are in a chat, and how many people there are in all."""
    rows = await connection.scalars(select(_table.c.account).where(_table.c.chat == chat))
    present, wanted = set(rows), set(accounts)
    if gone := present - wanted:
        await connection.execute(
            delete(_table).where(_table.c.chat == chat, _table.c.account.in_(sorted(gone)))
        )
    if come := wanted - present:
        await connection.execute(
            _table.insert(), [{"chat": chat, "account": account} for account in sorted(come)]
        )
    await connection.execute(
        update(_chats)
        .where(_chats.c.id == chat, _chats.c.people.is_distinct_from(people))
        .values(people=people)
    )


async def of_unit(connection: AsyncConnection, unit: str) -> dict[int, frozenset[int]]:
    """Tell for a unit's chats which accounts of its roster are in them.

    A chat of which the members were never told is left out.
    """
    return (await of_units(connection, [unit]))[unit]


async def of_units(
    connection: AsyncConnection, units: Collection[str]
) -> dict[str, dict[int, frozenset[int]]]:
    """Tell for the chats of units which accounts of their rosters are in them."""
    rows = await connection.execute(
        select(_chats.c.unit, _chats.c.id, _table.c.account)
        .outerjoin(_table, _table.c.chat == _chats.c.id)
        .where(_chats.c.unit.in_(units), _chats.c.people.is_not(None))
    )
    there: dict[str, dict[int, set[int | None]]] = {unit: {} for unit in units}
    for unit, chat, account in rows.all():
        there[unit].setdefault(chat, set()).add(account)
    known = await rosters(connection, [unit for unit in units if there[unit]])
    return {
        unit: {chat: known[unit].intersection(accounts) for chat, accounts in of_chats.items()}
        for unit, of_chats in there.items()
    }


async def rosters(connection: AsyncConnection, units: Collection[str]) -> dict[str, frozenset[int]]:
    """Give the accounts whose membership is kept in the chats of each unit.

    They are its staff, and who answers for it or for the unit above.
    """
    bindings, offices, listed = tables.bindings.c, tables.offices.c, tables.units.c
    staff = select(bindings.unit, bindings.account).where(bindings.unit.in_(units))
    holders = (
        select(listed.id, offices.account)
        .where(listed.id.in_(units))
        .join(tables.offices, or_(offices.unit == listed.id, offices.unit == listed.parent))
    )
    rows = await connection.execute(union(staff, holders)) if units else ()
    found = by_unit(units, ((unit, account) for unit, account in rows))
    return {unit: frozenset(accounts) for unit, accounts in found.items()}
