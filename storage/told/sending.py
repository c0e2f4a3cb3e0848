"""Sending notices: claimed, begun, settled.

A claim has an owner and an end: a sender that dies gives its notices back, at anybody's start.

A send is *begun* (``begun_at``) before the messenger is asked. Begun and not settled means that
nobody knows yet whether it arrived: the messenger's refusal, its history, or the message coming
back with our ``random_id`` tells.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    Update,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)

from storage import tables
from storage.db.owners import NOBODY
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection
from storage.records import Notice, NoticeState
from storage.told.kinds import KEPT
from storage.told.notices import listed, notice_of

_table = tables.notices
_c = tables.notices.c

CLAIM = timedelta(minutes=5)

AT_ONCE = 1_000  # values in one statement


async def waits(connection: AsyncConnection, clock: datetime) -> bool:
    """Tell whether there is anything to claim."""
    return await connection.scalar(*_any(seconds(clock))) is not None


@built_once
def _any(at: int) -> Select[Any]:
    return select(_c.id).where(_free(at)).limit(1)


def _free(at: int) -> ColumnElement[bool]:
    """What nobody else is sending: released, or stale and not known whether it arrived."""
    return and_(
        or_(
            _c.state == NoticeState.RELEASED,
            and_(_c.state == NoticeState.STALE, _c.begun_at.is_not(None)),
        ),
        or_(_c.claimed_until.is_(None), _c.claimed_until <= at),
        or_(_c.retry_at.is_(None), _c.retry_at <= at),
        listed,
    )


async def claim(
    connection: AsyncConnection, clock: datetime, limit: int, by: int = NOBODY
) -> list[Notice]:
    """Take notices nobody else is sending, oldest first; ``clock`` is the real time.

    They are released ones, and stale ones of which is not known whether they arrived.
    """
    result = await connection.execute(*_claim(seconds(clock), limit, seconds(clock + CLAIM), by))
    return sorted((notice_of(row) for row in result), key=lambda each: (each.due_at, each.id))


@built_once
def _claim(at: int, limit: int, until: int, by: int) -> Executable:
    chosen = select(_c.id).where(_free(at)).order_by(_c.due_at, _c.id).limit(limit)
    return (
        update(_table)
        .where(_c.id.in_(chosen), _free(at))
        .values(claimed_until=until, claimed_by=by, attempts=_c.attempts + 1)
        .returning(_table)
    )


async def doubtful(connection: AsyncConnection, numbers: Collection[int]) -> dict[int, datetime]:
    """Tell for which notices a send was begun without a known outcome, and when it first was."""
    rows = await connection.execute(
        select(_c.id, _c.begun_at).where(_c.id.in_(numbers), _c.begun_at.is_not(None))
    )
    return {number: moment(begun_at) for number, begun_at in rows}


async def begin(connection: AsyncConnection, number: int, random_id: int, now: datetime) -> None:
    """Write that a send is about to begin; of several tries the first one's moment stays."""
    await begin_all(connection, {number: random_id}, now)


async def begin_all(
    connection: AsyncConnection, random_ids: Mapping[int, int], now: datetime
) -> None:
    """Write that sends are about to begin, by their numbers."""
    at = seconds(now)
    rows = [
        {"given_number": number, "given_id": random_id, "given_at": at}
        for number, random_id in random_ids.items()
    ]
    if rows:
        await connection.execute(_BEGIN, rows)


_BEGIN = (
    update(_table)
    .where(_c.id == bindparam("given_number"))
    .values(
        random_id=bindparam("given_id"), begun_at=func.coalesce(_c.begun_at, bindparam("given_at"))
    )
)


async def settle(
    connection: AsyncConnection, number: int, state: NoticeState, clock: datetime, error: str = ""
) -> None:
    """Close a notice, as ``settle_all``."""
    await settle_all(connection, [number], state, clock, error)


async def settle_all(
    connection: AsyncConnection,
    numbers: Collection[int],
    state: NoticeState,
    clock: datetime,
    error: str = "",
) -> None:
    """Close notices: SENT, FAILED with the reason, or STALE (it is known not to have arrived).

    SENT is the last word: it stands against everything said before or after.
    """
    close = _close_untold if state is NoticeState.STALE else _close
    await connection.execute(*close(list(numbers), state, seconds(clock), error))
    struck = await connection.execute(*_strike(list(numbers)))
    if struck.rowcount:
        destroyed(connection)


@built_once
def _close(numbers: list[int], state: NoticeState, at: int, error: str) -> Update:
    return _unless_sent(numbers).values(claimed_until=None, state=state, settled_at=at, error=error)


@built_once
def _close_untold(numbers: list[int], state: NoticeState, at: int, error: str) -> Update:
    return _unless_sent(numbers).values(
        claimed_until=None, state=state, settled_at=at, error=error, begun_at=None
    )


def _unless_sent(numbers: list[int]) -> Update:
    return update(_table).where(_c.id.in_(numbers), _c.state != NoticeState.SENT)


@built_once
def _strike(numbers: list[int]) -> Update:
    return update(_table).where(_c.id.in_(numbers), _c.kind.not_in(KEPT)).values(facts="")


async def settle_by_random_id(
    connection: AsyncConnection, pairs: Iterable[tuple[int, int]], clock: datetime
) -> int:
    """Close as SENT what came back from the messenger; ``pairs``: (recipient, random_id).

    Return how many notices were still open (or closed by mistake).
    """
    came_back = set(pairs)
    found = 0
    ids = sorted({random_id for _, random_id in came_back})
    for start in range(0, len(ids), AT_ONCE):
        rows = await connection.execute(*_unsettled(ids[start : start + AT_ONCE]))
        ours = [row.id for row in rows if (row.recipient, row.random_id) in came_back]
        if ours:
            await settle_all(connection, ours, NoticeState.SENT, clock)
        found += len(ours)
    return found


@built_once
def _unsettled(random_ids: list[int]) -> Select[Any]:
    open_ = and_(_c.begun_at.is_not(None), _c.state != NoticeState.SENT)
    return select(_c.id, _c.recipient, _c.random_id).where(_c.random_id.in_(random_ids), open_)


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
