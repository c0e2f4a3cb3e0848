"""What ends with an office, or with a person's place on the roster: notices and codes."""

from collections.abc import Iterable

from sqlalchemy import delete, exists, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.db.traces import destroyed
from storage.records import NoticeState, Office
from storage.told.kinds import PERSONAL

_notices = tables.notices
_offices = tables.offices
_claims = tables.claims


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
