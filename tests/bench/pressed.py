"""The whole service with a week of a town loaded, its stream coming in, and buttons pressed."""

import asyncio
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from loguru import logger

from bot.app import open_service
from bot.cli.settling import settle
from bot.service.core import open_core
from storage import tables
from tests.bench.apart import Tell
from tests.bench.planting import plant, settings_of
from tests.bench.presser import NOW
from tests.bench.town import Town
from tests.bench.week_planting import plant_week

LOOK = 0.2  # seconds


class NotAnswered(Exception):
    """The stand-in for VK has ended."""


def work(
    tell: Tell, *, town: Town, url: str, answers: Connection, folder: Path
) -> list[float | None]:
    """Give the seconds from each press to its answer."""
    logger.remove()
    return asyncio.run(_work(tell, town, url, answers, folder))


async def _work(
    tell: Tell, town: Town, url: str, answers: Connection, folder: Path
) -> list[float | None]:
    database = Path(tempfile.mkdtemp(dir=folder)) / "pressed.db"
    settings = settings_of(town, database, url)
    await plant(town, settings)
    async with open_core(settings, database.parent) as core:
        await plant_week(town, core)
        async with core.database.writing() as connection:
            await connection.execute(tables.ledger.delete())  # the stream's numbers begin anew
        tell(0.3)
        async with open_service(core, settings, lambda: NOW) as service:
            settle()  # as ``run`` does once the service stands
            running = asyncio.create_task(service.run())
            try:
                while not answers.poll():
                    if running.done():
                        raise NotAnswered
                    await asyncio.sleep(LOOK)
                found: list[float | None] = answers.recv()
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running
    return found
