"""Announcements: planned for chats, one notice each, and their author is told what came of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from monitor.jobs.loading.load import UnitOrder, Units
from monitor.jobs.telling import allowed
from storage.accounts import CHATS
from storage.db.database import Connection, Database
from storage.people import units
from storage.records import NewNotice, NoticeState, Office
from storage.told import announcements, materials, notices
from storage.told.announcements import Announcement
from storage.told.kinds import ANNOUNCED, ANNOUNCEMENT, URGENT
from storage.told.withdrawing import WITHDRAWN, withdraw_announcement

IN_TIME = timedelta(days=2)
"""Materials reach the chats within two days (Smolensk, row 21); later they are stale."""

LATELY = timedelta(days=1)
"""How long after the last chat was settled an announcement's author is still told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is announced: a text, VK's addresses of attachments, whether mentions notify."""

    text: str
    attachments: tuple[str, ...] = ()
    mentions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementOutcome:
    """What came of an announcement: in how many chats it is, of how many; without its words."""

    number: int
    made_at: datetime  # in the unit's zone
    sent: int
    chats: int


async def announce(
    connection: Connection,
    unit: UnitOrder,
    words: Words,
    chats: Collection[int],
    author: int,
    now: datetime,
    *,
    wanted_at: datetime | None = None,
    at_once: bool = False,
) -> int:
    """Plan an announcement to chats, now or when it is wanted; give its number.

    ``at_once``: at any hour.
    """
    number = await announcements.add(connection, unit.id, author, len(chats), now, wanted_at)
    begins = max(now, wanted_at or now)
    due_at = begins if at_once else await allowed(connection, unit, begins)
    facts = msgspec.json.encode(words).decode()
    await notices.plan(
        connection,
        [
            NewNotice(
                unit=unit.id,
                kind=URGENT if at_once else ANNOUNCEMENT,
                period=announcements.period(number),
                recipient=CHATS + chat,
                facts=facts,
                due_at=due_at,
                expires_at=due_at + IN_TIME,
            )
            for chat in sorted(chats)
        ],
    )
    return number


async def withdraw(connection: Connection, announcement: Announcement) -> int:
    """Take an announcement back where it was not begun to be sent; return in how many chats.

    What a level handed out and nobody has got counts as not passed on.
    """
    period = announcements.period(announcement.id)
    count = await withdraw_announcement(connection, announcement.unit, period)
    left = await announcements.delivered(connection, announcement)
    if all(each.error == WITHDRAWN for each in left):
        await materials.take_back(connection, announcement.unit, announcement.id)
    return count


async def tell_authors(database: Database, units: Units, now: datetime) -> int:
    """Plan to tell the authors of announcements that are over; return how many are new."""
    async with database.glancing() as connection:
        over = await announcements.over(connection, now - LATELY)
    mine = [each for each in over if each.unit in units]
    if not mine:
        return 0
    async with database.writing() as connection:
        return sum([await _tell(connection, units[each.unit], each, now) for each in mine])


async def _tell(
    connection: Connection, unit: UnitOrder, announcement: Announcement, now: datetime
) -> int:
    holders = await units.offices(connection, unit=unit.id, account=announcement.author)
    if Office.ADMINISTRATOR not in {holder.office for holder in holders}:
        return 0
    delivered = await announcements.delivered(connection, announcement)
    outcome = AnnouncementOutcome(
        number=announcement.id,
        made_at=announcement.made_at.astimezone(unit.zone),
        sent=sum(one.state is NoticeState.SENT for one in delivered),
        chats=len(delivered),
    )
    new = NewNotice(
        unit=unit.id,
        kind=ANNOUNCED,
        period=announcements.period(announcement.id),
        recipient=announcement.author,
        facts=msgspec.json.encode(outcome).decode(),
        due_at=await allowed(connection, unit, now),
    )
    return await notices.plan(connection, [new])
