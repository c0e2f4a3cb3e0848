"""Notices: planned by the monitor, released when their moment has come, told by delivery.

planned → released → sent | failed; planned or released → stale when told too late to be of use.
A claim is a conditional update with an end, so a sender that dies gives its notices back.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.dialects import insert
from storage.records import NewNotice, Notice, NoticeState
from storage.times import moment, moment_or_none, seconds

_table = tables.notices
_c = tables.notices.c

CLAIM = timedelta(minutes=5)


async def plan(connection: AsyncConnection, notices: Iterable[NewNotice]) -> int:
    """Write notices that are not there yet; return how many were new."""
    new = 0
    for notice in notices:
        result = await connection.execute(
            insert(connection, _table)
            .values(
                unit=notice.unit,
                kind=notice.kind,
                period=notice.period,
                recipient=notice.recipient,
                facts=notice.facts,
                due_at=seconds(notice.due_at),
                expires_at=None if notice.expires_at is None else seconds(notice.expires_at),
                state=NoticeState.PLANNED,
                attempts=0,
                error="",
            )
            .on_conflict_do_nothing(index_elements=["unit", "kind", "period", "recipient"])
        )
        new += result.rowcount
    return new


async def release(connection: AsyncConnection, now: datetime) -> int:
    """Release what is due and let go stale what came too late; return how many were released."""
    at = seconds(now)
    waiting = _c.state.in_([NoticeState.PLANNED, NoticeState.RELEASED])
    await connection.execute(
        update(_table)
        .where(waiting, _c.expires_at <= at)
        .values(state=NoticeState.STALE, settled_at=at)
    )
    result = await connection.execute(
        update(_table)
        .where(_c.state == NoticeState.PLANNED, _c.due_at <= at)
        .values(state=NoticeState.RELEASED)
    )
    return int(result.rowcount)


async def claim(connection: AsyncConnection, clock: datetime, limit: int) -> list[Notice]:
    """Take released notices nobody else is sending, oldest first; ``clock`` is the real time."""
    at = seconds(clock)
    free = and_(
        _c.state == NoticeState.RELEASED,
        or_(_c.claimed_until.is_(None), _c.claimed_until <= at),
        or_(_c.retry_at.is_(None), _c.retry_at <= at),
    )
    chosen = select(_c.id).where(free).order_by(_c.due_at, _c.id).limit(limit)
    result = await connection.execute(
        update(_table)
        .where(_c.id.in_(chosen), free)
        .values(claimed_until=seconds(clock + CLAIM), attempts=_c.attempts + 1)
        .returning(_table)
    )
    return sorted((_notice(row) for row in result), key=lambda each: (each.due_at, each.id))


async def settle(
    connection: AsyncConnection, number: int, state: NoticeState, clock: datetime, error: str = ""
) -> None:
    """Close a notice: SENT, or FAILED with the reason."""
    await connection.execute(
        update(_table)
        .where(_c.id == number)
        .values(state=state, settled_at=seconds(clock), claimed_until=None, error=error)
    )


async def postpone(connection: AsyncConnection, number: int, until: datetime, error: str) -> None:
    """Give a notice back, to be tried again at ``until``."""
    await connection.execute(
        update(_table)
        .where(_c.id == number)
        .values(retry_at=seconds(until), claimed_until=None, error=error)
    )


async def told(
    connection: AsyncConnection, kind: str, period: str, recipients: Iterable[int]
) -> set[int]:
    """Of the recipients, those who have a notice of this kind and period from any unit."""
    found = await connection.scalars(
        select(_c.recipient).where(
            _c.kind == kind, _c.period == period, _c.recipient.in_(list(recipients))
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


async def waiting(connection: AsyncConnection) -> int:
    """Count the notices released and not yet settled."""
    rows = await connection.scalars(select(_c.id).where(_c.state == NoticeState.RELEASED))
    return len(rows.all())


async def next_due(connection: AsyncConnection) -> datetime | None:
    """Tell when the next planned notice is due."""
    return moment_or_none(
        await connection.scalar(
            select(_c.due_at).where(_c.state == NoticeState.PLANNED).order_by(_c.due_at).limit(1)
        )
    )


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
