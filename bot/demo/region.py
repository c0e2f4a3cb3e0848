"""A whole region's week through HTTP, without anybody watching: how long, how much, how exact."""

import asyncio
import resource
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import open_service
from bot.config.sections import DatabaseSettings, OperatorSettings, UnitSettings, VkSettings
from bot.config.settings import Settings
from bot.demo import region_words, words
from bot.demo.cast import MONDAY
from bot.demo.stage import local
from bot.demo.stepping import Stepping
from bot.dialog.staff.roster.rostering import import_roster
from bot.service.core import open_core
from bot.vk.sender import Sent
from monitor.orders.jobs import JobName
from monitor.orders.schedule import Plan, fires, trigger
from sandbox.http.server import serve
from sandbox.school import region as town
from sandbox.world.world import World
from storage.db.times import seconds
from storage.seen import activity

REGION, ORDER = "region", "smolensk"
ZONE = "Europe/Moscow"
COORDINATOR = 90_001
IN_A_MUNICIPALITY = 15
ORGANISATIONS, MESSAGES = 375, 2_667
"""Smolensk: so many organisations, and messages in each of them a week: a million."""

HOURS = range(7, 21)  # of a day in which people write
FAST = 5_000.0  # requests a second: the stand-in sets no limit

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how much of how much of it is."""


@dataclass(slots=True)
class Measured:
    """What a region's week took. Seconds by stage, bytes, messages written and counted."""

    organisations: int
    chats: int = 0
    took: dict[str, float] = field(default_factory=dict)
    said: int = 0
    counted: int = 0
    told: int = 0
    size: int = 0

    @property
    def memory(self) -> int:
        """The most bytes this process has had, the stand-in and all its messages included."""
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1_024


async def play(folder: Path, organisations: int, messages: int, progress: Progress) -> Measured:
    """Play the week of a region of so many organisations, each writing so many messages."""
    found = Measured(organisations=organisations)
    async with _raised(folder, organisations) as (work, world, sent):
        with _stage(found, region_words.SETTING_UP):
            places = await _set_up(work, world, organisations, progress)
        found.chats = sum(len(each.chats) for each in places)
        with _stage(found, region_words.WEEK):
            await _week(work, places, messages, progress)
        found.said = organisations * messages
        found.counted = await _counted(work, places)
        with _stage(found, region_words.CLOSING):
            progress(region_words.CLOSING, 0, 1)
            await work.do(local(MONDAY + timedelta(weeks=1), 9, ZoneInfo(ZONE)))
            progress(region_words.CLOSING, 1, 1)
        found.told = len(sent)
    found.size = await asyncio.to_thread(_size, folder)
    return found


def _size(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.glob("region.db*"))


class _stage:  # noqa: N801 - read as a word: with _stage(…)
    """Measure what a stage takes."""

    def __init__(self, found: Measured, name: str) -> None:
        self._found, self._name, self._begun = found, name, 0.0

    def __enter__(self) -> None:
        self._begun = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._found.took[self._name] = time.monotonic() - self._begun


@asynccontextmanager
async def _raised(
    folder: Path, organisations: int
) -> AsyncIterator[tuple[Stepping, World, list[Sent]]]:
    world, sent = World(), list[Sent]()
    world.rate_limit = None
    world.set_clock(local(MONDAY, 6, ZoneInfo(ZONE)))
    world.add_person(*words.COORDINATOR, id=COORDINATOR)
    world.allow_dm(COORDINATOR)
    async with serve(world) as sandbox:
        settings = Settings.model_construct(
            vk=VkSettings(token=SecretStr(world.token), api_url=f"{sandbox.url}/method/"),
            database=DatabaseSettings(url=f"sqlite:///{folder / 'region.db'}"),
            operator=OperatorSettings(silence_minutes=0, copy_hours=0),
            unit=tuple(_units(organisations)),
        )
        async with (
            open_core(settings, folder, now=world.now()) as core,
            open_service(core, settings, world.now, sent.append, FAST, alone=True) as service,
        ):
            yield Stepping(world, service, str(world.queue.last)), world, sent


def _units(organisations: int) -> list[UnitSettings]:
    """Make the region, its municipalities and its schools."""
    unit = partial(UnitSettings, timezone=ZONE, order=ORDER)
    found = [unit(id=REGION, kind="region", name=region_words.REGION, coordinators=(COORDINATOR,))]
    for number in range(-(-organisations // IN_A_MUNICIPALITY)):
        name = region_words.district(number + 1)
        found.append(unit(id=f"m{number}", kind="municipality", name=name, parent=REGION))
    for number in range(organisations):
        administrator, deputy = town.accounts(number)
        found.append(
            unit(
                id=f"s{number}",
                kind="school",
                name=region_words.school(number + 1),
                parent=f"m{number // IN_A_MUNICIPALITY}",
                administrators=(administrator,),
                deputies=(deputy,),
            )
        )
    return found


async def _set_up(
    work: Stepping, world: World, organisations: int, progress: Progress
) -> list[town.Place]:
    places = []
    for number in range(organisations):
        progress(region_words.SETTING_UP, number, organisations)
        place = town.settle(world, number)
        await work.settle()
        database, data = work.service.core.database, place.roster().encode()
        name, clock = words.roster_title(), work.service.clock
        await import_roster(database, None, f"s{number}", data, f"{name}.csv", clock)
        town.invite(world, place)
        await work.settle()
        places.append(place)
    progress(region_words.SETTING_UP, organisations, organisations)
    return places


async def _week(
    work: Stepping, places: list[town.Place], messages: int, progress: Progress
) -> None:
    """Play hour by hour; what the schedule wants is done at its moment."""
    zone, said = ZoneInfo(ZONE), 0
    hours = [local(MONDAY + timedelta(days=day), hour, zone) for day in range(7) for hour in HOURS]
    moments = _moments(work, hours[0], hours[-1])
    for index, (hour, share) in enumerate(
        zip(hours, town.shares(messages, len(hours)), strict=True)
    ):
        while moments and moments[0] <= hour:
            await work.do(moments.pop(0))
        work.world.set_clock(hour)
        for place in places:
            town.talk(work.world, place, share, index)
            said += share
            if work.waiting() > work.world.poll_limit:
                await work.settle()
                progress(region_words.WEEK, said, messages * len(places))
        await work.settle()
    progress(region_words.WEEK, said, said)


def _moments(work: Stepping, start: datetime, end: datetime) -> list[datetime]:
    unit = work.service.core.units[REGION]
    plan = Plan(unit=unit.id, zone=unit.zone, order=unit.order, since=None)
    crons = (trigger(job, plan) for job in JobName)
    return sorted({at for cron in crons if cron is not None for at in fires(cron, start, end)})


async def _counted(work: Stepping, places: list[town.Place]) -> int:
    """Count what is counted of the week's messages, before it is closed."""
    unit = work.service.core.units[REGION]
    week = unit.week(work.world.now())
    async with work.service.core.database.reading() as connection:
        lists = await activity.tallies_by_unit(
            connection,
            [f"s{each.number}" for each in places],
            seconds(week.start),
            seconds(week.end),
        )
    return sum(each.messages for tallies in lists.values() for each in tallies)
