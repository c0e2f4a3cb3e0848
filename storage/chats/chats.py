"""Chats: who invited the bot, whose they are, what they are for, what the bot sees in them."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, Row, Select, Update, func, or_, select, update

from storage import tables
from storage.chats import guesses, proofs
from storage.db.dialects import insert, insert_of
from storage.db.grouping import by_unit
from storage.db.statements import built_once
from storage.db.times import moment, moment_or_none, seconds
from storage.engine import AsyncConnection
from storage.observations import DialogChange, Renamed
from storage.places import directory, holdings
from storage.places.presence import ENDLESS
from storage.records import Access, Chat, ChatKind, Dialog
from storage.seen import ledger_store

_table = tables.chats


GUESS = timedelta(hours=1)
"""So long after joining a chat, giving it to another unit corrects a wrong guess."""


async def prove_access(connection: AsyncConnection, chat: int, now: datetime) -> None:
    """Keep that from now on the bot sees everything in a chat."""
    known = (await ledger_store.ranges(connection, [chat])).get(chat)
    following = known[-1][1] + 1 if known else 1
    await proofs.prove(connection, {chat: [(following, seconds(now))]})


async def note_titles(
    connection: AsyncConnection, renamed: Iterable[Renamed], fresh: Container[tuple[int, int]]
) -> None:
    """Keep new titles of chats that belong to somebody, if they are told for the first time."""
    for each in renamed:
        if (each.chat, each.number) in fresh:
            await connection.execute(*_rename(each.chat, each.title))


@built_once
def _rename(chat: int, title: str) -> Update:
    listed = select(tables.units.c.id).where(tables.units.c.listed)
    mine = update(_table).where(_table.c.id == chat, _table.c.unit.in_(listed))
    return mine.values(title=title)


async def note_dialogs(connection: AsyncConnection, changes: Iterable[DialogChange]) -> None:
    """Keep whether accounts let the bot write to them; of each the last word counts."""
    last = {change.account: change for change in changes}
    rows = [
        {
            "account": each.account,
            "dialog": Dialog.OPEN if each.allowed else Dialog.CLOSED,
            "changed_at": each.at,
        }
        for each in last.values()
    ]
    if rows:
        await connection.execute(_keep_dialog(connection.dialect.name), rows)


async def set_dialogs(connection: AsyncConnection, dialogs: Mapping[int, Dialog], at: int) -> None:
    """Keep whether accounts let the bot write to them; ``at`` in UTC seconds."""
    rows = [
        {"account": account, "dialog": dialog, "changed_at": at}
        for account, dialog in dialogs.items()
    ]
    if rows:
        await connection.execute(_keep_dialog(connection.dialect.name), rows)


@cache
def _keep_dialog(dialect: str) -> Executable:
    statement = insert_of(dialect, tables.accounts)
    new = {name: statement.excluded[name] for name in ("dialog", "changed_at")}
    made: Executable = statement.on_conflict_do_update(index_elements=["account"], set_=new)
    return made


async def dialogs(connection: AsyncConnection, accounts: Iterable[int]) -> dict[int, Dialog]:
    """Tell for each account whether the bot may write to it (absent: not known)."""
    rows = await connection.execute(*_dialogs(list(accounts)))
    return {account: Dialog(dialog) for account, dialog in rows}


@built_once
def _dialogs(accounts: list[int]) -> Select[Any]:
    known = tables.accounts.c
    return select(known.account, known.dialog).where(known.account.in_(accounts))


async def of_unit(connection: AsyncConnection, unit: str) -> list[Chat]:
    """List a unit's chats, those the bot has left included."""
    return (await of_units(connection, [unit]))[unit]


async def of_units(connection: AsyncConnection, units: Collection[str]) -> dict[str, list[Chat]]:
    """List the chats of units, those the bot has left included."""
    rows = await connection.execute(*_of_units(list(units)))
    return by_unit(units, ((row.unit, _chat(row)) for row in rows.all()))


@built_once
def _of_units(units: list[str]) -> Select[Any]:
    return select(_table).where(_table.c.unit.in_(units)).order_by(_table.c.id)


async def everywhere(connection: AsyncConnection) -> list[Chat]:
    """List the chats the bot is in, without those of units that the config does not list."""
    return [_chat(row) for row in await connection.execute(_EVERYWHERE)]


