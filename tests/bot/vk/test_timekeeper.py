"""Whose clock counts: VK's, and what cannot be set carries it on."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.vk.timekeeper import LATELY, Timekeeper, sure
from tests.bot.ordering import order
from tests.cast import MONDAY_MORNING
from tests.playground import playground

SILENT = {"on": "method:utils.getServerTime", "error": 10, "times": -1}


class Machine:
    """A machine whose clock can be set, and whose seconds go on all the same."""

    def __init__(self, off=timedelta()):
        self.off = off
        self.seconds = 1_000.0

    def clock(self):
        return MONDAY_MORNING + self.off + timedelta(seconds=self.seconds - 1_000)

    def stopwatch(self):
        return self.seconds

    def keeper(self):
        return Timekeeper(self.clock, self.stopwatch)


@pytest.mark.asyncio
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
        timekeeper = Machine(off).keeper()
        assert timekeeper.sure() is None
        assert await timekeeper.ask(place.service.vk)

        assert timekeeper.now() == timekeeper.sure() == MONDAY_MORNING + told


@pytest.mark.asyncio
@pytest.mark.parametrize("days", [1, -1, 365, -365])
async def test_without_an_answer_the_seconds_since_the_last_one_count_whatever_the_clock_does(
    tmp_path: Path, impatient, days
):
    async with playground(tmp_path) as place:
        machine = Machine(timedelta(hours=1))
        timekeeper = machine.keeper()
        await timekeeper.ask(place.service.vk)
        await order(place, SILENT)
        machine.off += timedelta(days=days)
        machine.seconds += 600
        assert not await timekeeper.ask(place.service.vk)

        later = MONDAY_MORNING + timedelta(minutes=10)
        assert timekeeper.now() == timekeeper.sure() == later
        machine.seconds += 3_601
        assert timekeeper.sure() is None


class Odd:
    """A VK whose answer to every question is the same."""

    def __init__(self, answer):
        self.answer = answer

    async def call(self, method, **params):
        return self.answer


@pytest.mark.asyncio
@pytest.mark.parametrize("answer", [None, "час дня", [], {}, 10**30, -(10**30)])
async def test_what_is_no_time_is_none(answer):
    keeper = Machine().keeper()

    assert await keeper.ask(Odd(answer)) is False
    assert keeper.sure() is None


@pytest.mark.asyncio
async def test_what_happens_now_confirms_the_time_and_moves_it_nowhere(tmp_path: Path):
    async with playground(tmp_path) as place:
        machine = Machine()
        timekeeper = machine.keeper()
        timekeeper.heard(MONDAY_MORNING)
        assert timekeeper.sure() is None
        await timekeeper.ask(place.service.vk)
        for _ in range(3):
            machine.seconds += 3_000
            timekeeper.heard(timekeeper.now() + timedelta(minutes=2))
        machine.seconds += 3_000
        assert timekeeper.sure() == MONDAY_MORNING + timedelta(seconds=12_000)
        timekeeper.heard(timekeeper.now() - timedelta(minutes=3))  # a backlog confirms nothing
        timekeeper.heard(timekeeper.now() + timedelta(days=1))
        machine.seconds += 601
        assert timekeeper.sure() is None


@pytest.mark.parametrize(
    ("elapsed", "believed"),
    [
        (timedelta(), True),
        (LATELY, True),
        (LATELY + timedelta(seconds=1), False),
        (timedelta(days=365), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_how_long_a_told_time_is_believed(elapsed, believed):
    assert sure(MONDAY_MORNING, elapsed) == (MONDAY_MORNING + elapsed if believed else None)
    assert sure(None, elapsed) is None
