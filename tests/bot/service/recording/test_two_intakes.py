"""Two intakes on one database, each with everything or with its half: every message counts once."""

import asyncio
import random
from contextlib import asynccontextmanager

import pytest

from bot.app import open_service
from bot.config.settings import load_settings
from bot.service.core import open_core
from storage import tables
from storage.db.engines.opened import Opening
from tests.bot.service.recording.recorded import counted, poll, says, written
from tests.cast import MARIA, OLGA, PAVEL
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

FIRST, COUNT = 51, 240
BY = [MARIA, OLGA, PAVEL]


@asynccontextmanager
async def another(place):
    """One more service on the same database."""
    settings, folder = load_settings(place.config), place.config.parent
    async with (
        open_core(settings, folder, Opening.CHANGE) as core,
        open_service(core, settings, place.world.now) as service,
    ):
        yield service


def cut(updates, chance):
    """Cut what happened into polls, of which some come twice and some out of order."""
    polls, at = [], 0
    while at < len(updates):
        size = chance.randint(1, 12)
        polls.append(updates[at : at + size])
        at += size
    polls += chance.sample(polls, len(polls) // 4)
    if chance.random() < 0.5:
        chance.shuffle(polls)
    return polls


async def take(service, polls):
    for number, updates in enumerate(polls, start=1):
        await service.intake.take(poll(number, *updates))
        await asyncio.sleep(0)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("feed", ["everything", "half"])
async def test_every_message_counts_once_whoever_hears_of_it(tmp_path, feed, seed):
    chance = random.Random(seed)
    async with playground(tmp_path) as place, another(place) as other:
        chat = await place.chat("Педсовет", *BY)
        await place.roster()
        said = [chance.choice(BY) for _ in range(COUNT)]
        updates = [written(says(chat, number, who)) for number, who in enumerate(said, start=FIRST)]
        mine, its = updates, updates
        if feed == "half":
            heads = [chance.random() < 0.5 for _ in updates]
            mine = [each for each, head in zip(updates, heads, strict=True) if head]
            its = [each for each, head in zip(updates, heads, strict=True) if not head]
        await asyncio.gather(take(place.service, cut(mine, chance)), take(other, cut(its, chance)))

        found = await counted(place)
        holes = await place.rows(tables.holes)
    assert sorted(found.values()) == sorted(said.count(who) for who in BY)
    assert [hole for hole in holes if hole.last >= FIRST] == []
