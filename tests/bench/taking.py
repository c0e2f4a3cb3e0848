"""The service taking the stream in, exactly as it runs, until the last event is committed."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from loguru import logger

from bot.app import open_service
from bot.cli.settling import settle
from bot.service.core import open_core
from bot.service.recording.intake import SOURCE
from bot.service.running import Service
from tests.bench.planting import plant, settings_of
from tests.bench.town import Town, moment

AT_LEAST = 500  # events a second; slower than this it counts as stuck
LOOK = 0.02  # seconds between looks at what is committed; each look costs the service a little

Watch = Callable[[int], None]
"""Told the position committed so far."""


class WrongCount(Exception):
    """The tallies do not add up to what was sent."""


@asynccontextmanager
async def service_on(town: Town, database: Path, url: str) -> AsyncIterator[Service]:
    """The service with a fresh database of the town, polling ``url``."""
    logger.remove()
    settings = settings_of(town, database, url)
    await plant(town, settings)
    async with (
        open_core(settings, database.parent) as core,
        open_service(core, settings, lambda: moment(60)) as service,
    ):
        settle()  # as ``run`` does once the service stands
        yield service


async def take(
    service: Service,
    database: Path,
    events: int,
    watch: Watch,
    messages: int | None = None,
    look: float = LOOK,
) -> float:
    """Let the service take so many events in; give the seconds until all were committed.

    ``messages``: how many of them count; None: all. Raises ``WrongCount``, and ``TimeoutError``
    when it is stuck. ``look``: seconds between two looks.
    """
    began = time.perf_counter()
    running = asyncio.create_task(service.run("intake"))
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as looking:
        try:
            async with asyncio.timeout(30 + events / AT_LEAST):
                while (position := _position(looking)) < events and not running.done():
                    watch(position)
                    await asyncio.sleep(look)
            took = time.perf_counter() - began
            watch(position)
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
        (counted,) = looking.execute("SELECT sum(messages) FROM tallies").fetchone()
    if counted != (events if messages is None else messages):
        raise WrongCount(f"{counted} of {events} events")
    return took


def _position(looking: sqlite3.Connection) -> int:
    row = looking.execute("SELECT position FROM cursors WHERE source = ?", (SOURCE,)).fetchone()
    return 0 if row is None else int(row[0])
