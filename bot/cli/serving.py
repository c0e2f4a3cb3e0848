"""The service of one process: put together, and anew when its config is read again (SIGHUP).

What does not fit, or does not start, is told, and the service goes on as it was.
"""

import asyncio
from pathlib import Path

import typer
from loguru import logger

from bot.app import open_service
from bot.cli.opening import broken_orders
from bot.cli.running import sentence
from bot.cli.settling import settle
from bot.cli.words import reloading as words
from bot.clock import utc_now
from bot.config.settings import Settings, load_settings
from bot.errors import Refused
from bot.faults import described
from bot.service import applying_words as config_words
from bot.service.core import open_core
from bot.service.oversight import supervisor
from bot.service.oversight.pulse import silent
from bot.service.oversight.running_words import BEGUN, REFUSED
from bot.service.reading_orders import read_orders
from bot.service.running import Service
from bot.vk.timekeeper import Timekeeper
from bot.words import operator as operator_words
from storage.db.engines.opened import Opening
from storage.people.configured import Difference


class Serving:
    """Serves by a config until cancelled."""

    def __init__(
        self, config: Path, settings: Settings, only: str | None, opening: Opening
    ) -> None:
        self._config = config
        self._settings = settings
        self._only = only
        self._opening = opening
        self._service: Service | None = None
        self._running: asyncio.Task[None] | None = None
        self._serving = asyncio.Event()
        self._begun = 0
        self._refused = 0
        self.again = asyncio.Event()
        """Set: the config is to be read again."""

    async def run(self) -> None:
        """Serve. Raises what ends the service, and what does not let it start."""
        running = self._begin(self._settings)
        watched = asyncio.create_task(self._watched())
        try:
            while True:
                asked = asyncio.ensure_future(self.again.wait())
                await asyncio.wait((running, asked), return_when=asyncio.FIRST_COMPLETED)
                asked.cancel()
                if running.done():
                    return await running
                self.again.clear()
                if (new := await self._read()) is not None:
                    await self._end()
                    running = await self._changed_to(new)
        finally:
            watched.cancel()
            await self._end()

    async def _watched(self) -> None:
        """Tell the supervisor that we live, as long as every part makes turns, or we begin."""
        within = supervisor.expected_every()
        while within is not None:
            service = self._service
            if service is None or not silent(service.pulse.own(), service.clock()):
                supervisor.tell(supervisor.ALIVE)
            await asyncio.sleep(within / 4)

    def _begin(self, settings: Settings) -> "asyncio.Task[None]":
        self._service = None
        self._serving.clear()
        self._running = asyncio.create_task(self._serve(settings))
        return self._running

    async def _end(self) -> None:
        if self._running is not None and not self._running.done():
            self._running.cancel()
            await asyncio.wait((self._running,))

    async def _read(self) -> Settings | None:
        """Read and check the config; None: it does not fit."""
        try:
            return await self._checked()
        except Exception as error:  # noqa: BLE001 - whatever it is, the service goes on as it was
            self._tell_refused(error)
            return None

    async def _checked(self) -> Settings:
        settings = load_settings(self._config)
        if settings.database.url != self._settings.database.url:
            raise Refused(words.OTHER_DATABASE)
        settings.token()
        if settings.vk.transport == "callback":
            settings.callback_secret()
        _, _, broken = await read_orders(settings, self._config.parent)
        if broken:
            raise broken[0].error
        return settings

    async def _changed_to(self, new: Settings) -> "asyncio.Task[None]":
        """Serve by a new config; if it does not start, by the old one."""
        refused, self._refused = self._refused, 0
        running = self._begin(new)
        began = asyncio.ensure_future(self._serving.wait())
        await asyncio.wait((running, began), return_when=asyncio.FIRST_COMPLETED)
        began.cancel()
        if running.done() and (error := running.exception()) is not None:
            self._refused = refused
            self._tell_refused(error)
            return self._begin(self._settings)
        self._settings = new
        logger.info("{}", words.RELOADED)
        return running

    def _tell_refused(self, error: BaseException) -> None:
        said = sentence(error) or described(error)
        for line in f"{words.REFUSED}\n{said}".splitlines():
            logger.error("{}", line)
        self._refused += 1
        if self._service is not None:
            self._service.pulse.note(REFUSED, self._refused)
            self._service.pulse.hurry()

    async def _serve(self, settings: Settings) -> None:
        folder = self._config.parent
        async with (
            open_core(settings, folder, self._opening, settled=False) as core,
            open_service(core, settings, Timekeeper(utc_now), patient=True) as service,
        ):
            await core.settle(utc_now(), _log_difference)  # only now it is known to be ours
            settle()
            for line in "\n".join(broken_orders(core)).splitlines():
                logger.warning("{}", line)
            logger.info("started: group {}, {} units", service.group, len(core.units))
            for unit in core.units.values():
                if (change := unit.change(utc_now())) is not None:
                    said = (
                        "unit {}: from {} on weeks begin on weekday {}; the running one stays as "
                        "it is"
                    )
                    logger.warning(said, unit.id, change[0].isoformat(), change[1] + 1)
            typer.echo(operator_words.started(service.group, len(core.units)))
            self._opening = Opening.UPGRADE  # a database that vanished is made by nobody
            self._service = service
            self._serving.set()
            supervisor.tell(supervisor.READY)
            self._begun += 1
            service.pulse.note(BEGUN, self._begun)
            service.pulse.note(REFUSED, self._refused or None)
            await service.run(self._only)


def _log_difference(difference: Difference) -> None:
    if difference:
        for line in (config_words.CHANGES, *config_words.lines(difference)):
            logger.info("{}", line)
