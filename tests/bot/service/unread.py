"""A school whose stream lags behind, and the machine it is served on."""

from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.app import open_service
from bot.config.settings import load_settings
from bot.service.core import open_core
from bot.vk.timekeeper import Timekeeper
from storage import tables
from tests.cast import ADMIN, DEPUTY, MARIA, NEXT_MONDAY_CLOSE, PAVEL, SCHOOL, STRANGER, at
from tests.playground import playground

FRIDAY_EVENING = at(4, 19)

SILENT = {"on": "method:utils.getServerTime", "error": 10, "times": -1}


@asynccontextmanager
async def school(folder: Path, now=FRIDAY_EVENING):
    """A school whose stream is read only as far as it is: to ``now``."""
    async with playground(folder, honest=True) as place:
        for person in (ADMIN, DEPUTY, MARIA):
            place.world.say(person, dm=True, text="Начать")
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL, STRANGER)
        place.say(chat, MARIA, 4, at(1, 10))
        place.world.set_clock(now)
        await place.settle()
        yield place, chat


def sunday(place, chat):
    """What was written while nobody read."""
    place.world.set_clock(at(6, 20))
    place.say(chat, MARIA, 6)
    place.say(chat, STRANGER, 9)
    place.world.set_clock(NEXT_MONDAY_CLOSE)


async def closed(place, unit=SCHOOL):
    return [row.week for row in await place.rows(tables.snapshots) if row.unit == unit]


async def figures(place):
    """The closed week: its completeness, Maria's messages, all messages, times without sight."""
    report = await place.report()
    assert report.window.closed
    [maria] = [each for each in report.people if each.name.startswith("Петрова")]
    blanks = [(each.cause, each.since, each.until) for each in report.blanks]
    return report.completeness, maria.messages, sum(each.messages for each in report.chats), blanks


class Machine:
    """A machine whose clock is set by hand."""

    def __init__(self, moment, off=timedelta()):
        self.moment, self.off, self.seconds = moment, off, 0.0

    def keeper(self):
        return Timekeeper(
            lambda: self.moment + self.off + timedelta(seconds=self.seconds), lambda: self.seconds
        )


@asynccontextmanager
async def served(place, machine):
    """Put the school's service together anew, on a machine of its own."""
    settings = load_settings(place.config)
    async with (
        open_core(settings, place.config.parent) as core,
        open_service(
            core, settings, machine.keeper(), place.sent.append, 2_000, alone=True
        ) as service,
    ):
        yield service


JUMPS = [timedelta(days=days) for days in (1, -1, 365, -365)]
