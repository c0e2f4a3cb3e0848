"""Nudges through the real delivery to the sandbox, which refuses the 21st request of a second."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from loguru import logger

from bot.app import open_service
from bot.service.core import Core, open_core
from bot.vk.client import REQUESTS_A_SECOND
from monitor.facts.digest import Nudge
from monitor.facts.values import Requirement
from monitor.orders.jobs import JobName
from sandbox.http.server import serve
from sandbox.world.world import World
from storage import tables
from storage.db.times import seconds
from storage.records import NoticeState
from tests.bench.apart import Tell
from tests.bench.planting import Row, fill, name_of, plant, settings_of
from tests.bench.results import Nudged
from tests.bench.town import FIRST_STAFF, MONDAY, Town, moment

ALLOWED = 20  # requests a second, as on VK
NOW = moment(3, 15)


class NotAllSent(Exception):
    """Some nudges did not arrive."""


def work(tell: Tell, *, town: Town, nudges: int, folder: Path) -> Nudged:
    """Deliver so many nudges. Raises ``NotAllSent``."""
    logger.remove()
    return asyncio.run(_work(tell, town, nudges, folder))


async def _work(tell: Tell, town: Town, nudges: int, folder: Path) -> Nudged:
    asked: list[float] = []

    def stopwatch() -> float:
        asked.append(time.monotonic())
        tell(min(1.0, len(asked) / nudges))
        return asked[-1]

    world = World(stopwatch=stopwatch)
    world.rate_limit = ALLOWED
    for index in range(nudges):
        world.allow_dm(world.add_person("Мария", "Петрова", id=FIRST_STAFF + index))
    database = Path(tempfile.mkdtemp(dir=folder)) / "nudges.db"
    async with serve(world) as sandbox:
        settings = settings_of(town, database, sandbox.url, world.token)
        await plant(town, settings)
        async with (
            open_core(settings, folder) as core,
            open_service(core, settings, lambda: NOW, pace=REQUESTS_A_SECOND) as service,
        ):
            await _plan(core, town, nudges)
            world.requests.clear()
            asked.clear()
            began = time.perf_counter()
            told = await service.delivery.drain()
            took = time.perf_counter() - began
    arrived = sum(len(dialog.messages) for dialog in world.dms.values())
    if not told == arrived == nudges:
        raise NotAllSent(f"{arrived} of {nudges}")
    return Nudged(took=took, requests=dict(world.requests), peak=_peak(asked))


async def _plan(core: Core, town: Town, nudges: int) -> None:
    async with core.database.writing() as connection:
        await fill(connection, tables.notices, _notices(town, nudges))


def _notices(town: Town, nudges: int) -> Iterator[Row]:
    facts = msgspec.json.encode(
        Nudge(
            name="Петрова Мария Ивановна",
            unit_name="МАОУ «СОШ № 12»",
            first=MONDAY,
            last=moment(6).date(),
            requirements=(Requirement(counts="messages", done=7, needed=10),),
            days_left=4,
            incomplete=False,
        )
    ).decode()
    for index in range(nudges):
        yield {
            "unit": name_of(index % town.units),
            "kind": JobName.NUDGE.value,
            "period": "2026-W47",
            "recipient": FIRST_STAFF + index,
            "facts": facts,
            "due_at": seconds(NOW),
            "expires_at": seconds(moment(7)),
            "state": NoticeState.RELEASED.value,
            "attempts": 0,
            "error": "",
        }


def _peak(asked: list[float]) -> int:
    """The most requests within any one second."""
    most = start = 0
    for end, at in enumerate(asked):
        while at - asked[start] >= 1:
            start += 1
        most = max(most, end - start + 1)
    return most
