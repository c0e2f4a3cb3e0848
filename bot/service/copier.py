"""Copies of the database on a schedule: one a night, whoever of several machines begins it first.

What the copy takes the place of goes only once it lies there whole: a full disk costs no older one.
"""

import asyncio
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from loguru import logger

from bot.config.sections import CopySettings
from bot.faults import described
from bot.service import copier_words as words
from bot.service import database_words
from bot.service.keeping import tolerant
from bot.service.oversight.room import folder_of
from storage.copying.backup import NotSqlite, file_of, make
from storage.copying.rotation import name_of, outdated
from storage.db import portable
from storage.db.database import Database
from storage.db.errors import StorageError
from storage.told import copies
from storage.told.copies import Copy

EVERY = 60.0  # seconds between two looks at the clock
TWICE = 2
"""Times its size that a copy needs while it is made: what is left out is taken away at the end."""


def slot_of(now: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """Give the last moment at which a copy was due: that hour, by a zone's clock. Pure."""
    here = now.astimezone(zone)
    today = here.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    if today.timestamp() <= now.timestamp():
        return today
    return (today.replace(tzinfo=None) - timedelta(days=1)).replace(tzinfo=zone)


class Copier:
    """Makes them. A night without the service is caught up when it runs again."""

    def __init__(
        self,
        database: Database,
        url: str,
        wants: CopySettings,
        zone: ZoneInfo,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._url = url
        self._wants = wants
        self._zone = zone
        self._clock = clock
        self._folder = folder_of(url) / wants.folder

    async def run(self) -> None:
        """Make them for ever."""
        while True:
            await tolerant(self.step, "copies")
            await asyncio.sleep(EVERY)

    async def step(self) -> None:
        """Make the one that is due, unless there is one, or another process is at it."""
        now = self._clock()
        slot = slot_of(now, self._wants.hour, self._zone)
        async with self._database.reading() as connection:
            if not await copies.is_due(connection, slot, now):
                return
        async with self._database.writing() as connection:
            if not await copies.begin(connection, slot, now):
                return
        try:
            copy = await self._make(now)
        except (OSError, StorageError) as error:
            logger.error("{}", words.failed(str(self._folder), _reason(error)))
            return
        async with self._database.writing() as connection:
            await copies.note(connection, copy)
            await copies.done(connection, slot, now)
        logger.info("copied: {}, {} bytes", copy.place, copy.size)
        await asyncio.to_thread(self._rotate)

    async def _make(self, now: datetime) -> Copy:
        await asyncio.to_thread(self._prepare)
        target = self._folder / name_of(now.astimezone(self._zone))
        size = await make(self._url, target)
        return Copy(place=str(target), made_at=now, size=size)

    def _prepare(self) -> None:
        """Make the folder, and forget what a killed process left half done. Raises ``OSError``."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self._folder.glob("zvonok-*.db.part"):
            portable.forget(left)
        try:
            size = file_of(self._url).stat().st_size
        except (NotSqlite, FileNotFoundError):
            return
        if shutil.disk_usage(self._folder).free < TWICE * size:
            raise NoRoom

    def _rotate(self) -> None:
        names = [each.name for each in self._folder.iterdir()]
        for name in outdated(names, self._wants.daily, self._wants.weekly):
            Path(self._folder, name).unlink(missing_ok=True)


def _reason(error: OSError | StorageError) -> str:
    if isinstance(error, StorageError):
        return database_words.sentence(error)
    return words.NO_ROOM if isinstance(error, NoRoom) else str(error.strerror or described(error))


class NoRoom(OSError):
    """The disk has no room for a copy; the service shall not be the one who fills it."""