_EVERYWHERE = (
    select(_table)
    .outerjoin(tables.units, tables.units.c.id == _table.c.unit)
    .where(_table.c.present, or_(_table.c.unit.is_(None), tables.units.c.listed))
    .order_by(_table.c.id)
)


async def held_by_units(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> dict[str, list[Chat]]:
    """List the chats of units as ``of_units`` does, and those they had in [starts_at, ends_at).

    A chat that another unit got meanwhile is told as it was, and as one that the bot has left.
    """
    found = await of_units(connection, units)
    had: dict[tuple[str, int], list[holdings.Former]] = {}
    for each in await holdings.former(connection, units, starts_at, ends_at):
        had.setdefault((each.unit, each.chat), []).append(each)
    for (unit, number), times in had.items():
        now = next((chat for chat in found[unit] if chat.id == number), None)
        found[unit] = [chat for chat in found[unit] if chat is not now]
        found[unit].append(_put_together(now, times))
    return found


def _put_together(now: Chat | None, times: list[holdings.Former]) -> Chat:
    """Make one chat of the times in which it was a unit's; between them it was another's."""
    last = times[-1]
    chat = now or Chat(
        id=last.chat,
        unit=last.unit,
        title=last.title,
        kind=None if last.kind is None else ChatKind(last.kind),
        class_name=last.class_name,
        access=Access.ALL,
        present=False,
        left_at=moment(last.until),
        moved=True,
    )
    begun = [moment(each.since) for each in times]
    if now is not None and now.joined_at is not None:
        begun.append(now.joined_at)
    ended = [moment(each.until) for each in times]
    return replace(chat, joined_at=begun[0], lent=tuple(zip(ended, begun[1:], strict=False)))


async def since(
    connection: AsyncConnection, units: Collection[str] | None = None
) -> dict[str, datetime]:
    """Tell for each unit (of these) since when the bot has been in a chat of it."""
    asked = _SINCE if units is None else _SINCE.where(_table.c.unit.in_(units))
    rows = await connection.execute(asked)
    found = {unit: int(joined_at) for unit, joined_at in rows}
    for each in await holdings.former(connection, units, 0, ENDLESS):
        found[each.unit] = min(found.get(each.unit, each.since), each.since)
    return {unit: moment(joined_at) for unit, joined_at in found.items()}


_SINCE = (
    select(_table.c.unit, func.min(_table.c.joined_at))
    .where(_table.c.unit.is_not(None), _table.c.joined_at.is_not(None))
    .group_by(_table.c.unit)
)


async def get(connection: AsyncConnection, chat: int) -> Chat | None:
    """Read one chat."""
    row = (await connection.execute(*_one(chat))).first()
    return None if row is None else _chat(row)


@built_once
def _one(chat: int) -> Select[Any]:
    return select(_table).where(_table.c.id == chat)


async def describe(connection: AsyncConnection, chat: int, values: Mapping[str, object]) -> None:
    """Change what is known of a chat: title, kind, class_name, owner, access, admin, present."""
    await connection.execute(update(_table).where(_table.c.id == chat).values(**values))
    if "access" in values:
        await directory.changed(connection)


async def give(connection: AsyncConnection, chat: int, unit: str, now: datetime) -> bool:
    """Give a chat to a unit; what was seen in it stays with the unit that had it.

    Within ``GUESS`` after joining it corrects a wrong guess: everything goes along. True: it did.
    """
    before = await get(connection, chat)
    if before is not None and before.unit not in (None, unit):
        corrects = not before.moved and _is_fresh(before, now)
        if corrects:
            await guesses.correct(connection, chat, str(before.unit), unit)
        else:
            await holdings.move(connection, chat, unit, seconds(now) + 1)
        await describe(
            connection, chat, {"strangers": None}
        )  # who is unknown to the new one is not
        await directory.changed(connection)
        return corrects
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
    return False


def _is_fresh(chat: Chat, now: datetime) -> bool:
    return chat.joined_at is not None and now - chat.joined_at <= GUESS


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
        strangers=row.strangers,
        came_at=moment_or_none(row.came_at),
        moved=row.moved,
    )
