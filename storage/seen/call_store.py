"""Calls: a start message and an end message become one row."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import BindParameter, and_, bindparam, delete, insert, or_, select, update

from storage import tables
from storage.db.statements import OnConnection, Said, Tables, Values
from storage.engine import AsyncConnection
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


_ALL = tuple(each.name for each in _table.c)
_COLUMNS = tuple(each for each in _ALL if each != "id")
_NAMES = ("first", "second", "third", "fourth")
"""As many as there are moments by which who began a call may be named."""

_row: BindParameter[int] = bindparam("row")
_NEAR = Said(
    lambda _: (
        select(_table)
        .where(
            _table.c.chat == bindparam("near"),
            or_(*(_table.c.initiator == bindparam(each) for each in _NAMES)),
            _table.c.started_at >= bindparam("earliest"),
            _table.c.started_at <= bindparam("latest"),
            # Joined before it was kept what each half had said: it stays so.
            or_(
                _table.c.start_number.is_(None),
                _table.c.end_number.is_(None),
                and_(_table.c.start_at.is_not(None), _table.c.end_at.is_not(None)),
            ),
        )
        .order_by(_table.c.id)
    ),
    ("near", *_NAMES, "earliest", "latest"),
)
_ADD = Said(lambda _: insert(_table).returning(_table.c.id), _COLUMNS)
_CHANGE = Said(lambda _: update(_table).where(_table.c.id == _row), (*_COLUMNS, "row"))
_FREE = Said(
    lambda _: update(_table).where(_table.c.id == _row), ("start_number", "end_number", "row")
)
_GO = Said(lambda _: delete(_table).where(_table.c.id == _row), ("row",))
_LISTED = Said(lambda _: select(_people).where(_people.c.call == _row), ("row",))
_LIST = Said(lambda _: insert(_people), ("call", "author", "by_start", "by_end"))
_UNLIST = Said(lambda _: delete(_people).where(_people.c.call == _row), ("row",))


async def note(connection: AsyncConnection, seen: Sequence[CallSeen], name: Namer) -> None:
    """Write halves of calls, as ``put`` does."""
    if seen:
        await connection.run_sync(lambda inner: put(OnConnection(inner), seen, name))


def put(to: Tables, seen: Iterable[CallSeen], name: Namer) -> None:
    """Write halves of calls seen for the first time, each joined to its other if that is known.

    A half may be joined to another than before, where that one fits better.
    """
    for each in seen:
        _put(to, each, name)


def _put(to: Tables, seen: CallSeen, name: Namer) -> None:
    moments = {seen.at, seen.started_at, seen.at - LONGEST, seen.started_at + LONGEST}
    names = {name(seen.chat, seen.initiator, at) for at in moments} - {UNNAMED}
    known = _around(to, seen, names)
    mine = _half(seen)
    if not known:
        _list(mine, seen, name)
        _keep(to, mine, seen, name)
        return
    joined = _joined([*known, mine])
    fresh = [each for each in joined if each.id is None or each.halves != _halves_of(known, each)]
    left = {each.id for each in known} - {each.id for each in joined}
    _put_apart(to, fresh, known, left)
    for call in fresh:
        _write(to, call, seen, name)


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


def _around(to: Tables, seen: CallSeen, names: Collection[int]) -> list[_Call]:
    """Read the calls the same person began in the chat about that time."""
    if not names:
        return []
    four = (*names, *names, *names, *names)[: len(_NAMES)]
    earliest = min(seen.started_at, seen.at) - LONGEST
    found = to.rows(_NEAR, seen.chat, *four, earliest, seen.at + LONGEST)
    return [_read(dict(zip(_ALL, row, strict=True))) for row in found]


def _read(row: dict[str, Any]) -> _Call:
    call = _Call(id=row["id"])
    if row["start_number"] is not None:
        count = row["participant_count"] if row["start_count"] is None else row["start_count"]
        at = row["started_at"] if row["start_at"] is None else row["start_at"]
        call.start = Start(number=row["start_number"], at=at, count=count)
    if row["end_number"] is not None:
        ended_at = row["started_at"] + (row["seconds"] or 0)
        reached = row["reached"]
        call.end = CallEnd(
            number=row["end_number"],
            at=ended_at if row["end_at"] is None else row["end_at"],
            told=row["told_at"],
            seconds=row["seconds"],
            reached=None if reached is None else bool(reached),
            count=row["participant_count"],
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


def _put_apart(
    to: Tables,
    fresh: Iterable[_Call],
    known: Iterable[_Call],
    left: Collection[int | None],
) -> None:
    """Take the rows that change apart: their numbers are free then, their people of no half.

    ``left``: rows whose one half went to another's; they go.
    """
    rows = {each.id: each for each in known}
    changing = [call.id for call in fresh if call.id is not None] + list(left)
    by_start: dict[int, set[int]] = {}
    by_end: dict[int, set[int]] = {}
    for number in changing:
        start, end = rows[number].halves
        for _, author, listed_by_start, listed_by_end in to.rows(_LISTED, number):
            if start is not None and (listed_by_start or end is None):
                by_start.setdefault(start, set()).add(author)
            if end is not None and (listed_by_end or start is None):
                by_end.setdefault(end, set()).add(author)
    for call in fresh:
        start, end = call.halves
        call.by_start |= by_start.get(start or 0, set())
        call.by_end |= by_end.get(end or 0, set())
    if len(changing) > 1:  # a number may go from one row to another
        to.many(_FREE, [(None, None, number) for number in changing])
    to.many(_UNLIST, [(number,) for number in changing])
    to.many(_GO, [(number,) for number in left])


def _write(to: Tables, call: _Call, seen: CallSeen, name: Namer) -> None:
    """Write a call; whose names are known are named by the week in which it began."""
    at = call.started_at
    if seen.number in call.halves:
        _list(call, seen, name)
    for account in {seen.initiator, *seen.participants}:
        now = name(seen.chat, account, at)
        once = {name(seen.chat, account, each) for each in (at - LONGEST, at + LONGEST, seen.at)}
        for listed in (call.by_start, call.by_end):
            if now != UNNAMED and listed & once:
                listed.difference_update(once)
                listed.add(now)
    _keep(to, call, seen, name)


def _list(call: _Call, seen: CallSeen, name: Namer) -> None:
    """Name those whom a half lists, by the week in which the call began."""
    at = call.started_at
    (call.by_end if seen.ended else call.by_start).update(
        name(seen.chat, account, at) for account in seen.participants
    )


def _keep(to: Tables, call: _Call, seen: CallSeen, name: Namer) -> None:
    at = call.started_at
    values = {
        "chat": seen.chat,
        "initiator": name(seen.chat, seen.initiator, at),
        "started_at": at,
        **_values(call.start, call.end),
    }
    row: Values = tuple(values[each] for each in _COLUMNS)
    if call.id is None:
        [(call.id,)] = to.rows(_ADD, *row)
    else:
        to.many(_CHANGE, [(*row, call.id)])
    listed_ = sorted(call.by_start | call.by_end)
    to.many(
        _LIST, [(call.id, each, each in call.by_start, each in call.by_end) for each in listed_]
    )


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
