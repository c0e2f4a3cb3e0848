"""What ends with an office or a place on the roster, and announcements that are taken back."""

from collections.abc import Iterable

from sqlalchemy import Update, delete, exists, select, tuple_, update

from storage import tables
from storage.accounts import CHATS
from storage.db.statements import built_once
from storage.db.traces import destroyed
from storage.engine import AsyncConnection
from storage.records import NoticeState, Office
from storage.told.kinds import ANNOUNCEMENT, PERSONAL, URGENT

_notices = tables.notices
_offices = tables.offices
_claims = tables.claims
_chats = tables.chats

WITHDRAWN, MOVED = "withdrawn", "moved"
"""Why an announcement did not go out: it was taken back, or the chat is another unit's now."""


async def withdraw(connection: AsyncConnection, left: Iterable[tuple[str, int]]) -> None:
    """Let go what waits for (unit, account) pairs that hold no office in the unit any more.

    What has begun to be sent is beyond recall. The facts go: names are in them. Codes for offices
    that somebody issued end with the office by which he might.
    """
    pairs = list(left)
    if not pairs:
        return
    holds = exists(
        select(_offices.c.account).where(
            _offices.c.unit == _notices.c.unit, _offices.c.account == _notices.c.recipient
        )
    )
    issuing = exists(
        select(_offices.c.account).where(
            _offices.c.unit == _claims.c.unit,
            _offices.c.account == _claims.c.issuer,
            _offices.c.office == Office.ADMINISTRATOR.value,
        )
    )
    await connection.execute(
        delete(_claims).where(
            tuple_(_claims.c.unit, _claims.c.issuer).in_(pairs),
            _claims.c.used_by.is_(None),
            ~issuing,
        )
    )
    await connection.execute(
        update(_notices)
        .where(
            tuple_(_notices.c.unit, _notices.c.recipient).in_(pairs),
            _notices.c.kind.not_in(PERSONAL),
            _notices.c.state.in_((NoticeState.PLANNED, NoticeState.RELEASED)),
            _notices.c.begun_at.is_(None),
            ~holds,
        )
        .values(state=NoticeState.STALE, error="office", facts="")
    )
    destroyed(connection)


async def withdraw_personal(connection: AsyncConnection, left: Iterable[tuple[str, int]]) -> None:
    """Let go what waits for (unit, account) pairs as persons of the unit: they are none now."""
    pairs = list(left)
    if not pairs:
        return
    await connection.execute(
        update(_notices)
        .where(
            tuple_(_notices.c.unit, _notices.c.recipient).in_(pairs),
            _notices.c.kind.in_(PERSONAL),
            _notices.c.state.in_((NoticeState.PLANNED, NoticeState.RELEASED)),
            _notices.c.begun_at.is_(None),
        )
        .values(state=NoticeState.STALE, error="person", facts="")
    )
    destroyed(connection)


async def withdraw_announcement(connection: AsyncConnection, unit: str, period: str) -> int:
    """Let go an announcement in the chats it was not begun to be sent to; return how many."""
    done = await connection.execute(
        update(_notices)
        .where(
            _notices.c.unit == unit,
            _notices.c.period == period,
            _notices.c.kind.in_((ANNOUNCEMENT, URGENT)),
            _notices.c.state.in_((NoticeState.PLANNED, NoticeState.RELEASED)),
            _notices.c.begun_at.is_(None),
            _notices.c.claimed_until.is_(None),
        )
        .values(state=NoticeState.STALE, error=WITHDRAWN, facts="")
    )
    if done.rowcount:
        destroyed(connection)
    return int(done.rowcount)


async def withdraw_moved(connection: AsyncConnection, now: int) -> None:
    """Let go what is due to chats that became another unit's since it was written."""
    done = await connection.execute(*_moved(now))
    if done.rowcount:
        destroyed(connection)


@built_once
def _moved(now: int) -> Update:
    moved = exists(
        select(_chats.c.id).where(
            _chats.c.id == _notices.c.recipient - CHATS, _chats.c.unit != _notices.c.unit
        )
    )
    due = update(_notices).where(
        _notices.c.kind.in_((ANNOUNCEMENT, URGENT)),
        _notices.c.state == NoticeState.PLANNED,
        _notices.c.due_at <= now,
        moved,
    )
    return due.values(state=NoticeState.STALE, error=MOVED, facts="", settled_at=now)
