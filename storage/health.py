"""How the program fares, as far as the database tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from storage import tables
from storage.asked import backlog
from storage.db.times import moment_or_none, seconds
from storage.engine import AsyncConnection
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
    inbox_since: datetime | None = None  # since when the oldest waits
    notices_late: int = 0  # should have been told longer ago than ``LATE``, and may be
    notices_since: datetime | None = None  # when the first of these should have been
    unlisted: Mapping[str, int] = field(default_factory=dict)  # chats of units not in the config
    people: int = 0  # on all rosters
    last_hour: int | None = None  # the newest hour (UTC hours since 1970) with a message


LATE = timedelta(minutes=10)


async def look(connection: AsyncConnection, source: str, now: datetime | None = None) -> Health:
    """Read everything; ``source`` names the stream, and without ``now`` nothing is late."""
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
    late, late_since = await _late(connection, now)
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
        inbox_since=moment_or_none(
            await connection.scalar(
                select(func.min(tables.inbox.c.received_at)).where(tables.inbox.c.body.is_not(None))
            )
        ),
        notices_late=late,
        notices_since=late_since,
        unlisted=await _unlisted(connection),
        people=await _count(connection, tables.persons.c.dismissed_at.is_(None)),
        last_hour=await connection.scalar(select(func.max(tables.tallies.c.hour))),
    )


async def _late(connection: AsyncConnection, now: datetime | None) -> tuple[int, datetime | None]:
    """Count notices that nobody put off, and that should have been told ``LATE`` ago."""
    if now is None:
        return 0, None
    notices, units = tables.notices.c, tables.units.c
    until = seconds(now - LATE)
    rows = await connection.execute(
        select(func.count(), func.min(notices.due_at))
        .join(tables.units, units.id == notices.unit)
        .where(
            units.listed,
            notices.state.in_((NoticeState.PLANNED, NoticeState.RELEASED)),
            func.coalesce(notices.retry_at, notices.due_at) < until,
            or_(notices.expires_at.is_(None), notices.expires_at > seconds(now)),
        )
    )
    count, since = rows.one()
    return int(count), moment_or_none(since)


async def _unlisted(connection: AsyncConnection) -> dict[str, int]:
    """Count by unit the chats that belong to organisations the config does not name."""
    chats, units = tables.chats.c, tables.units.c
    rows = await connection.execute(
        select(units.id, func.count())
        .join(tables.chats, chats.unit == units.id)
        .where(chats.present, ~units.listed)
        .group_by(units.id)
        .order_by(units.id)
    )
    return {row[0]: row[1] for row in rows}


async def completeness(connection: AsyncConnection) -> float | None:
    """Tell which share of all numbers of present chats was seen; None: there are none."""
    seen, missed = await numbers(connection)
    return seen / (seen + missed) if seen + missed else None


async def numbers(connection: AsyncConnection) -> tuple[int, int]:
    """Count the numbers that were seen in present chats, and those that were not."""
    ledger, chats, holes_ = tables.ledger.c, tables.chats.c, tables.holes.c
    seen = await connection.scalar(
        select(func.sum(ledger.last - ledger.first + 1))
        .join(tables.chats, chats.id == ledger.conversation)
        .where(chats.present)
    )
    missed = await connection.scalar(
        select(func.sum(holes_.last - holes_.first + 1))
        .join(tables.chats, chats.id == holes_.chat)
        .where(chats.present)
    )
    return int(seen or 0), int(missed or 0)


async def _count(connection: AsyncConnection, condition: object) -> int:
    found = await connection.scalar(select(func.count()).where(condition))  # type: ignore[arg-type]
    return int(found or 0)
