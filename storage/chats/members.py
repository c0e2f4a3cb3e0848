"""Who of the roster is in which chat; of everybody else only how many they are.

*Strangers* are the members of a unit's staff chats who are neither bound to anybody on its roster
nor hold an office: they may be colleagues nobody has bound yet. Somebody in two of the chats is
counted in one of them, so that the chats' numbers add up.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, Select, Update, delete, or_, select, union, update

from storage import tables
from storage.db.grouping import by_unit
from storage.db.statements import built_once
from storage.engine import AsyncConnection
from storage.records import ChatKind

_table = tables.chat_members
_chats = tables.chats


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChat:
    """A staff chat that tells its members; ``people``: as many as it told last."""

    chat: int
    unit: str
    people: int | None


async def keep(
    connection: AsyncConnection,
    chat: int,
    accounts: Collection[int],
    people: int,
    strangers: int | None = None,
) -> None:
    """Keep which accounts of the roster are in a chat, and how many people there are in all.

    ``strangers``: of a staff chat, how many of them no other chat of the unit counts.
    """
    rows = await connection.scalars(*_present(chat))
    present, wanted = set(rows), set(accounts)
    if gone := present - wanted:
        await connection.execute(
            delete(_table).where(_table.c.chat == chat, _table.c.account.in_(sorted(gone)))
        )
    if come := wanted - present:
        await connection.execute(
            _table.insert(), [{"chat": chat, "account": account} for account in sorted(come)]
        )
    await connection.execute(*_note_people(chat, people, strangers))


@built_once
def _present(chat: int) -> Select[Any]:
    return select(_table.c.account).where(_table.c.chat == chat)


@built_once
def _note_people(chat: int, people: int, strangers: int | None) -> Update:
    changed = or_(
        _chats.c.people.is_distinct_from(people), _chats.c.strangers.is_distinct_from(strangers)
    )
    return (
        update(_chats)
        .where(_chats.c.id == chat, changed)
        .values(people=people, strangers=strangers)
    )


async def staff_chats(connection: AsyncConnection, units: Iterable[str]) -> list[StaffChat]:
    """List the staff chats of units in which the bot is an administrator now."""
    rows = await connection.execute(*_staff_chats(sorted(units)))
    return [StaffChat(chat=row.id, unit=row.unit, people=row.people) for row in rows]


@built_once
def _staff_chats(units: list[str]) -> Select[Any]:
    c = _chats.c
    told = (c.kind == ChatKind.STAFF, c.present, c.admin)
    return select(c.id, c.unit, c.people).where(c.unit.in_(units), *told).order_by(c.id)


async def of_unit(connection: AsyncConnection, unit: str) -> dict[int, frozenset[int]]:
    """Tell for a unit's chats which accounts of its roster are in them.

    A chat of which the members were never told is left out.
    """
    return (await of_units(connection, [unit]))[unit]


async def of_units(
    connection: AsyncConnection, units: Collection[str]
) -> dict[str, dict[int, frozenset[int]]]:
    """Tell for the chats of units which accounts of their rosters are in them."""
    rows = await connection.execute(*_there(list(units)))
    there: dict[str, dict[int, set[int | None]]] = {unit: {} for unit in units}
    for unit, chat, account in rows.all():
        there[unit].setdefault(chat, set()).add(account)
    known = await rosters(connection, [unit for unit in units if there[unit]])
    return {
        unit: {chat: known[unit].intersection(accounts) for chat, accounts in of_chats.items()}
        for unit, of_chats in there.items()
    }


@built_once
def _there(units: list[str]) -> Select[Any]:
    return (
        select(_chats.c.unit, _chats.c.id, _table.c.account)
        .outerjoin(_table, _table.c.chat == _chats.c.id)
        .where(_chats.c.unit.in_(units), _chats.c.people.is_not(None))
    )


async def rosters(connection: AsyncConnection, units: Collection[str]) -> dict[str, frozenset[int]]:
    """Give the accounts whose membership is kept in the chats of each unit.

    They are its staff, and who answers for it or for the unit above.
    """
    rows = await connection.execute(*_on_rosters(list(units))) if units else ()
    found = by_unit(units, ((unit, account) for unit, account in rows))
    return {unit: frozenset(accounts) for unit, accounts in found.items()}


@built_once
def _on_rosters(units: list[str]) -> Executable:
    bindings, offices, listed = tables.bindings.c, tables.offices.c, tables.units.c
    staff = select(bindings.unit, bindings.account).where(bindings.unit.in_(units))
    holders = (
        select(listed.id, offices.account)
        .where(listed.id.in_(units))
        .join(tables.offices, or_(offices.unit == listed.id, offices.unit == listed.parent))
    )
    return union(staff, holders)
