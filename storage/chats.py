"""Chats: who invited the bot, whose they are, what they are for, what the bot sees in them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import activity, directory, interruptions, tables
from storage.dialects import insert
from storage.directory import Directory
from storage.grouping import by_unit
from storage.observations import DialogChange, Renamed, Visit
from storage.records import Access, Cause, Chat, ChatKind, Dialog
from storage.times import moment, moment_or_none, seconds

_table = tables.chats


async def note_visits(
    connection: AsyncConnection, visits: Iterable[Visit], known: Directory
) -> None:
    """Write down that the bot was invited or removed.

    An administrator's invitation gives the chat to (the first of) his units at once, so that no
    message behind it in the same poll is lost; a stranger's leaves it without a unit.
    """
    for visit in visits:
        units = known.administered.get(visit.by, ()) if visit.present else ()
        mine = known.unit_of_chat.get(visit.chat) or (units[0] if units else None)
        values: dict[str, Any] = {"present": visit.present}
        if visit.present:
            values |= {"joined_at": visit.at, "left_at": None, "access": Access.UNKNOWN}
            await interruptions.end(connection, visit.chat, Cause.ABSENT, visit.at)
        else:
            values |= {"left_at": visit.at, "admin": False}
            await interruptions.begin(connection, visit.chat, Cause.ABSENT, visit.at)
        if mine is not None:
            values["unit"] = mine
            await _moved(connection, visit.chat, mine)
        if mine in units:  # of a stranger's chat not even the stranger is remembered
            values["invited_by"] = visit.by
        fresh = {"title": "", "class_name": "", "access": Access.UNKNOWN, "admin": False}
        renewed = dict(values)
        if visit.present:  # since when the bot has been there at all
            renewed["joined_at"] = func.coalesce(_table.c.joined_at, visit.at)
        await connection.execute(
            insert(connection, _table)
            .values(id=visit.chat, **(fresh | values))
            .on_conflict_do_update(index_elements=["id"], set_=renewed)
        )
        await directory.changed(connection)


async def _moved(connection: AsyncConnection, chat: int, unit: str) -> None:
    """Let a unit's staff keep what they wrote while the chat was of a unit taken out since."""
    before = await connection.scalar(select(_table.c.unit).where(_table.c.id == chat))
    if before not in (None, unit):
        await activity.rename_authors(connection, chat, str(before), unit)


async def prove_access(connection: AsyncConnection, shown: Mapping[int, int]) -> None:
    """Keep that chats showed a message (at UTC seconds) only full access shows."""
    for chat, at in shown.items():
        await connection.execute(
            update(_table).where(_table.c.id == chat).values(access=Access.ALL)
        )
        await interruptions.end(connection, chat, Cause.BLIND, at)
    await directory.changed(connection)


async def note_titles(connection: AsyncConnection, renamed: Iterable[Renamed]) -> None:
    """Keep new titles of chats that belong to somebody."""
    listed = select(tables.units.c.id).where(tables.units.c.listed)
    for each in renamed:
        await connection.execute(
            update(_table)
            .where(_table.c.id == each.chat, _table.c.unit.in_(listed))
            .values(title=each.title)
        )


async def note_dialogs(connection: AsyncConnection, changes: Iterable[DialogChange]) -> None:
    """Keep whether accounts let the bot write to them."""
    for change in changes:
        dialog = Dialog.OPEN if change.allowed else Dialog.CLOSED
        await set_dialog(connection, change.account, dialog, change.at)


async def set_dialog(connection: AsyncConnection, account: int, dialog: Dialog, at: int) -> None:
    """Keep whether an account lets the bot write to it; ``at`` in UTC seconds."""
    values = {"dialog": dialog, "changed_at": at}
    await connection.execute(
        insert(connection, tables.accounts)
        .values(account=account, **values)
        .on_conflict_do_update(index_elements=["account"], set_=values)
    )


async def dialogs(connection: AsyncConnection, accounts: Iterable[int]) -> dict[int, Dialog]:
    """Tell for each account whether the bot may write to it (absent: not known)."""
    rows = await connection.execute(
        select(tables.accounts.c.account, tables.accounts.c.dialog).where(
            tables.accounts.c.account.in_(list(accounts))
        )
    )
    return {account: Dialog(dialog) for account, dialog in rows}


async def of_unit(connection: AsyncConnection, unit: str) -> list[Chat]:
    """List a unit's chats, those the bot has left included."""
    return (await of_units(connection, [unit]))[unit]


async def of_units(connection: AsyncConnection, units: Collection[str]) -> dict[str, list[Chat]]:
    """List the chats of units, those the bot has left included."""
    rows = await connection.execute(
        select(_table).where(_table.c.unit.in_(units)).order_by(_table.c.id)
    )
    return by_unit(units, ((row.unit, _chat(row)) for row in rows.all()))


async def everywhere(connection: AsyncConnection) -> list[Chat]:
    """List the chats the bot is in, without those of units that the config does not list."""
    rows = await connection.execute(
        select(_table)
        .outerjoin(tables.units, tables.units.c.id == _table.c.unit)
        .where(_table.c.present, or_(_table.c.unit.is_(None), tables.units.c.listed))
        .order_by(_table.c.id)
    )
    return [_chat(row) for row in rows]


async def since(
    connection: AsyncConnection, units: Collection[str] | None = None
) -> dict[str, datetime]:
    """Tell for each unit (of these) since when the bot has been in a chat of it."""
    wanted = _table.c.unit.is_not(None) if units is None else _table.c.unit.in_(units)
    rows = await connection.execute(
        select(_table.c.unit, func.min(_table.c.joined_at))
        .where(wanted, _table.c.joined_at.is_not(None))
        .group_by(_table.c.unit)
    )
    return {unit: moment(joined_at) for unit, joined_at in rows}


async def get(connection: AsyncConnection, chat: int) -> Chat | None:
    """Read one chat."""
    row = (await connection.execute(select(_table).where(_table.c.id == chat))).first()
    return None if row is None else _chat(row)


async def describe(connection: AsyncConnection, chat: int, values: Mapping[str, object]) -> None:
    """Change what is known of a chat: title, kind, class_name, owner, access, admin, present."""
    await connection.execute(update(_table).where(_table.c.id == chat).values(**values))
    if "access" in values:
        await directory.changed(connection)


async def give(connection: AsyncConnection, chat: int, unit: str, now: datetime) -> None:
    """Give a chat to a unit; what its staff wrote under pseudonyms becomes theirs."""
    before = await get(connection, chat)
    statement = insert(connection, _table).values(
        id=chat,
        unit=unit,
        title="",
        class_name="",
        access=Access.UNKNOWN,
        admin=False,
        present=True,
        joined_at=seconds(now),
    )
    await connection.execute(
        statement.on_conflict_do_update(index_elements=["id"], set_={"unit": unit, "present": True})
    )
    await directory.changed(connection)
    if before is not None and before.unit not in (None, unit):
        await activity.rename_authors(connection, chat, str(before.unit), unit)


def _chat(row: Row[Any]) -> Chat:
    return Chat(
        id=row.id,
        unit=row.unit,
        title=row.title,
        kind=None if row.kind is None else ChatKind(row.kind),
        class_name=row.class_name,
        owner=row.owner,
        access=Access(row.access),
        admin=row.admin,
        present=row.present,
        joined_at=moment_or_none(row.joined_at),
        left_at=moment_or_none(row.left_at),
        invited_by=row.invited_by,
        people=row.people,
    )
