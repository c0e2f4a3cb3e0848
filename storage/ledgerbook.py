"""The ledgers in the database: ranges of numbers seen, and the holes between them."""

from collections.abc import Collection, Container, Iterable

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import holes, ledger, tables
from storage.dialects import Upsert
from storage.observations import Seen

_save = Upsert(
    tables.ledger,
    ("conversation", "first", "last"),
    key=("conversation", "first"),
    value="last",
    add=False,
)


async def extend(
    connection: AsyncConnection,
    seen: list[Seen],
    ours: Container[int],
    only_we: Collection[int] = (),
) -> tuple[set[tuple[int, int]], bool]:
    """Extend the ledgers; return the (conversation, number) pairs seen for the first time.

    Private dialogs (negative) are always kept, chats only when they are ``ours``. Also tells
    whether the holes of any chat are other ones now. ``only_we``: dialogs in which only we spoke
    now; one never heard of before is not begun by that, or our answer would remember whom we have
    just forgotten.
    """
    numbers = _arrived(seen, ours)
    before = await ranges(connection, numbers)
    for conversation in only_we:
        if conversation not in before:
            numbers.pop(conversation, None)
    fresh: set[tuple[int, int]] = set()
    gone: list[tuple[int, int]] = []
    kept: list[tuple[int, int, int]] = []
    torn: dict[int, ledger.Ranges] = {}
    for conversation, arrived in numbers.items():
        old = before.get(conversation, [])
        new_numbers, new = ledger.extend(old, arrived)
        if not new_numbers:
            continue
        fresh.update([(conversation, number) for number in new_numbers])
        kept += [(conversation, first, last) for first, last in new if (first, last) not in old]
        if len(old) > 1 or len(new) > 1 or (old and old[0][0] != new[0][0]):
            firsts = {first for first, _ in new}
            gone += [(conversation, first) for first, _ in old if first not in firsts]
            if conversation > 0 and ledger.gaps(new) != ledger.gaps(old):
                torn[conversation] = ledger.gaps(new)
    table = tables.ledger.c
    for conversation, first in gone:
        await connection.execute(
            delete(tables.ledger).where(table.conversation == conversation, table.first == first)
        )
    await _save(connection, kept)
    if torn:
        await holes.redraw(connection, torn, _newest(seen))
    return fresh, bool(torn)


def _arrived(seen: list[Seen], ours: Container[int]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = {}
    for conversation, number, _account, _at in seen:
        if conversation in ours or conversation < 0:
            if conversation in numbers:
                numbers[conversation].append(number)
            else:
                numbers[conversation] = [number]
    return numbers


async def fill(connection: AsyncConnection, conversation: int, gaps: ledger.Ranges) -> None:
    """Count as seen what is missing in a conversation and will not come any more."""
    old = (await ranges(connection, [conversation])).get(conversation, [])
    new = ledger.filled(old, gaps)
    table = tables.ledger.c
    firsts = {first for first, _ in new}
    for first in [first for first, _ in old if first not in firsts]:
        await connection.execute(
            delete(tables.ledger).where(table.conversation == conversation, table.first == first)
        )
    await _save(connection, [(conversation, first, last) for first, last in new])


async def ranges(
    connection: AsyncConnection, conversations: Iterable[int]
) -> dict[int, ledger.Ranges]:
    """Read the ranges of conversations; those never heard of are left out."""
    found: dict[int, ledger.Ranges] = {}
    wanted = list(conversations)
    table = tables.ledger.c
    for start in range(0, len(wanted), _MANY):
        rows = await connection.execute(
            select(table.conversation, table.first, table.last)
            .where(table.conversation.in_(wanted[start : start + _MANY]))
            .order_by(table.conversation, table.first)
        )
        for conversation, first, last in rows.all():
            if conversation in found:
                found[conversation].append((first, last))
            else:
                found[conversation] = [(first, last)]
    return found


_MANY = 10_000  # parameters a statement may have: 32,766 on SQLite, 32,767 on asyncpg


def _newest(seen: list[Seen]) -> dict[int, int]:
    newest: dict[int, int] = {}
    for conversation, _number, _account, at in seen:
        if at > newest.get(conversation, -1):
            newest[conversation] = at
    return newest
