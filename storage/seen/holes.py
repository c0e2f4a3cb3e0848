"""Holes: numbers missing in a chat's ledger, until they are seen or known to be gone.

Kept as pieces, so that a hole asked for half way is half decided.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select

from storage import tables
from storage.db.statements import built_once
from storage.db.times import moment
from storage.engine import AsyncConnection
from storage.records import Gone
from storage.seen import ledger

_table = tables.holes
_asked = _table.join(tables.chats, tables.chats.c.id == _table.c.chat).join(
    tables.units, tables.units.c.id == tables.chats.c.unit
)


@dataclass(frozen=True, slots=True)
class HolePiece:
    """Missing numbers [first, last] of a chat; ``gone`` None: not asked for yet."""

    first: int
    last: int
    noticed_at: int
    gone: Gone | None = None


def refit(
    gaps: Iterable[tuple[int, int]], pieces: Iterable[HolePiece], moments: Mapping[int, int]
) -> list[HolePiece]:
    """Cut the known pieces to the gaps there are now; what no piece covers is new. Pure.

    A gap has the moment of the message above it (``moments`` of those just seen, by number), in
    whatever order its edges came.
    """
    known = sorted(pieces, key=lambda piece: piece.first)
    found: list[HolePiece] = []
    for first, last in gaps:
        mine: list[HolePiece] = []
        at = first
        for piece in known:
            start, end = max(piece.first, at), min(piece.last, last)
            if start > end:
                continue
            if start > at:
                mine.append(HolePiece(at, start - 1, piece.noticed_at))
            mine.append(replace(piece, first=start, last=end))
            at = end + 1
        noticed_at = moments.get(last + 1, mine[-1].noticed_at if mine else None)
        if noticed_at is None:  # its upper edge was seen before; the newest of these tells as much
            noticed_at = max(moments.values())
        if at <= last:
            mine.append(HolePiece(at, last, noticed_at))
        found += [replace(piece, noticed_at=noticed_at) for piece in mine]
    return found


def decide(pieces: Iterable[HolePiece], numbers: Iterable[int], gone: Gone) -> list[HolePiece]:
    """Mark numbers as gone in the pieces still open, cutting them where they end. Pure."""
    _, asked = ledger.extend([], numbers)
    found: list[HolePiece] = []
    for piece in sorted(pieces, key=lambda piece: piece.first):
        if piece.gone is not None:
            found.append(piece)
            continue
        at = piece.first
        for first, last in asked:
            start, end = max(first, piece.first), min(last, piece.last)
            if start > end:
                continue
            if start > at:
                found.append(replace(piece, first=at, last=start - 1))
            found.append(replace(piece, first=start, last=end, gone=gone))
            at = end + 1
        if at <= piece.last:
            found.append(replace(piece, first=at))
    return found


async def redraw(
    connection: AsyncConnection,
    gaps: Mapping[int, ledger.Ranges],
    moments: Mapping[int, Mapping[int, int]],
) -> None:
    """Hold the pieces of chats against the gaps of their ledgers.

    ``moments``: of the messages just seen, by chat and number.
    """
    known = await pieces(connection, gaps)
    for chat, now in gaps.items():
        old = known.get(chat, [])
        await _replace(connection, chat, old, refit(now, old, moments[chat]))


async def mark_gone(
    connection: AsyncConnection, chat: int, numbers: Iterable[int], gone: Gone
) -> None:
    """Write that the messenger did not return these numbers of a chat."""
    old = (await pieces(connection, [chat])).get(chat, [])
    await _replace(connection, chat, old, decide(old, numbers, gone))


@built_once
def _pieces(chats: list[int]) -> Select[Any]:
    return select(_table).where(_table.c.chat.in_(chats)).order_by(_table.c.first)


async def pieces(connection: AsyncConnection, chats: Iterable[int]) -> dict[int, list[HolePiece]]:
    """Read the pieces of chats, in order."""
    found: dict[int, list[HolePiece]] = {}
    for row in await connection.execute(*_pieces(list(chats))):
        gone = None if row.gone is None else Gone(row.gone)
        piece = HolePiece(row.first, row.last, row.noticed_at, gone)
        found.setdefault(row.chat, []).append(piece)
    return found


async def next_open(
    connection: AsyncConnection,
    limit: int,
    units: Collection[str],
    without: Collection[int] = (),
) -> tuple[int, list[int]] | None:
    """Give a chat of ``units`` the bot is in and up to ``limit`` of its missing numbers.

    None: all is asked; the chats in ``without`` are passed over. Chats of units that the config
    does not list wait until they are put back.
    """
    chat = await connection.scalar(
        select(_table.c.chat)
        .select_from(_asked)
        .where(
            _table.c.gone.is_(None),
            tables.chats.c.present,
            tables.units.c.listed,
            tables.units.c.id.in_(units),
            _table.c.chat.not_in(without),
        )
        .order_by(_table.c.noticed_at.desc(), _table.c.chat)
        .limit(1)
    )
    if chat is None:
        return None
    numbers: list[int] = []
    for piece in (await pieces(connection, [chat])).get(chat, []):
        if piece.gone is None and len(numbers) < limit:
            numbers += range(piece.first, min(piece.last, piece.first + limit) + 1)
    return chat, numbers[:limit]


async def open_since(connection: AsyncConnection) -> dict[str, datetime]:
    """Tell for each unit with numbers still to be asked for since when the oldest are missing.

    In chats the bot is not in any more they cannot be asked for.
    """
    rows = await connection.execute(
        select(tables.chats.c.unit, func.min(_table.c.noticed_at))
        .select_from(_table.join(tables.chats, tables.chats.c.id == _table.c.chat))
        .where(_table.c.gone.is_(None), tables.chats.c.present, tables.chats.c.unit.is_not(None))
        .group_by(tables.chats.c.unit)
    )
    return {unit: moment(noticed_at) for unit, noticed_at in rows}


async def count_open(connection: AsyncConnection) -> tuple[int, int]:
    """Count the pieces still to be asked for, and the numbers in them."""
    row = (
        await connection.execute(
            select(func.count(), func.sum(_table.c.last - _table.c.first + 1))
            .select_from(_asked)
            .where(_table.c.gone.is_(None), tables.units.c.listed)
        )
    ).one()
    return int(row[0]), int(row[1] or 0)


async def _replace(
    connection: AsyncConnection, chat: int, old: list[HolePiece], new: list[HolePiece]
) -> None:
    for piece in set(old).difference(new):
        await connection.execute(
            delete(_table).where(_table.c.chat == chat, _table.c.first == piece.first)
        )
    added = [
        {
            "chat": chat,
            "first": piece.first,
            "last": piece.last,
            "noticed_at": piece.noticed_at,
            "gone": piece.gone,
        }
        for piece in sorted(set(new).difference(old), key=lambda piece: piece.first)
    ]
    if added:
        await connection.execute(_table.insert(), added)
