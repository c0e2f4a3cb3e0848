"""A service in good health, played on a playground: what a fault is then planted into."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.config.settings import load_settings
from bot.service.core import open_core
from bot.service.oversight.build import build
from bot.service.oversight.pulse import EVERYTHING
from bot.vk.checkup import EVENTS
from storage.told import copies, processes
from storage.told.copies import Copy
from storage.told.processes import Process
from tests.cast import CONFIG, MARIA, MONDAY_MORNING
from tests.playground import Playground, playground

NOW = MONDAY_MORNING
SINCE = NOW - timedelta(hours=1)
MACHINE = "school-server"

LIVING = Process(
    machine=MACHINE,
    number=4_000_001,  # higher than any of a machine's
    community=225000001,
    version=build(),
    config="",
    started_at=SINCE,
    heard_at=NOW,
    turns=dict.fromkeys(EVERYTHING, NOW),
)


@asynccontextmanager
async def healthy(folder: Path, extra: str = "") -> AsyncIterator[Playground]:
    """Open a playground of which ``doctor`` has nothing to say."""
    async with playground(folder, CONFIG + extra) as place:
        place.world.event_types |= set(EVENTS)
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA)
        await place.settle()
        await marked(place, LIVING)
        async with place.service.core.database.writing() as connection:
            await copies.note(connection, Copy(place="copy.db", made_at=SINCE, size=1))
        yield place


async def marked(place: Playground, *wanted: Process) -> None:
    """Let these be the processes that run; of the config at hand, if they name none."""
    core = place.service.core
    async with core.database.writing() as connection:
        await processes.leave(connection, [each.name for each in await processes.all(connection)])
        for each in wanted:
            own = replace(each, config=each.config or core.fingerprint)
            await processes.keep(connection, own)


async def applied(place: Playground) -> str:
    """Write the config at hand into the database, as a start does; give its fingerprint."""
    async with open_core(load_settings(place.config), place.config.parent, now=NOW) as core:
        return core.fingerprint
