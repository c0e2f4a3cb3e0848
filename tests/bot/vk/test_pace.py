"""The pace: so many requests a second, and whoever matters most is the next to ask."""

import asyncio
import itertools

import pytest

from bot.vk.pace import HOLDER, STAFF, STRANGER, Pace, serving

pytestmark = pytest.mark.asyncio


async def queue(pace, ranks):
    """Let so many ask at once; give their places in the order in which they were let through."""
    order = []

    async def ask(place, rank):
        serving.set(rank)
        await pace.slot()
        order.append(place)

    async with asyncio.TaskGroup() as group:
        for place, rank in enumerate(ranks):
            group.create_task(ask(place, rank))
    return order


async def test_holders_pass_strangers_in_the_queue_and_each_rank_keeps_its_order():
    ranks = [STRANGER] * 50 + [STAFF] * 2 + [HOLDER] * 2
    order = await queue(Pace(0.001), ranks)
    assert order == [0, 52, 53, 50, 51, *range(1, 50)]  # the first found nobody waiting


async def test_slots_are_apart():
    loop = asyncio.get_running_loop()
    pace, moments = Pace(0.01), []
    for _ in range(10):
        await pace.slot()
        moments.append(loop.time())
    assert all(later - earlier > 0.009 for earlier, later in itertools.pairwise(moments))


async def test_who_gives_up_waiting_holds_up_nobody():
    pace = Pace(0.5)  # far longer than it takes to begin waiting
    await pace.slot()
    waiting = [asyncio.create_task(pace.slot()) for _ in range(4)]
    await asyncio.sleep(0)
    for task in waiting[::2]:
        task.cancel()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert [each is None for each in done] == [False, True] * 2
    async with asyncio.timeout(5):
        await pace.slot()
