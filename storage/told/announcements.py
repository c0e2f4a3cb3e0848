"""Announcements to chats: who made them and when; what became of them is told by their notices."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, and_, cast, delete, exists, select

from storage import tables
from storage.db.dialects import insert
from storage.db.statements import built_once
from storage.db.times import moment, moment_or_none, seconds
from storage.engine import AsyncConnection
from storage.records import NoticeState
from storage.told.kinds import ANNOUNCED, ANNOUNCEMENT, URGENT
from storage.told.withdrawing import WITHDRAWN

_table = tables.announcements
_sent = tables.notices
_kinds = _sent.c.kind.in_([ANNOUNCEMENT, URGENT])


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """An announcement without its words; ``chats``: to how many it went.

    ``wanted_at``: the moment its author chose; None: as soon as may be.
    """

    id: int
    unit: str
    author: int
    made_at: datetime
    chats: int
    wanted_at: datetime | None = None

    @property
    def since(self) -> datetime:
        """From when on its two days are counted."""
        return self.wanted_at or self.made_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of an announcement in one chat; ``notice`` numbers what was sent.

    ``recipient``: as notices name it; ``error``: why it failed, or why it still waits.
    """

    notice: int
    recipient: int
    state: NoticeState
    error: str
    due_at: datetime
    settled_at: datetime | None


def period(number: int) -> str:
    """Name the period of an announcement's notices."""
    return str(number)


async def add(
    connection: AsyncConnection,
    unit: str,
    author: int,
    chats: int,
    now: datetime,
    wanted_at: datetime | None = None,
) -> int:
    """Write that somebody announces something; give its number.

    Announcements of the unit of which no notices are left any more are forgotten.
    """
    await connection.execute(delete(_table).where(_table.c.unit == unit, ~exists().where(_mine())))
    values = {
        "unit": unit,
        "author": author,
        "chats": chats,
        "made_at": seconds(now),
        "wanted_at": None if wanted_at is None else seconds(wanted_at),
    }
    new = await connection.execute(insert(connection, _table).values(values).returning(_table.c.id))
    return int(new.scalar_one())


async def get(connection: AsyncConnection, number: int) -> Announcement | None:
    """Read one."""
    row = (await connection.execute(select(_table).where(_table.c.id == number))).first()
    return None if row is None else _read(row)


async def of_unit(connection: AsyncConnection, unit: str) -> list[Announcement]:
    """List a unit's announcements, newest first."""
    rows = await connection.execute(
        select(_table)
        .where(_table.c.unit == unit)
        .order_by(_table.c.made_at.desc(), _table.c.id.desc())
    )
    return [_read(row) for row in rows]


async def delivered(connection: AsyncConnection, announcement: Announcement) -> list[Delivered]:
    """Tell what became of an announcement, chat by chat."""
    rows = await connection.execute(
        select(_sent)
        .where(_sent.c.unit == announcement.unit, _sent.c.period == period(announcement.id), _kinds)
        .order_by(_sent.c.id)
    )
    return [
        Delivered(
            notice=row.id,
            recipient=row.recipient,
            state=NoticeState(row.state),
            error=row.error,
            due_at=moment(row.due_at),
            settled_at=moment_or_none(row.settled_at),
        )
        for row in rows
    ]


async def over(connection: AsyncConnection, since: datetime) -> list[Announcement]:
    """List what is settled in every chat, in the last of them since a moment, and not told of."""
    return [_read(row) for row in await connection.execute(*_over(seconds(since)))]


@built_once
def _over(since: int) -> Select[Any]:
    waiting = _sent.c.state.in_([NoticeState.PLANNED, NoticeState.RELEASED])
    return (
        select(_table)
        .where(
            exists().where(_mine(), _kinds, _sent.c.settled_at >= since),
            ~exists().where(_mine(), _kinds, waiting),
            ~exists().where(_mine(), _sent.c.kind == ANNOUNCED),
            ~exists().where(_mine(), _sent.c.error == WITHDRAWN),  # who did it knows
        )
        .order_by(_table.c.id)
    )


def _mine() -> ColumnElement[bool]:
    """Join an announcement with its notices."""
    kinds = _sent.c.kind.in_([ANNOUNCEMENT, URGENT, ANNOUNCED])
    numbered = _sent.c.period == cast(_table.c.id, Text)
    return and_(_sent.c.unit == _table.c.unit, kinds, numbered)


def _read(row: Row[Any]) -> Announcement:
    return Announcement(
        id=row.id,
        unit=row.unit,
        author=row.author,
        made_at=moment(row.made_at),
        chats=row.chats,
        wanted_at=moment_or_none(row.wanted_at),
    )
