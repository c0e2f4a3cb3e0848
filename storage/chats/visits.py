"""The bot's comings and goings, kept one by one, and what follows from them for a chat.

What a chat's row, its absences and its sight say is worked out anew from all that is known, so
it does not matter in which order, in how many polls or how often it was told.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, and_, delete, func, select, update

from storage import tables
from storage.chats import proofs
from storage.db.dialects import insert
from storage.db.statements import built_once
from storage.engine import AsyncConnection
from storage.observations import ChatVisit
from storage.places import comings as comings_store
from storage.places import directory, holdings, interruptions, presence
from storage.places.presence import Coming
from storage.records import Access, Cause

_table = tables.visits
_chats = tables.chats

Administered = Mapping[int, tuple[str, ...]]
"""The units that accounts administer."""


async def note(
    connection: AsyncConnection, visits: Iterable[ChatVisit], administered: Administered
) -> None:
    """Write down invitations and removals; one that is known already changes nothing.

    An administrator's invitation gives a chat that is nobody's to (the first of) his units, from
    that message on. A stranger's leaves it without a unit, and of him nothing is kept.
    """
    fresh: dict[int, list[ChatVisit]] = {}
    for visit in visits:
        units = administered.get(visit.by, ()) if visit.present else ()
        coming = Coming(
            number=visit.number or presence.number_of(visit.at, present=visit.present),
            at=visit.at,
            present=visit.present,
            unit=units[0] if units else None,
        )
        if await _add(connection, visit.chat, coming):
            fresh.setdefault(visit.chat, []).append(visit)
    known = await comings_store.of_chats(connection, fresh.keys())
    for chat, mine in fresh.items():
        row = await _take_over(connection, chat, known[chat][-1])
        unit, comings = await _settle(connection, chat, known[chat], row)
        await _note_inviters(connection, chat, mine, administered, unit, comings)
    if fresh:
        await directory.changed(connection)


async def _take_over(connection: AsyncConnection, chat: int, last: Coming) -> Row[Any] | None:
    """Give a chat of a unit taken out of the config to who invited the bot since.

    What was seen before stays with the unit taken out, for the day it is put back. Gives the
    chat's row; None: it has none yet.
    """
    row = await _row(connection, chat)
    if last.unit is None or row is None or row.listed is not False:
        return row
    await holdings.move(connection, chat, last.unit, last.at)
    return await _row(connection, chat)


async def _row(connection: AsyncConnection, chat: int) -> Row[Any] | None:
    """Read a chat, and whether its unit is listed (None: it is nobody's)."""
    return (await connection.execute(*_one(chat))).first()


@built_once
def _one(chat: int) -> Select[Any]:
    listed = tables.units.c.listed
    return (
        select(_chats, listed)
        .outerjoin(tables.units, tables.units.c.id == _chats.c.unit)
        .where(_chats.c.id == chat)
    )


async def add(connection: AsyncConnection, chat: int, coming: Coming) -> None:
    """Write down one coming and all that follows from it."""
    if await _add(connection, chat, coming):
        comings = (await comings_store.of_chats(connection, [chat]))[chat]
        await _settle(connection, chat, comings, await _row(connection, chat))
        await directory.changed(connection)


async def _add(connection: AsyncConnection, chat: int, coming: Coming) -> bool:
    """Keep a coming. False: it was known."""
    await _tell_beginning(connection, chat)
    done = await connection.execute(
        insert(connection, _table)
        .values(
            chat=chat,
            number=coming.number,
            at=coming.at,
            present=coming.present,
            unit=coming.unit,
            inferred=coming.inferred,
        )
        .on_conflict_do_nothing(index_elements=["chat", "number"])
    )
    return bool(done.rowcount)


async def _tell_beginning(connection: AsyncConnection, chat: int) -> None:
    """Before the first coming of a chat that is a unit's already, write down since when it is."""
    told = select(_table.c.chat).where(_table.c.chat == chat).exists()
    row = (
        await connection.execute(
            select(_chats).where(
                _chats.c.id == chat,
                _chats.c.unit.is_not(None),
                _chats.c.joined_at.is_not(None),
                ~told,
            )
        )
    ).first()
    if row is not None:
        sees = row.access == Access.ALL
        await connection.execute(
            _table.insert().values(
                chat=chat,
                number=presence.number_of(row.joined_at, present=True),
                at=row.joined_at,
                present=True,
                unit=row.unit,
                proved=0 if sees else None,
                proved_at=row.joined_at if sees else None,
            )
        )


async def _settle(
    connection: AsyncConnection, chat: int, known: list[Coming], row: Row[Any] | None
) -> tuple[str | None, list[Coming]]:
    """Work out a chat's row, its absences and its sight; give whose it is, and its comings."""
    comings = await _without_inferred(connection, chat, known)
    unit = row.unit if row else None
    if unit is None:
        unit = next((each.unit for each in comings if each.present and each.unit), None)
    begun = presence.beginning(comings, await _first_owner(connection, row, unit))
    blind: interruptions.Times = ()
    if unit is not None:
        blind = await proofs.blindness(connection, chat, comings)
        away = {
            (each.since.at, each.to.at if each.to else None)
            for each in presence.absences(comings, begun)
        }
        times = {Cause.ABSENT: away, Cause.BLIND: blind}
        await interruptions.replace(connection, chat, times)
    sight = _access(comings, row, blind=any(until is None for _, until in blind))
    await _save(connection, chat, unit, comings, begun, row, sight)
    return unit, comings


async def _without_inferred(
    connection: AsyncConnection, chat: int, known: list[Coming]
) -> list[Coming]:
    """Give a chat's comings; an inferred return behind a known one is dropped."""
    needless = [each for before, each in pairwise(known) if each.inferred and before.present]
    for each in needless:
        await connection.execute(
            delete(_table).where(_table.c.chat == chat, _table.c.number == each.number)
        )
        if each.proved is not None:
            await proofs.prove(connection, {chat: [(each.proved, each.proved_at or each.at)]})
    return (await comings_store.of_chats(connection, [chat])).get(chat, []) if needless else known


async def _first_owner(
    connection: AsyncConnection, row: Row[Any] | None, unit: str | None
) -> str | None:
    if row is None or not row.moved:  # it has had one owner only
        return unit
    table = tables.holdings.c
    first = await connection.scalar(
        select(table.unit).where(table.chat == row.id).order_by(table.since, table.place).limit(1)
    )
    return first or unit


async def _save(
    connection: AsyncConnection,
    chat: int,
    unit: str | None,
    comings: list[Coming],
    begun: Coming | None,
    row: Row[Any] | None,
    sight: Access,
) -> None:
    last = comings[-1]
    runs = presence.absences(comings)
    ended = [run.to for run in runs if run.to]
    first = next((each for each in comings if each.present), None)
    came = ended[-1] if ended else (begun or first)
    values: dict[str, Any] = {
        "present": last.present,
        "unit": unit,
        "came_at": came.at if came else None,
    }
    if last.present:
        values |= {"left_at": None, "access": sight}
    else:
        values |= {"left_at": runs[-1].since.at, "admin": False}
    fresh = {"title": "", "class_name": "", "access": Access.UNKNOWN, "admin": False}
    renewed = dict(values)
    joined = begun or first
    if joined is not None:
        fresh["joined_at"] = joined.at
        if row is None or not row.moved:  # else: since when it is its owner's
            known = _chats.c.joined_at
            renewed["joined_at"] = joined.at if begun else func.coalesce(known, joined.at)
    await connection.execute(
        insert(connection, _chats)
        .values(id=chat, **(fresh | values))
        .on_conflict_do_update(index_elements=["id"], set_=renewed)
    )


def _access(comings: list[Coming], row: Row[Any] | None, *, blind: bool) -> Access:
    """What is known of the sight since the last invitation."""
    stays = presence.stays(comings)
    if stays and stays[-1].came.proved is not None:
        return Access.ALL
    known = blind and row is not None and row.access == Access.MENTIONS
    return Access.MENTIONS if known else Access.UNKNOWN


async def _note_inviters(
    connection: AsyncConnection,
    chat: int,
    visits: Iterable[ChatVisit],
    administered: Administered,
    unit: str | None,
    comings: Iterable[Coming],
) -> None:
    """Keep who invited the bot last, if he administers the unit: he is asked about the chat."""
    mine = [each for each in visits if each.present and unit in administered.get(each.by, ())]
    newest = max(mine, key=lambda each: each.at, default=None)
    last = max((each.at for each in comings if each.present and each.unit), default=None)
    if newest is not None and newest.at == last:
        await connection.execute(
            update(_chats).where(_chats.c.id == chat).values(invited_by=newest.by)
        )


async def forget(connection: AsyncConnection, before: int) -> None:
    """Forget comings before a moment, but of each chat the one that tells what was then.

    What made a chat a unit's stays as well.
    """
    other = _table.alias()
    mine = other.c.chat == _table.c.chat
    newer = select(other.c.chat).where(mine, other.c.at > _table.c.at, other.c.at < before).exists()
    begun = select(func.min(other.c.at)).where(mine, other.c.unit.is_not(None)).scalar_subquery()
    beginning = and_(_table.c.unit.is_not(None), _table.c.at == begun)
    await connection.execute(_table.delete().where(_table.c.at < before, newer, ~beginning))
