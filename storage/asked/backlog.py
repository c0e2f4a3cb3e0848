"""Keeping what wants an answer: folded, bounded, and counted where it is turned away.

Nobody's messages may hold up others': of one account few items wait, of all strangers together no
more than ``MOST``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Executable, Select, delete, func, select

from storage import tables
from storage.asked.folding import KEPT, Item, fold, is_backlog
from storage.db.dialects import insert, insert_of
from storage.db.statements import built_once
from storage.db.traces import destroyed
from storage.engine import AsyncConnection
from storage.observations import Wanted

_table = tables.inbox
_c = tables.inbox.c
_waiting = _c.body.is_not(None)

MOST = 5_000
"""Unanswered items of all strangers together; more are turned away until some are answered."""

REMEMBERED = timedelta(days=30)
"""How long is kept how much was turned away."""

AT_ONCE = 1_000  # values in one statement


class _Entry(NamedTuple):
    """One waiting item of a lane: stored (with its id) or about to be."""

    id: int | None
    new: Wanted | None
    taken: bool
    item: Item


Lane = tuple[int, int | None]
"""A conversation, and in a chat who asks: what one asks does not wait for what others ask."""


async def keep(connection: AsyncConnection, wanted: Sequence[Wanted], at: int) -> int:
    """Put what wants an answer into the inbox; return how much was put there.

    ``at``: UTC seconds; the day something turned away is counted for.
    """
    if not wanted:
        return 0
    lanes = await _lanes(connection, wanted)
    begun = await _busy_with_something(connection, _crowded(lanes))
    gone: list[int] = []
    fresh: list[Wanted] = []
    folded = dropped = 0
    for (conversation, _), entries in lanes.items():
        free = [entry for entry in entries if not entry.taken]
        found = fold(
            [entry.item for entry in free],
            begun=-conversation in begun,
            after_step=any(entry.taken and not entry.item.folds for entry in entries),
        )
        folded += len(found.folded)
        dropped += len(found.dropped)
        for place, entry in enumerate(free):
            left_out = place in found.folded or place in found.dropped
            if left_out and entry.id is not None:
                gone.append(entry.id)
            elif not left_out and entry.new is not None:
                last = place == len(free) - 1 and entry.new.folds and found.folded
                fresh.append(replace(entry.new, folds=2) if last else entry.new)
    await _forget(connection, gone)
    admitted = await _admitted(connection, fresh)
    dropped += len(fresh) - len(admitted)
    await count(connection, datetime.fromtimestamp(at, UTC).date(), folded, dropped)
    return await _insert(connection, admitted)


async def _lanes(connection: AsyncConnection, wanted: Sequence[Wanted]) -> dict[Lane, list[_Entry]]:
    """Give the backlogs that grow, what waits already before what is new."""
    found: dict[Lane, list[_Entry]] = {
        _lane(each.conversation, each.account): [] for each in wanted
    }
    conversations = sorted({each.conversation for each in wanted})
    for start in range(0, len(conversations), AT_ONCE):
        rows = await connection.execute(*_waiting_of(conversations[start : start + AT_ONCE]))
        for row in rows:
            lane = _lane(row.conversation, row.account)
            if lane in found:
                taken = row.claimed_until is not None
                found[lane].append(_Entry(row.id, None, taken, Item(row.folds, row.gist)))
    for each in wanted:
        lane = _lane(each.conversation, each.account)
        found[lane].append(_Entry(None, each, False, Item(each.folds, each.gist)))
    return found


@built_once
def _waiting_of(conversations: list[int]) -> Select[Any]:
    return (
        select(_c.id, _c.conversation, _c.account, _c.folds, _c.gist, _c.claimed_until)
        .where(_waiting, _c.conversation.in_(conversations))
        .order_by(_c.id)
    )


def _lane(conversation: int, account: int | None) -> Lane:
    return conversation, account if conversation > 0 else None


def _crowded(lanes: Mapping[Lane, Sequence[_Entry]]) -> list[int]:
    """Give who has so much waiting in his dialog that it matters what he is at."""
    return [
        -conversation
        for (conversation, _), entries in lanes.items()
        if conversation < 0 and is_backlog([entry.item for entry in entries if not entry.taken])
    ]


async def _busy_with_something(connection: AsyncConnection, accounts: list[int]) -> set[int]:
    """Give those who have something half finished."""
    found: set[int] = set()
    for start in range(0, len(accounts), AT_ONCE):
        found |= set(await connection.scalars(*_busy_among(accounts[start : start + AT_ONCE])))
    return found


@built_once
def _busy_among(accounts: list[int]) -> Select[Any]:
    states = tables.dialog_states.c
    return select(states.account).where(states.account.in_(accounts), states.act != "")


async def _forget(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    if numbers:
        destroyed(connection)
    for start in range(0, len(numbers), AT_ONCE):
        await connection.execute(delete(_table).where(_c.id.in_(numbers[start : start + AT_ONCE])))


async def _admitted(connection: AsyncConnection, fresh: Sequence[Wanted]) -> list[Wanted]:
    """Leave out strangers' items beyond what may wait of them, in one chat and altogether."""
    chats = {each.conversation for each in fresh if each.conversation > 0}
    inside = await _waiting_in(connection, chats)
    room = MOST - int(await connection.scalar(_ALL_WAITING) or 0)
    for each in fresh:
        if each.conversation > 0:
            inside[each.conversation] = inside.get(each.conversation, 0) + 1
    if room >= len(fresh) and all(count <= KEPT for count in inside.values()):
        return list(fresh)
    known = await _known(connection, {_asker(each) for each in fresh})
    found = []
    for each in reversed(fresh):  # the newest of a chat is the one turned away
        crowded = inside.get(each.conversation, 0) > KEPT
        if crowded and _asker(each) not in known:
            inside[each.conversation] -= 1
        else:
            found.append(each)
    found.reverse()
    admitted = []
    for each in found:
        if room > 0 or _asker(each) in known:
            admitted.append(each)
            room -= 1
    return admitted


