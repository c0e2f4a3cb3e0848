"""Notices that must not go out any more, because who was to read them holds no office now."""

from collections.abc import Iterable

from sqlalchemy import exists, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.records import NoticeState

_notices = tables.notices
_offices = tables.offices

PERSONAL = ("nudge",)
"""What is told to people as members of the staff, whatever office they hold."""


async def withdraw(connection: AsyncConnection, left: Iterable[tuple[str, int]]) -> None:
    """Let go what waits for (unit, account) pairs that hold no office in the unit any more.

    What has begun to be sent is beyond recall. The facts go: names are in them.
    """
    pairs = list(left)
    if not pairs:
        return
    holds = exists(
        select(_offices.c.account).where(
            _offices.c.unit == _notices.c.unit, _offices.c.account == _notices.c.recipient
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
