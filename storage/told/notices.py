"""Notices: planned by the monitor, released when their moment has come, told by delivery.

planned → released → sent | failed; planned or released → stale when told too late to be of use.
How they are sent is in ``sending``.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Update, and_, case, delete, not_, or_, select, update

from storage import tables
from storage.db.dialects import insert
from storage.db.statements import built_once
from storage.db.times import moment, moment_or_none, seconds
from storage.engine import AsyncConnection
from storage.records import NewNotice, Notice, NoticeState
from storage.told.kinds import AT_ANY_HOUR, KEPT
from storage.told.withdrawing import withdraw_moved

_table = tables.notices
_c = tables.notices.c

listed = _c.unit.in_(select(tables.units.c.id).where(tables.units.c.listed))
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
    await connection.execute(*_let_go(at))
    await withdraw_moved(connection, at)
    result = await connection.execute(*_release(at))
    return int(result.rowcount)


@built_once
def _let_go(at: int) -> Update:
    waiting = _c.state.in_([NoticeState.PLANNED, NoticeState.RELEASED])
    facts = case((_c.kind.in_(KEPT), _c.facts), else_="")
    late = update(_table).where(waiting, _c.expires_at <= at)
    return late.values(state=NoticeState.STALE, settled_at=at, facts=facts)


@built_once
def _release(at: int) -> Update:
    due = update(_table).where(_c.state == NoticeState.PLANNED, _c.due_at <= at, listed)
    return due.values(state=NoticeState.RELEASED)


async def waiting(connection: AsyncConnection) -> list[str]:
    """List the units that have something released and not begun to be sent."""
    return list(await connection.scalars(_WAITING))


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
_WAITING = select(_c.unit).where(_unbegun).distinct()


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
    return [notice_of(row) for row in await connection.execute(query.order_by(_c.id))]


async def has_period_with(connection: AsyncConnection, unit: str, kind: str, part: str) -> bool:
    """Tell whether a unit has a notice of a kind whose period has this in it."""
    found = await connection.scalar(
        select(_c.id)
        .where(_c.unit == unit, _c.kind == kind, _c.period.contains(part, autoescape=True))
        .limit(1)
    )
    return found is not None


def notice_of(row: Row[Any]) -> Notice:
    """Give the notice that a row holds."""
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
