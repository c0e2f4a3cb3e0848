"""Looking at the whole service: what the database tells of it, and the disk under it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.config.settings import Settings
from bot.service.core import Core
from bot.service.oversight import room
from bot.service.oversight.pulse import is_alive
from bot.service.oversight.room import Room
from bot.service.recording.intake import POSTED, SOURCE
from monitor.jobs.loading.load import Units, load_vacations
from monitor.jobs.tick import overdue
from monitor.orders.model import LEVELS
from monitor.orders.schedule import Due
from monitor.time.calendar import days_off
from monitor.time.lessons import lessons_began
from storage import health
from storage.chats import chats
from storage.db.database import Connection
from storage.db.times import moment
from storage.health import LATE, Health
from storage.told import conditions, copies, processes
from storage.told.conditions import Condition
from storage.told.copies import Copy
from storage.told.processes import Process

MESSAGES = "messages"
"""Under this name a process notes (UTC seconds) when it last recorded a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen at a moment.

    ``quiet_since``: since when no message came though lessons are on (None: they are not);
    ``copied``: the newest copy, ``copy_due``: since when there is something to copy.
    """

    now: datetime
    health: Health
    conditions: Mapping[str, Condition]
    processes: Sequence[Process]
    copied: Copy | None
    copy_due: datetime | None
    late: Sequence[Due] = ()
    quiet_since: datetime | None = None
    room: Room | None = None

    @property
    def living(self) -> tuple[Process, ...]:
        """The processes heard lately."""
        return tuple(each for each in self.processes if is_alive(each, self.now))


def source_of(settings: Settings) -> str:
    """Name the stream that is read."""
    return POSTED if settings.vk.transport == "callback" else SOURCE


async def look(core: Core, settings: Settings, now: datetime, own: Process | None = None) -> Look:
    """Look at everything; ``own``: this process, better than its row. Raises ``StorageError``."""
    async with core.database.reading() as connection:
        found = await health.look(connection, source_of(settings), now)
        running = [each for each in await processes.all(connection) if not _same(each, own)]
        running += [] if own is None else [own]
        return Look(
            now=now,
            health=found,
            conditions=await conditions.all(connection),
            processes=running,
            copied=await copies.last(connection),
            copy_due=await copies.awaited_since(connection),
            quiet_since=await _quiet_since(connection, core.units, found, running, now),
            room=await asyncio.to_thread(room.look, room.folder_of(settings.database.url)),
            late=[
                each
                for each in await overdue(connection, core.units, now)
                if each.moment <= now - LATE
            ],
        )


def _same(process: Process, own: Process | None) -> bool:
    return own is not None and process.name == own.name


async def _quiet_since(
    connection: Connection,
    units: Units,
    found: Health,
    running: Sequence[Process],
    now: datetime,
) -> datetime | None:
    served = await chats.since(connection)
    schools = [each for name, each in units.items() if name in served and each.kind not in LEVELS]
    rests = await load_vacations(connection, schools)
    began = [
        max(at, served[each.id])
        for each in schools
        if (at := lessons_began(now, each.zone, days_off(rests[each.id]))) is not None
    ]
    if not began:
        return None
    last = last_message(found.last_hour, running)
    return min(began) if last is None else max(min(began), min(last, now))


def last_message(hour: int | None, running: Sequence[Process]) -> datetime | None:
    """Tell when the last message came: the end of its hour, or more exactly, if a process knows."""
    if hour is None:
        return None
    noted = [int(each.notes[MESSAGES]) for each in running if MESSAGES in each.notes]
    known = max(noted, default=0)
    exact = known if known // 3600 >= hour else (hour + 1) * 3600
    return moment(exact)


def lasts(since: datetime | None, now: datetime, longest: timedelta) -> bool:
    """Tell whether something lasts longer than it may; ``longest`` zero: it may for ever."""
    return since is not None and bool(longest) and now - since > longest
