"""Sending notices: claimed, begun, settled.

A claim has an owner and an end: a sender that dies gives its notices back, at anybody's start.

A send is *begun* (``begun_at``) before the messenger is asked. Begun and not settled means that
nobody knows yet whether it arrived: the messenger's refusal, its history, or the message coming
back with our ``random_id`` tells.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update

from storage import tables
from storage.db.owners import NOBODY
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
        listed,
    )
    chosen = select(_c.id).where(free).order_by(_c.due_at, _c.id).limit(limit)
    result = await connection.execute(
        update(_table)
        .where(_c.id.in_(chosen), free)
        .values(claimed_until=seconds(clock + CLAIM), claimed_by=by, attempts=_c.attempts + 1)
        .returning(_table)
    )
    return sorted((notice_of(row) for row in result), key=lambda each: (each.due_at, each.id))


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
