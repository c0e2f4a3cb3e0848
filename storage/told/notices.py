"""Notices: planned by the monitor, released when their moment has come, told by delivery.

planned → released → sent | failed; planned or released → stale when told too late to be of use.
A claim has an owner and an end: a sender that dies gives its notices back, at anybody's start.

A send is *begun* (``begun_at``) before the messenger is asked. Begun and not settled means that
nobody knows yet whether it arrived: the messenger's refusal, its history, or the message coming
back with our ``random_id`` tells.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, case, delete, func, not_, or_, select, update

from storage import tables
from storage.db.dialects import insert
from storage.db.owners import NOBODY
from storage.db.times import moment, moment_or_none, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection
from storage.records import NewNotice, Notice, NoticeState
from storage.told.kinds import AT_ANY_HOUR, KEPT
from storage.told.withdrawing import withdraw_moved

_table = tables.notices
_c = tables.notices.c

CLAIM = timedelta(minutes=5)

AT_ONCE = 1_000  # values in one statement

_listed = _c.unit.in_(select(tables.units.c.id).where(tables.units.c.listed))
"""Of units that the config does not list nothing is told; it waits until they are put back."""


async def plan(
    connection: AsyncConnection, notices: Iterable[NewNotice], *, again: bool = False
) -> int:
    """Write notices that are not there yet; return how many were new.

    ``again``: one that is known never to have arrived (refused, or too late) is planned anew.
    """
    rows = [
        {
            "unit": notice.unit,
            "kind": notice.kind,
            "period": notice.period,
            "recipient": notice.recipient,
            "facts": notice.facts,
            "due_at": seconds(notice.due_at),
            "expires_at": None if notice.expires_at is None else seconds(notice.expires_at),
            "state": NoticeState.PLANNED,
            "attempts": 0,
            "error": "",
        }
        for notice in notices
    ]
    if not rows:
        return 0
    if again:
        await _forget_untold(connection, rows)
    statement = insert(connection, _table).on_conflict_do_nothing(
        index_elements=["unit", "kind", "period", "recipient"]
    )
    return len((await connection.scalars(statement.returning(_c.id), rows)).all())


async def units_told(
    connection: AsyncConnection, kind: str, asked: Collection[tuple[str, str]]
) -> set[str]:
    """Give the units that have a notice of a kind, told or to be told, in the period beside each.

    One that is known never to have arrived counts as well: it had its turn.
    """
    query = select(_c.unit, _c.period).where(
        _c.kind == kind, _c.period.in_({period for _, period in asked})
    )
    rows = await connection.execute(query)
    return {row.unit for row in rows if (row.unit, row.period) in asked}


async def _forget_untold(connection: AsyncConnection, rows: Iterable[dict[str, Any]]) -> None:
    """Forget those in whose place new ones come and that are known never to have arrived."""
    wanted: dict[tuple[str, str, str], set[int]] = {}
    for row in rows:
        key = row["unit"], row["kind"], row["period"]
        wanted.setdefault(key, set()).add(row["recipient"])
    for (unit, kind, period), recipients in wanted.items():
        same = and_(_c.unit == unit, _c.kind == kind, _c.period == period)
        await connection.execute(
            delete(_table).where(same, _c.recipient.in_(recipients), not_(_told))
        )


_told = or_(
    _c.state.in_([NoticeState.PLANNED, NoticeState.RELEASED, NoticeState.SENT]),
    and_(_c.state == NoticeState.STALE, _c.begun_at.is_not(None)),
)
"""Sent, still to be sent, or perhaps sent: nobody knows yet. What was refused told nobody."""


async def release(connection: AsyncConnection, now: datetime) -> int:
    """Release what is due and let go stale what came too late; return how many were released."""
    at = seconds(now)
    waiting = _c.state.in_([NoticeState.PLANNED, NoticeState.RELEASED])
    await connection.execute(
        update(_table)
        .where(waiting, _c.expires_at <= at)
        .values(
            state=NoticeState.STALE,
            settled_at=at,
            facts=case((_c.kind.in_(KEPT), _c.facts), else_=""),
        )
    )
    await withdraw_moved(connection, at)
    result = await connection.execute(
        update(_table)
        .where(_c.state == NoticeState.PLANNED, _c.due_at <= at, _listed)
        .values(state=NoticeState.RELEASED)
    )
    return int(result.rowcount)


async def waiting(connection: AsyncConnection) -> list[str]:
    """List the units that have something released and not begun to be sent."""
    return list(await connection.scalars(select(_c.unit).where(_unbegun).distinct()))


async def hold(connection: AsyncConnection, unit: str, until: datetime) -> None:
    """Take back what a unit was to be told and nobody has begun to send: it waits until then."""
    await connection.execute(
        update(_table)
        .where(_c.unit == unit, _unbegun)
        .values(state=NoticeState.PLANNED, due_at=seconds(until))
    )


_unbegun = and_(
    _c.state == NoticeState.RELEASED,
    _c.begun_at.is_(None),
    _c.claimed_until.is_(None),
    _c.kind.not_in(AT_ANY_HOUR),
)


async def claim(
    connection: AsyncConnection, clock: datetime, limit: int, by: int = NOBODY
) -> list[Notice]:
    """Take notices nobody else is sending, oldest first; ``clock`` is the real time.

    They are released ones, and stale ones of which is not known whether they arrived.
    """
    at = seconds(clock)
    free = and_(
        or_(
            _c.state == NoticeState.RELEASED,
            and_(_c.state == NoticeState.STALE, _c.begun_at.is_not(None)),
        ),
        or_(_c.claimed_until.is_(None), _c.claimed_until <= at),
        or_(_c.retry_at.is_(None), _c.retry_at <= at),
        _listed,
    )
    chosen = select(_c.id).where(free).order_by(_c.due_at, _c.id).limit(limit)
    result = await connection.execute(
        update(_table)
        .where(_c.id.in_(chosen), free)
        .values(claimed_until=seconds(clock + CLAIM), claimed_by=by, attempts=_c.attempts + 1)
        .returning(_table)
    )
    return sorted((_notice(row) for row in result), key=lambda each: (each.due_at, each.id))


async def doubtful(connection: AsyncConnection, numbers: Collection[int]) -> dict[int, datetime]:
    """Tell for which notices a send was begun without a known outcome, and when it first was."""
    rows = await connection.execute(
        select(_c.id, _c.begun_at).where(_c.id.in_(numbers), _c.begun_at.is_not(None))
    )
    return {number: moment(begun_at) for number, begun_at in rows}


async def begin(connection: AsyncConnection, number: int, random_id: int, now: datetime) -> None:
    """Write that a send is about to begin; of several tries the first one's moment stays."""
    await connection.execute(
        update(_table)
        .where(_c.id == number)
        .values(random_id=random_id, begun_at=func.coalesce(_c.begun_at, seconds(now)))
    )


