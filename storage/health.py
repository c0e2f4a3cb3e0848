"""How the program fares, as far as the database tells."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.asked import backlog
from storage.db.times import moment_or_none
from storage.records import Access, NoticeState
from storage.seen import holes


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Counts and moments an operator looks at first."""

    position: str | None
    heard_at: datetime | None  # when the stream was last heard, with or without news
    read_through: datetime | None  # all that happened before it is read
    inbox: int
    notices_waiting: int
    notices_doubtful: int
    notices_failed: int
    holes: int
    missing: int  # numbers in the holes still to be asked for
    chats: int
    chats_unclaimed: int
    chats_unproved: tuple[tuple[int, str], ...]  # (chat, title) not known to show everything
    quarantine: int
    answers: int = 0  # composed, and not taken by the messenger so far
    folded: int = 0  # in thirty days: answered together with a later message
    dropped: int = 0  # in thirty days: not answered, floods


async def look(connection: AsyncConnection, source: str) -> Health:
    """Read the state of everything; ``source`` names the stream."""
    cursor = (
        await connection.execute(select(tables.cursors).where(tables.cursors.c.source == source))
    ).first()
    pieces, missing = await holes.count_open(connection)
    chats, notices = tables.chats.c, tables.notices.c
    listed = select(tables.units.c.id).where(tables.units.c.listed)
    waiting = and_(notices.state == NoticeState.RELEASED, notices.unit.in_(listed))
    unproved = await connection.execute(
        select(chats.id, chats.title)
        .where(chats.present, chats.unit.in_(listed), chats.access != Access.ALL)
        .order_by(chats.id)
    )
    folded, dropped = await backlog.turned_away(connection)
    return Health(
        position=None if cursor is None else cursor.position,
        heard_at=moment_or_none(None if cursor is None else cursor.moved_at),
        read_through=moment_or_none(None if cursor is None else cursor.read_through),
        inbox=await _count(connection, tables.inbox.c.body.is_not(None)),
        notices_waiting=await _count(connection, waiting),
        notices_doubtful=await _count(connection, waiting & notices.begun_at.is_not(None)),
        notices_failed=await _count(connection, notices.state == NoticeState.FAILED),
        holes=pieces,
        missing=missing,
        chats=await _count(connection, chats.present & chats.unit.in_(listed)),
        chats_unclaimed=await _count(connection, chats.present & chats.unit.is_(None)),
        chats_unproved=tuple((row.id, row.title) for row in unproved),
        quarantine=int(
            await connection.scalar(select(func.count()).select_from(tables.quarantine)) or 0
        ),
        answers=await _count(connection, tables.answers.c.id.is_not(None)),
        folded=folded,
        dropped=dropped,
    )


async def _count(connection: AsyncConnection, condition: object) -> int:
    found = await connection.scalar(select(func.count()).where(condition))  # type: ignore[arg-type]
    return int(found or 0)
