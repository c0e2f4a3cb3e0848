"""Writing one poll: ledger, tallies, calls, chats, inbox and cursor, all or nothing.

The caller opens the transaction (``Database.writing``) and passes the observations; running the
same poll again changes nothing, because only numbers new to the ledger count.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import activity, callbook, chats, directory, ledgerbook, tables
from storage.dialects import insert
from storage.directory import Directory, WeekKey
from storage.observations import Batch, Seen, Unreadable, Wanted
from storage.pseudonyms import new_key, pseudonym
from storage.records import NOBODY

WeekAt = Callable[[str, int], tuple[str, int, int]]
"""(unit, UTC seconds) -> the week's name, its start and its end in UTC seconds."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a poll changed; ``directory`` serves the next one."""

    directory: Directory
    messages: int
    wanted: int


async def record(
    connection: AsyncConnection, batch: Batch, known: Directory, week_at: WeekAt
) -> Recorded:
    """Write a poll. ``known`` is any earlier directory; it is refreshed when it is old."""
    known = await directory.refresh(connection, known)
    if batch.visits or batch.renamed or batch.dialogs:
        await chats.note_visits(connection, batch.visits, known)
        await chats.note_titles(connection, batch.renamed)
        await chats.note_dialogs(connection, batch.dialogs)
        known = await directory.refresh(connection, known)
    known = await _with_keys(connection, batch, known, week_at)
    fresh = await ledgerbook.extend(connection, batch.seen, known.unit_of_chat)
    messages = await _add_tallies(connection, batch.seen, fresh, known)
    for place, call in {(call.chat, call.number): call for call in batch.calls}.items():
        if place in fresh:
            await callbook.note(connection, call, _Namer(known))
    wanted = await _keep_wanted(connection, batch.wanted, fresh, known)
    await _keep_unreadable(connection, batch.unreadable)
    await _move_cursor(connection, batch)
    return Recorded(known, messages, wanted)


class _Namer:
    """Names authors: the account of staff, the week's pseudonym of everybody else."""

    def __init__(self, known: Directory) -> None:
        self._known = known
        self._names: dict[tuple[str, int, int], int] = {}
        self._last: tuple[str, WeekKey] | None = None

    def __call__(self, chat: int, account: int, at: int) -> int:
        unit = self._known.unit_of_chat[chat]
        if account in self._known.staff.get(unit, ()):
            return account
        week = self._week(unit, at)
        if week is None or week.key is None:
            return NOBODY
        name = self._names.get((unit, week.starts_at, account))
        if name is None:
            name = pseudonym(week.key, account)
            self._names[unit, week.starts_at, account] = name
        return name

    def _week(self, unit: str, at: int) -> WeekKey | None:
        last = self._last
        if last is not None and last[0] == unit and last[1].starts_at <= at < last[1].ends_at:
            return last[1]
        week = self._known.key_at(unit, at)
        if week is not None:
            self._last = (unit, week)
        return week


async def _with_keys(
    connection: AsyncConnection, batch: Batch, known: Directory, week_at: WeekAt
) -> Directory:
    """Make sure that every week this poll touches has a key (or the trace of one)."""
    units = known.unit_of_chat
    touched = {(units[s.conversation], s.at // 3600) for s in batch.seen if s.conversation in units}
    touched |= {(units[c.chat], c.started_at // 3600) for c in batch.calls if c.chat in units}
    missing = {
        (unit, *week_at(unit, hour * 3600))
        for unit, hour in touched
        if known.key_at(unit, hour * 3600) is None
    }
    if not missing:
        return known
    rows = [
        {"unit": unit, "week": week, "starts_at": starts_at, "ends_at": ends_at, "key": new_key()}
        for unit, week, starts_at, ends_at in sorted(missing)
    ]
    await connection.execute(
        insert(connection, tables.weekly_keys).on_conflict_do_nothing(
            index_elements=["unit", "week"]
        ),
        rows,
    )
    await directory.changed(connection)
    return await directory.refresh(connection, known)


async def _add_tallies(
    connection: AsyncConnection,
    seen: list[Seen],
    fresh: set[tuple[int, int]],
    known: Directory,
) -> int:
    """Count each new message once; return how many counted."""
    name = _Namer(known)
    counted: set[tuple[int, int]] = set()
    sums: dict[tuple[int, int, int], int] = {}
    for conversation, number, account, at in seen:
        place = (conversation, number)
        if account is None or conversation < 0 or place not in fresh or place in counted:
            continue
        counted.add(place)
        key = (conversation, at // 3600, name(conversation, account, at))
        sums[key] = sums.get(key, 0) + 1
    if sums:
        await activity.add_tallies(connection, sums)
    return len(counted)


async def _keep_wanted(
    connection: AsyncConnection,
    wanted: list[Wanted],
    fresh: set[tuple[int, int]],
    known: Directory,
) -> int:
    """Put what wants an answer into the inbox, unless it was there or was seen before."""
    kept = 0
    for item in wanted:
        numbered = item.number is not None and (
            item.conversation < 0 or item.conversation in known.unit_of_chat
        )
        if numbered and (item.conversation, item.number) not in fresh:
            continue
        result = await connection.execute(
            insert(connection, tables.inbox)
            .values(
                key=item.key,
                conversation=item.conversation,
                received_at=item.at,
                attempts=0,
                body=item.body,
            )
            .on_conflict_do_nothing(index_elements=["key"])
        )
        kept += result.rowcount
    return kept


async def _keep_unreadable(connection: AsyncConnection, unreadable: list[Unreadable]) -> None:
    if unreadable:
        await connection.execute(
            tables.quarantine.insert(),
            [
                {"received_at": each.at, "reason": each.reason, "shape": each.shape}
                for each in unreadable
            ],
        )


async def _move_cursor(connection: AsyncConnection, batch: Batch) -> None:
    if batch.position is None:
        return
    statement = insert(connection, tables.cursors).values(
        source=batch.source, position=batch.position, moved_at=batch.polled_at
    )
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["source"],
            set_={
                "position": statement.excluded.position,
                "moved_at": statement.excluded.moved_at,
            },
        )
    )


async def cursor(connection: AsyncConnection, source: str) -> str | None:
    """Read where a source's stream was left; None: it was never read."""
    return await connection.scalar(
        select(tables.cursors.c.position).where(tables.cursors.c.source == source)
    )