async def settle(
    connection: AsyncConnection, number: int, state: NoticeState, clock: datetime, error: str = ""
) -> None:
    """Close a notice: SENT, FAILED with the reason, or STALE (it is known not to have arrived).

    SENT is the last word: it stands against everything said before or after.
    """
    values: dict[str, Any] = {"state": state, "settled_at": seconds(clock), "error": error}
    if state is NoticeState.STALE:
        values["begun_at"] = None
    await connection.execute(
        update(_table)
        .where(_c.id == number, _c.state != NoticeState.SENT)
        .values(claimed_until=None, **values)
    )
    struck = await connection.execute(
        update(_table).where(_c.id == number, _c.kind.not_in(KEPT)).values(facts="")
    )
    if struck.rowcount:
        destroyed(connection)


async def settle_by_random_id(
    connection: AsyncConnection, pairs: Iterable[tuple[int, int]], clock: datetime
) -> int:
    """Close as SENT what came back from the messenger; ``pairs``: (recipient, random_id).

    Return how many notices were still open (or closed by mistake).
    """
    came_back = set(pairs)
    open_ = and_(_c.begun_at.is_not(None), _c.state != NoticeState.SENT)
    found: list[int] = []
    ids = sorted({random_id for _, random_id in came_back})
    for start in range(0, len(ids), AT_ONCE):
        rows = await connection.execute(
            select(_c.id, _c.recipient, _c.random_id).where(
                _c.random_id.in_(ids[start : start + AT_ONCE]), open_
            )
        )
        found += [row.id for row in rows if (row.recipient, row.random_id) in came_back]
    for number in found:
        await settle(connection, number, NoticeState.SENT, clock)
    return len(found)


async def postpone(
    connection: AsyncConnection,
    number: int,
    until: datetime,
    error: str,
    *,
    unsent: bool = False,
) -> None:
    """Give a notice back, to be tried again at ``until``; ``unsent``: surely nothing arrived."""
    values: dict[str, Any] = {"retry_at": seconds(until), "claimed_until": None, "error": error}
    if unsent:
        values["begun_at"] = None
    await connection.execute(
        update(_table).where(_c.id == number, _c.state != NoticeState.SENT).values(values)
    )


async def free(connection: AsyncConnection, others: Collection[int] = ()) -> None:
    """Give back what is claimed by none of the ``others`` who live: nobody does it any more."""
    nobodys = or_(_c.claimed_by.is_(None), _c.claimed_by.not_in(others))
    await connection.execute(
        update(_table).where(_c.claimed_until.is_not(None), nobodys).values(claimed_until=None)
    )


async def unclaim(
    connection: AsyncConnection, numbers: Collection[int], untried: Collection[int]
) -> None:
    """Give notices back at once; ``untried`` are those of which never anything was sent."""
    for number in numbers:
        values: dict[str, Any] = {"claimed_until": None, "attempts": _c.attempts - 1}
        if number in untried:
            values["begun_at"] = None
        await connection.execute(
            update(_table).where(_c.id == number, _c.state != NoticeState.SENT).values(values)
        )


async def told(
    connection: AsyncConnection, kind: str, period: str, recipients: Iterable[int]
) -> set[int]:
    """Of the recipients, those told (or about to be) this kind for this period by any unit."""
    found = await connection.scalars(
        select(_c.recipient).where(
            _c.kind == kind, _c.period == period, _c.recipient.in_(list(recipients)), _told
        )
    )
    return set(found)


async def of_period(
    connection: AsyncConnection, unit: str, period: str, kind: str | None = None
) -> list[Notice]:
    """List a unit's notices of a period."""
    query = select(_table).where(_c.unit == unit, _c.period == period)
    if kind is not None:
        query = query.where(_c.kind == kind)
    return [_notice(row) for row in await connection.execute(query.order_by(_c.id))]


async def has_period_with(connection: AsyncConnection, unit: str, kind: str, part: str) -> bool:
    """Tell whether a unit has a notice of a kind whose period has this in it."""
    found = await connection.scalar(
        select(_c.id)
        .where(_c.unit == unit, _c.kind == kind, _c.period.contains(part, autoescape=True))
        .limit(1)
    )
    return found is not None


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        unit=row.unit,
        kind=row.kind,
        period=row.period,
        recipient=row.recipient,
        facts=row.facts,
        due_at=moment(row.due_at),
        expires_at=moment_or_none(row.expires_at),
        state=NoticeState(row.state),
        attempts=row.attempts,
        error=row.error,
    )
