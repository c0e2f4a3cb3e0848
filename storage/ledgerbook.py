"""The ledgers in the database: ranges of numbers seen, and the holes between them."""

from collections.abc import Container

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import ledger, tables
from storage.dialects import insert
from storage.observations import Seen


async def extend(
    connection: AsyncConnection, seen: list[Seen], ours: Container[int]
) -> set[tuple[int, int]]:
    """Extend the ledgers; return the (conversation, number) pairs seen for the first time.

    Private dialogs (negative) are always kept, chats only when they are ``ours``.
    """
    numbers: dict[int, list[int]] = {}
    for conversation, number, _account, _at in seen:
        if conversation < 0 or conversation in ours:
            numbers.setdefault(conversation, []).append(number)
    if not numbers:
        return set()
    before = await _ranges(connection, list(numbers))
    fresh: set[tuple[int, int]] = set()
    gone: list[dict[str, int]] = []
    kept: list[dict[str, int]] = []
    torn: list[int] = []
    for conversation, arrived in numbers.items():
        old = before.get(conversation, [])
        new_numbers, new = ledger.extend(old, arrived)
        fresh.update((conversation, number) for number in new_numbers)
        firsts = {first for first, _ in new}
        gone += [{"c": conversation, "f": first} for first, _ in old if first not in firsts]
        kept += [
            {"conversation": conversation, "first": first, "last": last}
            for first, last in new
            if (first, last) not in old
        ]
        if conversation > 0 and (len(old) > 1 or len(new) > 1):
            torn.append(conversation)
    await _save_ranges(connection, gone, kept)
    if torn:
        await _redraw_holes(connection, torn, _newest(seen))
    return fresh


async def _ranges(connection: AsyncConnection, wanted: list[int]) -> dict[int, ledger.Ranges]:
    found: dict[int, ledger.Ranges] = {}
    table = tables.ledger.c
    for start in range(0, len(wanted), _MANY):
        rows = await connection.execute(
            select(table.conversation, table.first, table.last)
            .where(table.conversation.in_(wanted[start : start + _MANY]))
            .order_by(table.conversation, table.first)
        )
        for conversation, first, last in rows:
            found.setdefault(conversation, []).append((first, last))
    return found


_MANY = 10_000  # parameters a statement may have: 32,766 on SQLite, 32,767 on asyncpg


async def _save_ranges(
    connection: AsyncConnection, gone: list[dict[str, int]], kept: list[dict[str, int]]
) -> None:
    table = tables.ledger
    for row in gone:
        await connection.execute(
            delete(table).where(table.c.conversation == row["c"], table.c.first == row["f"])
        )
    if kept:
        statement = insert(connection, table)
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=["conversation", "first"], set_={"last": statement.excluded.last}
            ),
            kept,
        )


async def _redraw_holes(
    connection: AsyncConnection, torn: list[int], noticed: dict[int, int]
) -> None:
    """Hold the holes against the gaps; what is left of an old hole keeps its moment."""
    ranges = await _ranges(connection, torn)
    table = tables.holes
    rows = await connection.execute(
        select(table.c.chat, table.c.first, table.c.last, table.c.noticed_at).where(
            table.c.chat.in_(torn)
        )
    )
    old = {(chat, first, last): at for chat, first, last, at in rows}
    new = {(chat, first, last) for chat in torn for first, last in ledger.gaps(ranges[chat])}
    for chat, first, _last in sorted(old.keys() - new):
        await connection.execute(delete(table).where(table.c.chat == chat, table.c.first == first))
    added = [
        {"chat": chat, "first": first, "last": last, "noticed_at": at}
        for chat, first, last in sorted(new - old.keys())
        for at in [_inherited(old, chat, first, last, noticed[chat])]
    ]
    if added:
        await connection.execute(insert(connection, table), added)


def _inherited(
    old: dict[tuple[int, int, int], int], chat: int, first: int, last: int, now: int
) -> int:
    for (owner, start, end), at in old.items():
        if owner == chat and start <= first and last <= end:
            return at
    return now


def _newest(seen: list[Seen]) -> dict[int, int]:
    newest: dict[int, int] = {}
    for conversation, _number, _account, at in seen:
        if at > newest.get(conversation, 0):
            newest[conversation] = at
    return newest
