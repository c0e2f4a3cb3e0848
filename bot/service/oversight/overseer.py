"""Looking at the service every minute, from within: for metrics, the ping and the alarm."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime

from loguru import logger

from bot.config.settings import Settings
from bot.faults import described
from bot.service.core import Core
from bot.service.keeping import tolerant
from bot.service.oversight import faults_words, room, running_words, service_words
from bot.service.oversight.alarm import Alarm
from bot.service.oversight.counts import Counts
from bot.service.oversight.door import opened
from bot.service.oversight.line import Line, cause_of, causes_first, once, wrong
from bot.service.oversight.look import Look, look
from bot.service.oversight.ping import Ping
from bot.service.oversight.pulse import Pulse, silent
from bot.service.oversight.running_words import CLOCK, DEAD_VK, DISK, NO_ROOM
from bot.service.troubles import Troubles
from bot.vk.client import Vk
from bot.vk.timekeeper import Timekeeper
from storage import health
from storage.db.errors import DiskFull, StorageError

EVERY = 60.0  # seconds between two looks
FIRST = 20.0  # seconds until the first: parts begin, and what was late is caught up
STUCK = 180.0  # seconds without a look after which nothing is well


class Overseer:
    """Looks, and remembers what it saw."""

    def __init__(
        self,
        core: Core,
        settings: Settings,
        vk: Vk,
        alarm: Alarm,
        pulse: Pulse,
        troubles: Troubles,
        clock: Callable[[], datetime],
        timekeeper: Timekeeper | None,
    ) -> None:
        self._core = core
        self._settings = settings
        self._vk = vk
        self._pulse = pulse
        self._troubles = troubles
        self._clock = clock
        self._timekeeper = timekeeper
        self._alarm = alarm
        url = settings.operator.ping.get_secret_value()
        self._ping = Ping(url) if url else None
        self._folder = room.folder_of(settings.database.url)
        self._look: Look | None = None
        self._lines: tuple[Line, ...] = ()
        self._completeness: float | None = None
        self._looked_at: float | None = None
        self.counts = Counts()
        self.addresses: list[tuple[str, int]] = []
        """Where it can be asked, while it runs."""

    async def run(self) -> None:
        """Look for ever. Raises ``Refused`` if the door cannot be opened."""
        async with self._door():
            await asyncio.sleep(FIRST)
            while True:
                await tolerant(self.step, "oversight")
                await asyncio.sleep(EVERY)

    async def step(self) -> None:
        """Look once, and tell whoever wants to know."""
        await self._note()
        try:
            await self._see()
        except StorageError as error:
            self._look = None
            code = "disk_full" if isinstance(error, DiskFull) else "database"
            text = faults_words.DATABASE_SILENT.format(kind=described(error))
            self._lines = (*self._troubled(), wrong(code, text))
        self._looked_at = time.monotonic()
        await self._alarm.hear(self._lines, {} if self._look is None else self._look.conditions)
        if self._ping is not None and not _serious(self._lines):
            await self._ping.send()

    async def _note(self) -> None:
        """Note what others cannot see: this machine's disk and clock, and what VK says to us."""
        found = await asyncio.to_thread(room.look, self._folder)
        if found is not None:
            self._pulse.note(DISK, found.free)
            full = not found.fits or "disk_full" in {each.code for each in self._troubled()}
            self._pulse.note(NO_ROOM, full or None)
        if self._timekeeper is not None:
            self._pulse.note(CLOCK, round(-self._timekeeper.ahead.total_seconds()) or None)
        self._pulse.note(DEAD_VK, self._troubles.dead)

    async def _see(self) -> None:
        wants = self._settings.operator
        seen = await look(self._core, self._settings, self._clock(), self._pulse.own())
        async with self._core.database.reading() as connection:
            self._completeness = await health.completeness(connection)
        self._look = seen
        found = (
            *self._troubled(),
            *service_words.lines(seen),
            *running_words.lines(seen, wants.silence(), wants.copies(), self._core.fingerprint),
        )
        self._lines = tuple(once(found))

    def _troubled(self) -> tuple[Line, ...]:
        return tuple(wrong(code, text) for code, text in self._troubles.lasting())

    def health(self) -> tuple[bool, dict[str, object]]:
        """Tell whether all is well: by the last look, our own parts, and what we stumble over."""
        parts = silent(self._pulse.own(), self._clock())
        late = self._looked_at is None or time.monotonic() - self._looked_at > STUCK
        lines = once((*self._troubled(), *self._lines))
        fine = not (parts or late or _serious(lines))
        return fine, {
            "fine": fine,
            "cause": cause_of(lines),
            "faults": list(dict.fromkeys(each.code for each in causes_first(lines))),
            "silent": list(parts),
            "looked": not late,
        }

    @contextlib.asynccontextmanager
    async def _door(self) -> AsyncIterator[None]:
        address = self._settings.operator.address()
        if address is None:
            yield
            return
        # Only who wants metrics imports their library.
        from bot.service.oversight.metrics import Figures, text_of  # noqa: PLC0415

        def metrics() -> bytes:
            return text_of(
                Figures(
                    look=self._look,
                    lines=self._lines,
                    completeness=self._completeness,
                    refused=self._vk.refused,
                    jobs=self.counts.jobs,
                    seconds=self.counts.seconds,
                )
            )

        runner = await opened(*address, self.health, metrics)
        self.addresses = [(each[0], each[1]) for each in runner.addresses]
        logger.info("health and metrics: listening on {}", self.addresses)
        try:
            yield
        finally:
            await runner.cleanup()


def _serious(lines: Iterable[Line]) -> bool:
    return any(each.fine is False and each.code in faults_words.SERIOUS for each in lines)
