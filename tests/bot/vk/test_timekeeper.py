"""Whose clock counts: VK's, as far as it tells the time."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.vk.timekeeper import Timekeeper
from tests.bot.ordering import order
from tests.cast import MONDAY_MORNING
from tests.playground import playground

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("off", "told"),
    [
        (timedelta(), timedelta()),
        (timedelta(seconds=4), timedelta(seconds=4)),  # the network's delay is no difference
        (timedelta(hours=-3), timedelta()),
        (timedelta(days=400), timedelta()),
    ],
)
async def test_a_machine_whose_clock_is_off_is_put_right(tmp_path: Path, off, told):
    async with playground(tmp_path) as place:
        timekeeper = Timekeeper(lambda: MONDAY_MORNING + off)
        await timekeeper.ask(place.service.vk)

        assert timekeeper.now() == MONDAY_MORNING + told


async def test_without_an_answer_the_last_difference_stays(tmp_path: Path, impatient):
    async with playground(tmp_path) as place:
        timekeeper = Timekeeper(lambda: MONDAY_MORNING + timedelta(hours=1))
        await timekeeper.ask(place.service.vk)
        await order(place, {"on": "method:utils.getServerTime", "error": 10, "times": -1})
        await timekeeper.ask(place.service.vk)

        assert timekeeper.now() == MONDAY_MORNING