_ALL_WAITING = select(func.count()).where(_waiting)


async def _waiting_in(connection: AsyncConnection, chats: Collection[int]) -> dict[int, int]:
    if not chats:
        return {}
    rows = await connection.execute(*_count_in(chats))
    return {row[0]: row[1] for row in rows}


@built_once
def _count_in(chats: Collection[int]) -> Select[Any]:
    counted = select(_c.conversation, func.count()).where(_waiting, _c.conversation.in_(chats))
    return counted.group_by(_c.conversation)


def _asker(wanted: Wanted) -> int:
    return wanted.account or -wanted.conversation


async def _known(connection: AsyncConnection, accounts: Iterable[int]) -> set[int]:
    """Give those who hold an office or are on a roster."""
    asked = sorted(accounts)
    found: set[int] = set()
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        for table in (tables.offices, tables.bindings):
            found |= set(
                await connection.scalars(select(table.c.account).where(table.c.account.in_(some)))
            )
    return found


async def _insert(connection: AsyncConnection, fresh: Sequence[Wanted]) -> int:
    if not fresh:
        return 0
    rows = [
        {
            "key": each.key,
            "conversation": each.conversation,
            "received_at": each.at,
            "attempts": 0,
            "body": each.body,
            "account": each.account,
            "folds": each.folds,
            "gist": each.gist,
        }
        for each in fresh
    ]
    return len((await connection.scalars(_fresh(connection.dialect.name), rows)).all())


@cache
def _fresh(dialect: str) -> Executable:
    statement = insert_of(dialect, _table).on_conflict_do_nothing(index_elements=["key"])
    new: Executable = statement.returning(_c.id)
    return new


async def count(connection: AsyncConnection, day: date, folded: int, dropped: int) -> None:
    """Add to what was not answered by itself on a day."""
    if not folded and not dropped:
        return
    table = tables.turned_away
    statement = insert(connection, table).values(day=day, folded=folded, dropped=dropped)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["day"],
            set_={
                "folded": table.c.folded + statement.excluded.folded,
                "dropped": table.c.dropped + statement.excluded.dropped,
            },
        )
    )


async def turned_away(connection: AsyncConnection) -> tuple[int, int]:
    """Tell how much of late was answered together with later items, and how much not at all."""
    table = tables.turned_away.c
    row = (await connection.execute(select(func.sum(table.folded), func.sum(table.dropped)))).one()
    return int(row[0] or 0), int(row[1] or 0)


async def forget(connection: AsyncConnection, now: datetime) -> None:
    """Forget how much was turned away long ago."""
    table = tables.turned_away
    await connection.execute(
        delete(table).where(table.c.day < (now.astimezone(UTC) - REMEMBERED).date())
    )
