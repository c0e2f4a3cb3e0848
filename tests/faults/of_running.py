"""Faults of the processes that run, of VK, and of the clock."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.service.oversight.running_words import CLOCK, DEAD_VK, REFUSED
from storage import tables
from storage.told import conditions
from tests.cast import MARIA, utc
from tests.faults.healthy import LIVING, NOW, marked

LATE = timedelta(minutes=11)


def without(*parts, since=LATE):
    """A process in which some parts have not made a turn for a while."""
    return replace(LIVING, turns={**LIVING.turns, **dict.fromkeys(parts, NOW - since)})


async def intake_dead(place):
    await marked(place, without("intake"))


async def answering_dead(place):
    await marked(place, without("answering"))


async def delivery_dead(place):
    await marked(place, without("delivery"))


async def monitor_dead(place):
    await marked(place, without("monitor"))


async def part_missing(place):
    await marked(place, replace(LIVING, turns={"intake": NOW, "answering": NOW, "answers": NOW}))


async def not_running(place):
    await marked(place)


async def token_dead(place):
    place.world.token = "vk1.a.another"


async def token_dead_elsewhere(place):
    await marked(place, LIVING, replace(LIVING, number=4_000_002, notes={DEAD_VK: 5}))


async def community_other(place):
    async with place.service.core.database.writing() as connection:
        await conditions.set(connection, conditions.COMMUNITY, "225000002", NOW)


async def rights(place):
    place.world.rights -= {"docs"}


async def longpoll_off(place):
    place.world.long_poll_enabled = False


async def events_off(place):
    place.world.event_types -= {"message_reply"}


async def vk_silent(place):
    text = place.config.read_text(encoding="utf-8")
    place.config.write_text(
        re.sub(r"http://127.0.0.1:\d+", "http://127.0.0.1:9", text), encoding="utf-8"
    )


async def behind(place):
    for _ in range(1_000):
        place.world.say(MARIA, dm=True, text="Ау")


async def not_heard(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.cursors.update().values(moved_at=utc(NOW - LATE)))


async def clock(place):
    await marked(place, replace(LIVING, notes={CLOCK: 3_600}))


async def config_differs(place):
    await marked(place, LIVING, replace(LIVING, machine="another", config="otherwise"))


async def config_refused(place):
    await marked(place, replace(LIVING, notes={REFUSED: True}))


async def version_differs(place):
    await marked(place, LIVING, replace(LIVING, machine="another", version="0.1.0+0a1b2c"))
