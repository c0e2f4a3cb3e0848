"""A hundred strangers write to the bot, an administrator after them: when is he answered?"""

import asyncio
import contextlib
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from loguru import logger

from bot.app import open_service
from bot.config.settings import load_settings
from bot.service.core import open_core
from bot.vk.client import REQUESTS_A_SECOND
from sandbox.http.server import serve
from sandbox.world.world import World
from tests.bench.apart import Tell
from tests.bench.results import Flooded
from tests.cast import ADMIN, CONFIG, MONDAY_MORNING

ALLOWED = 20  # requests a second, as on VK
FIRST = 5_001
PATIENCE = 120.0  # seconds


class NotAnswered(Exception):
    """Somebody was not answered."""


def work(tell: Tell, *, strangers: int, each: int, folder: Path) -> Flooded:
    """Measure. Raises ``NotAnswered``."""
    logger.remove()
    return asyncio.run(_work(tell, strangers, each, Path(tempfile.mkdtemp(dir=folder))))


async def _work(tell: Tell, strangers: int, each: int, folder: Path) -> Flooded:
    world = World()
    world.rate_limit = ALLOWED
    world.set_clock(MONDAY_MORNING)
    people = range(FIRST, FIRST + strangers)
    world.add_person("Анна", "Быкова", id=ADMIN)
    for person in people:
        world.add_person("Гость", "Чужой", id=person)
    async with serve(world) as sandbox:
        path = folder / "config.toml"
        path.write_text(
            CONFIG.format(
                database=folder / "zvonok.db",
                token=world.token,
                api_url=f"{sandbox.url}/method/",
            ),
            encoding="utf-8",
        )
        settings = load_settings(path)
        async with (
            open_core(settings, folder) as core,
            open_service(core, settings, world.now, pace=REQUESTS_A_SECOND) as service,
        ):
            for index in range(each):
                for person in people:
                    world.say(person, dm=True, text=f"Здравствуйте {index}")
            world.say(ADMIN, dm=True, text="сводка")
            running = asyncio.create_task(service.run())
            try:
                return await _watch(tell, world, folder / "zvonok.db", people)
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)


async def _watch(tell: Tell, world: World, database: Path, people: range) -> Flooded:
    began, busy = time.perf_counter(), time.process_time()
    took = await _until(lambda: _answers(world, ADMIN) == 1)
    busy = time.process_time() - busy
    before = sum(_answers(world, person) > 0 for person in people)
    waiting = _waiting(database)
    world.say(ADMIN, dm=True, text="меню")
    pressed = await _until(lambda: _answers(world, ADMIN) == 2)
    await _until(lambda: _told(tell, world, people) == len(people))
    return Flooded(
        took=took,
        busy=busy,
        pressed=pressed,
        all=time.perf_counter() - began,
        before=before,
        waiting=waiting,
    )


async def _until(done: Callable[[], bool]) -> float:
    began = time.perf_counter()
    while not done():
        if time.perf_counter() - began > PATIENCE:
            raise NotAnswered
        await asyncio.sleep(0.01)
    return time.perf_counter() - began


def _told(tell: Tell, world: World, people: range) -> int:
    found = sum(_answers(world, person) > 0 for person in people)
    tell(found / len(people))
    return found


def _answers(world: World, person: int) -> int:
    return sum(message.from_id < 0 for message in world.dms[person].messages)


def _waiting(database: Path) -> int:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        [(found,)] = connection.execute("SELECT count(*) FROM inbox WHERE body IS NOT NULL")
    return int(found)
