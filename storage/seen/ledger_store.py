"""The ledgers in the database: ranges of numbers seen, and the holes between them."""

from collections.abc import Collection, Container, Iterable
from typing import Any

from sqlalchemy import Select, bindparam, delete, exists, func, insert, select, update

from storage import tables
from storage.db.dialects import Upsert
from storage.db.statements import Said, built_once
from storage.engine import AsyncConnection
from storage.observations import Seen
from storage.places.directory import Directory
from storage.seen import holes, ledger

_save = Upsert(
    tables.ledger,
    ("conversation", "first", "last"),
    key=("conversation", "first"),
    value="last",
    add=False,
)


_its = tables.ledger.alias()
GROW = Said(
    lambda _: update(tables.ledger).where(
        tables.ledger.c.conversation == bindparam("grows"),
        tables.ledger.c.last == bindparam("before"),
        tables.ledger.c.first
        == select(func.max(_its.c.first))
        .where(_its.c.conversation == bindparam("of"))
        .scalar_subquery(),
    ),
    ("last", "grows", "before", "of"),
)
"""Let the last range of a conversation go on, if it still ends where it is thought to."""

_first_of_all = select(
    *(
        bindparam(name, type_=tables.ledger.c[name].type)
        for name in ("conversation", "first", "last")
    )
).where(~exists().where(tables.ledger.c.conversation == bindparam("begins")))
BEGIN = Said(
    lambda _: insert(tables.ledger).from_select(("conversation", "first", "last"), _first_of_all),
    ("conversation", "first", "last", "begins"),
)
"""Begin the ledger of a conversation never heard of."""

NOTHING_KNOWN = Directory()


async def extend(
    connection: AsyncConnection,
    seen: list[Seen],
    ours: Container[int],
    directory: Directory = NOTHING_KNOWN,
    only_we: Collection[int] = (),
) -> tuple[set[tuple[int, int]], bool]:
    """Extend the ledgers; return the (conversation, number) pairs seen for the first time.

    Private dialogs (negative) are always kept, chats only when they are ``ours``, and of them only
    what was written while they were, and the bot was there. Also tells whether the holes of any
    chat are other ones now. ``only_we``: dialogs in which only we spoke now; one never heard of
    before is not begun by that, or our answer would remember whom we have just forgotten.
    """
    numbers = _numbers(seen, ours, directory)
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
        await holes.redraw(connection, torn, _moments(seen, torn))
    return fresh, bool(torn)


def _numbers(seen: list[Seen], ours: Container[int], directory: Directory) -> dict[int, list[int]]:
    """Sort out what is kept: the numbers seen in each conversation."""
    numbers: dict[int, list[int]] = {}
    for conversation, number, _account, _at in seen:
        if conversation in ours or conversation < 0:
            if conversation in numbers:
                numbers[conversation].append(number)
            else:
                numbers[conversation] = [number]
    if directory.begun or directory.pasts:
        _keep_ours(numbers, seen, directory)
    return numbers


def _keep_ours(numbers: dict[int, list[int]], seen: list[Seen], directory: Directory) -> None:
    """Leave out what was written before a chat was ours, or without the bot."""
    for conversation, arrived in numbers.items():
        begun = directory.begun.get(conversation)
        if begun is not None and min(arrived) < begun:
            numbers[conversation] = [number for number in arrived if number >= begun]
    for chat in numbers.keys() & directory.pasts.keys():
        past = directory.pasts[chat]
        numbers[chat] = [
            number
            for conversation, number, _account, at in seen
            if conversation == chat and past.counts(number, at)
        ]


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
    for start in range(0, len(wanted), _MANY):
        rows = await connection.execute(*_ranges(wanted[start : start + _MANY]))
        for conversation, first, last in rows.all():
            if conversation in found:
                found[conversation].append((first, last))
            else:
                found[conversation] = [(first, last)]
    return found


@built_once
def _ranges(conversations: list[int]) -> Select[Any]:
    table = tables.ledger.c
    return (
        select(table.conversation, table.first, table.last)
        .where(table.conversation.in_(conversations))
        .order_by(table.conversation, table.first)
    )


_MANY = 10_000  # parameters a statement may have: 32,766 on SQLite, 32,767 on asyncpg


def _moments(seen: list[Seen], chats: Container[int]) -> dict[int, dict[int, int]]:
    """Give the moments of what was seen in some chats, by number."""
    moments: dict[int, dict[int, int]] = {}
    for conversation, number, _account, at in seen:
        if conversation in chats:
            moments.setdefault(conversation, {})[number] = at
    return moments
