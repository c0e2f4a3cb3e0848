"""Calls: a start message and an end message become one row."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.db.dialects import insert
from storage.observations import CallSeen
from storage.records import UNNAMED
from storage.seen.callpairs import LONGEST, CallEnd, Start, paired

_table, _people = tables.calls, tables.call_participants


class Namer(Protocol):
    """Names the author of something done in a chat at a moment."""

    def __call__(self, chat: int, account: int, at: int) -> int:
        """Give the account or the week's pseudonym."""


@dataclass(slots=True)
class _Call:
    """A row: its halves as they were heard, and who was listed by which of them."""

    id: int | None
    start: Start | None = None
    end: CallEnd | None = None
    by_start: set[int] = field(default_factory=set)
    by_end: set[int] = field(default_factory=set)

    @property
    def started_at(self) -> int:
        """When it began: as the messenger says, or with its start message."""
        if self.start is not None and (self.end is None or self.end.told is None):
            return self.start.at
        assert self.end is not None  # noqa: S101 - one of the halves is there
        return self.end.begun

    @property
    def halves(self) -> tuple[int | None, int | None]:
        """The numbers of its messages."""
        start = None if self.start is None else self.start.number
        return start, None if self.end is None else self.end.number


async def note(connection: AsyncConnection, seen: CallSeen, name: Namer) -> None:
    """Write a half of a call seen for the first time, joined to its other half if that is known.

    A half may be joined to another than before, where that one fits better.
    """
    moments = {seen.at, seen.started_at, seen.at - LONGEST, seen.started_at + LONGEST}
    names = {name(seen.chat, seen.initiator, at) for at in moments} - {UNNAMED}
    known = await _around(connection, seen, names)
    mine = _half(seen)
    joined = _joined([*known, mine])
    fresh = [each for each in joined if each.id is None or each.halves != _halves_of(known, each)]
    left = {each.id for each in known} - {each.id for each in joined}
    await _put_apart(connection, fresh, known, left)
    for call in fresh:
        await _write(connection, call, seen, name)


def _half(seen: CallSeen) -> _Call:
    """Make what was seen a call of one half; who is listed is named when it is known when."""
    if not seen.ended:
        start = Start(number=seen.number, at=seen.started_at, count=seen.participant_count)
        return _Call(id=None, start=start)
    told = seen.started_at if seen.told else None
    return _Call(
        id=None,
        end=CallEnd(
            number=seen.number,
            at=seen.at,
            told=told,
            seconds=seen.seconds,
            reached=seen.reached,
            count=seen.participant_count,
        ),
    )


async def _around(connection: AsyncConnection, seen: CallSeen, names: set[int]) -> list[_Call]:
    """Read the calls the same person began in the chat about that time."""
    where = and_(
        _table.c.chat == seen.chat,
        _table.c.initiator.in_(names),
        _table.c.started_at >= min(seen.started_at, seen.at) - LONGEST,
        _table.c.started_at <= seen.at + LONGEST,
        # Joined before it was kept what each half had said: it stays so.
        or_(_table.c.start_number.is_(None), _table.c.end_number.is_(None), _told_apart),
    )
    rows = await connection.execute(select(_table).where(where).order_by(_table.c.id))
    return [_read(row) for row in rows]


_told_apart = and_(_table.c.start_at.is_not(None), _table.c.end_at.is_not(None))


def _read(row: Row[Any]) -> _Call:
    call = _Call(id=row.id)
    if row.start_number is not None:
        count = row.participant_count if row.start_count is None else row.start_count
        at = row.started_at if row.start_at is None else row.start_at
        call.start = Start(number=row.start_number, at=at, count=count)
    if row.end_number is not None:
        call.end = CallEnd(
            number=row.end_number,
            at=row.started_at + (row.seconds or 0) if row.end_at is None else row.end_at,
            told=row.told_at,
            seconds=row.seconds,
            reached=row.reached,
            count=row.participant_count,
        )
    return call


