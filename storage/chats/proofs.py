"""What shows the bot's sight of a chat: messages only full access shows, and what stays missing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select, update

from storage import tables
from storage.engine import AsyncConnection
from storage.places import comings as comings_store
from storage.places import directory, interruptions, presence
from storage.places.presence import Coming, Stay
from storage.records import Access, Cause, Gone
from storage.seen import holes

_table = tables.visits
_chats = tables.chats

PATTERN = 3
"""So many messages asked for and none returned are no accident: the bot gets only mentions."""


async def prove(
    connection: AsyncConnection, shown: Mapping[int, Collection[tuple[int, int]]]
) -> None:
    """Keep that chats showed what only full access shows: {chat: (number, UTC seconds) of each}.

    In each stay the bot sees everything from the first of them on.
    """
    known = await comings_store.of_chats(connection, shown.keys())
    for chat, messages in shown.items():
        comings = known.get(chat, [])
        stays = presence.stays(comings)
        first: dict[Stay | None, tuple[int, int]] = {}
        for number, at in messages:
            held = (each for each in stays if each.holds(number, at))
            stay = next(held, stays[-1] if stays else None)
            first[stay] = min(first.get(stay, (number, at)), (number, at))
        for stay, (number, at) in first.items():
            newest = not stays or stay == stays[-1]
            comings = await _prove(connection, chat, comings, stay, number, at, newest=newest)
    await directory.changed(connection)


async def _prove(
    connection: AsyncConnection,
    chat: int,
    comings: list[Coming],
    stay: Stay | None,
    number: int,
    at: int,
    *,
    newest: bool,
) -> list[Coming]:
    """Keep from which number on a stay sees everything; give the comings as they are then."""
    if newest:
        await connection.execute(
            update(_chats).where(_chats.c.id == chat).values(access=Access.ALL)
        )
    if stay is None:  # of how the bot came nothing is known
        await interruptions.end(connection, chat, Cause.BLIND, at)
    elif stay.came.proved is None or number < stay.came.proved:
        await connection.execute(
            update(_table)
            .where(_table.c.chat == chat, _table.c.number == stay.came.number)
            .values(proved=number, proved_at=at)
        )
        proved = replace(stay.came, proved=number, proved_at=at)
        comings = [proved if each == stay.came else each for each in comings]
        await _keep_blindness(connection, chat, comings)
    return comings


async def look_blind(connection: AsyncConnection, chat: int) -> bool:
    """Tell from what is missing whether the bot gets only mentions in a chat, and keep it.

    False: it does not, or that is known already.
    """
    before = await connection.scalar(select(_chats.c.access).where(_chats.c.id == chat))
    blind = await _look(connection, chat)
    if not blind or before != Access.UNKNOWN:
        return False
    await connection.execute(
        update(_chats).where(_chats.c.id == chat).values(access=Access.MENTIONS)
    )
    await directory.changed(connection)
    return True


async def _look(connection: AsyncConnection, chat: int) -> bool:
    """Keep in which stays only mentions were seen; tell whether that lasts."""
    comings = (await comings_store.of_chats(connection, [chat])).get(chat, [])
    if comings:
        return await _keep_blindness(connection, chat, comings)
    missing = await _missing(connection, chat)
    if lasting := sum(each.last - each.first + 1 for each in missing) >= PATTERN:
        since = await connection.scalar(select(_chats.c.joined_at).where(_chats.c.id == chat))
        await interruptions.begin(connection, chat, Cause.BLIND, since or missing[0].noticed_at)
    return lasting


async def _keep_blindness(
    connection: AsyncConnection, chat: int, comings: Sequence[Coming]
) -> bool:
    found = await blindness(connection, chat, comings)
    await interruptions.replace(connection, chat, {Cause.BLIND: found})
    return any(until is None for _, until in found)


async def blindness(
    connection: AsyncConnection, chat: int, comings: Sequence[Coming]
) -> set[tuple[int, int | None]]:
    """Tell from what is missing since when, and until when, only mentions were seen in a chat."""
    missing = await _missing(connection, chat)
    found: set[tuple[int, int | None]] = set()
    for stay in presence.stays(comings):
        if _unseen(stay, missing) >= PATTERN:
            until = stay.came.proved_at or (stay.until.at if stay.until else None)
            found.add((stay.came.at, until))
    return found


async def _missing(connection: AsyncConnection, chat: int) -> list[holes.HolePiece]:
    """List what was asked for in a chat and not returned for want of access."""
    pieces = (await holes.pieces(connection, [chat])).get(chat, [])
    return [piece for piece in pieces if piece.gone is Gone.NO_ACCESS]


def _unseen(stay: Stay, missing: Iterable[holes.HolePiece]) -> int:
    """Count what a stay missed before full sight was proved."""
    last = presence.ENDLESS if stay.came.proved is None else stay.came.proved - 1
    return sum(
        max(0, min(each.last, last) - each.first + 1)
        for each in missing
        if stay.holds(each.first, each.noticed_at)
    )