def _joined(calls: Iterable[_Call]) -> list[_Call]:
    """Put halves together; a call keeps the row of its start, else that of its end."""
    calls = list(calls)
    starts = {each.start.number: (each.start, each.id) for each in calls if each.start is not None}
    ends = {each.end.number: (each.end, each.id) for each in calls if each.end is not None}
    pairs = paired((start for start, _ in starts.values()), (end for end, _ in ends.values()))
    begun = {start.number: end for end, start in pairs.items()}
    halves = [(start, ends[begun[start]] if start in begun else None) for start in starts]
    halves.sort(key=lambda each: each[1] is None)  # a pair comes first to its row
    taken: set[int | None] = set()
    found = []
    for number, other in (*halves, *((None, ends[end]) for end in ends if end not in pairs)):
        start, row = starts[number] if number is not None else (None, None)
        end, second = other if other is not None else (None, None)
        kept = next((each for each in (row, second) if each not in (None, *taken)), None)
        taken.add(kept)
        found.append(_Call(id=kept, start=start, end=end))
    return found


def _halves_of(known: Iterable[_Call], call: _Call) -> tuple[int | None, int | None] | None:
    return next((each.halves for each in known if each.id == call.id), None)


async def _put_apart(
    connection: AsyncConnection,
    fresh: Iterable[_Call],
    known: Iterable[_Call],
    left: Collection[int | None],
) -> None:
    """Take the rows that change apart: their numbers are free then, their people of no half.

    ``left``: rows whose one half went to another's; they go.
    """
    rows = {each.id: each for each in known}
    changing = [call.id for call in fresh if call.id is not None] + list(left)
    listed = await connection.execute(select(_people).where(_people.c.call.in_(changing)))
    by_start: dict[int, set[int]] = {}
    by_end: dict[int, set[int]] = {}
    for row in listed if changing else ():
        start, end = rows[row.call].halves
        if start is not None and (row.by_start or end is None):
            by_start.setdefault(start, set()).add(row.author)
        if end is not None and (row.by_end or start is None):
            by_end.setdefault(end, set()).add(row.author)
    for call in fresh:
        start, end = call.halves
        call.by_start |= by_start.get(start or 0, set())
        call.by_end |= by_end.get(end or 0, set())
    if changing:
        await connection.execute(
            update(_table)
            .where(_table.c.id.in_(changing))
            .values(start_number=None, end_number=None)
        )
        await connection.execute(_people.delete().where(_people.c.call.in_(changing)))
        await connection.execute(_table.delete().where(_table.c.id.in_(list(left))))


async def _write(connection: AsyncConnection, call: _Call, seen: CallSeen, name: Namer) -> None:
    """Write a call; whose names are known are named by the week in which it began."""
    at = call.started_at
    if seen.number in call.halves:
        (call.by_end if seen.ended else call.by_start).update(
            name(seen.chat, account, at) for account in seen.participants
        )
    for account in {seen.initiator, *seen.participants}:
        now = name(seen.chat, account, at)
        once = {name(seen.chat, account, each) for each in (at - LONGEST, at + LONGEST, seen.at)}
        for listed in (call.by_start, call.by_end):
            if now != UNNAMED and listed & once:
                listed.difference_update(once)
                listed.add(now)
    values = {
        "chat": seen.chat,
        "initiator": name(seen.chat, seen.initiator, at),
        "started_at": at,
        **_values(call.start, call.end),
    }
    if call.id is None:
        call.id = await connection.scalar(_table.insert().values(values).returning(_table.c.id))
    else:
        await connection.execute(update(_table).where(_table.c.id == call.id).values(values))
    rows = [
        {
            "call": call.id,
            "author": author,
            "by_start": author in call.by_start,
            "by_end": author in call.by_end,
        }
        for author in sorted(call.by_start | call.by_end)
    ]
    if rows:
        await connection.execute(insert(connection, _people), rows)


def _values(start: Start | None, end: CallEnd | None) -> dict[str, Any]:
    count = end.count if end is not None else start.count if start is not None else 0
    return {
        "start_number": start and start.number,
        "start_at": start and start.at,
        "start_count": start and start.count,
        "end_number": end and end.number,
        "end_at": end and end.at,
        "told_at": end and end.told,
        "closed": end is not None,
        "seconds": end and end.seconds,
        "reached": end and end.reached,
        "participant_count": count,
    }


async def close_old(connection: AsyncConnection, before: int) -> int:
    """Stop waiting for the end of calls begun before a moment: their duration stays unknown."""
    result = await connection.execute(
        update(_table)
        .where(_table.c.closed.is_(False), _table.c.started_at < before)
        .values(closed=True)
    )
    return int(result.rowcount)
