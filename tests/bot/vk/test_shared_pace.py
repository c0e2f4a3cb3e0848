"""Several processes with one token: together they ask as often as VK allows one of them."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.budget import SharedBudget
from bot.vk.pace import AT_ONCE, HOLDER, STRANGER, Pace, Slots, serving
from bot.vk.turns import Turns
from storage.db.database import Database
from storage.db.errors import DatabaseUnreachable
from storage.told.slots import LONGEST, leased

SECOND = 1_000_000


@given(
    st.lists(
        st.tuples(st.integers(0, 2 * SECOND), st.integers(1, AT_ONCE)), min_size=1, max_size=40
    )
)
def test_in_no_second_are_there_more_slots_than_allowed(asked: Sequence[tuple[int, int]]):
    """Whoever asks, and whenever: slots begin one after the other and never before now."""
    apart, now, free_at, given_out = SECOND // 18, 0, None, []
    for later, count in asked:
        now += later
        start, free_at = leased(free_at, now, count * apart)
        assert start >= now
        given_out += [start + number * apart for number in range(count)]
    assert given_out == sorted(given_out)
    for at in given_out:
        assert sum(at <= each < at + SECOND for each in given_out) <= 19


@pytest.mark.parametrize("ahead", [LONGEST + 1, 3_600 * SECOND])
def test_what_a_clock_that_was_wrong_took_holds_up_nobody(ahead: int):
    assert leased(5 + ahead, 5, 10) == (5, 15)


class Scripted:
    """A budget that gives what it is told to, and notes what it was asked for."""

    def __init__(self, *given: Slots | Exception) -> None:
        self.given, self.asked = [*given], []

    async def slots(self, count: int, apart: float) -> Slots:
        del apart
        self.asked.append(count)
        loop = asyncio.get_running_loop()
        given = self.given.pop(0) if self.given else Slots(0, count)
        if isinstance(given, Exception):
            raise given
        return Slots(loop.time() + given.start, given.count)

    async def turn(self, peers: object, apart: float) -> float:
        raise AssertionError


async def let_through(pace: Pace, ranks: Sequence[int]) -> list[int]:
    order: list[int] = []

    async def ask(place: int, rank: int) -> None:
        serving.set(rank)
        await pace.slot()
        order.append(place)

    async with asyncio.TaskGroup() as group:
        for place, rank in enumerate(ranks):
            group.create_task(ask(place, rank))
    return order


@pytest.mark.asyncio
async def test_as_many_are_taken_as_wait_and_who_matters_most_has_the_first():
    budget = Scripted()
    order = await let_through(Pace(0.05, budget), [STRANGER] * 10 + [HOLDER] * 2)
    assert order == [10, 11, *range(10)]
    assert budget.asked == [9, 3]


@pytest.mark.asyncio
async def test_a_slot_whose_moment_has_passed_is_somebody_else_s():
    budget = Scripted(Slots(-1.0, 5), Slots(0.0, 2))
    assert await let_through(Pace(0.01, budget), [HOLDER] * 2) == [0, 1]
    assert budget.asked == [2, 2]


@pytest.mark.asyncio
async def test_what_fails_unexpectedly_is_told_to_who_waits_and_the_next_is_served():
    pace = Pace(0.001, Scripted(ValueError("odd")))
    with pytest.raises(ValueError, match="odd"):
        await pace.slot()
    await pace.slot()
    await pace.close()


@pytest.mark.asyncio
async def test_processes_take_their_slots_from_one_row(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'zvonok.db'}"
    ours, theirs = await Database.open(url), await Database.open(url)
    try:
        loop, moments = asyncio.get_running_loop(), []
        paces = [Pace(0.01, SharedBudget(each, "token")) for each in (ours, theirs)]

        async def ask(pace: Pace) -> None:
            await pace.slot()
            moments.append(loop.time())

        began = loop.time()
        await asyncio.gather(*(ask(pace) for pace in paces * 30))
        assert moments[-1] - began > 0.57  # sixty slots, a hundredth apart; late ones are lost
        async with ours.reading() as connection:
            rows = (await connection.exec_driver_sql("SELECT name FROM slots")).all()
        assert len(rows) == 1
        assert "token" not in rows[0].name
    finally:
        await ours.close()
        await theirs.close()


@pytest.mark.asyncio
async def test_a_conversation_is_written_to_by_one_process_after_the_other(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'zvonok.db'}"
    ours, theirs = await Database.open(url), await Database.open(url)
    try:
        loop = asyncio.get_running_loop()
        turns = [Turns(0.2, SharedBudget(each, "token")) for each in (ours, theirs)]
        began = loop.time()
        async with turns[0].of(5, 6):
            first = loop.time() - began
        async with turns[1].of(6, 7):
            second = loop.time() - began
        async with turns[0].of(8):
            other = loop.time() - began - second
        assert first < 0.19
        assert second >= 0.199
        assert other < 0.19  # timing: only that nobody else is waited for
    finally:
        await ours.close()
        await theirs.close()


class Away:
    """A database that cannot be asked."""

    def writing(self) -> object:
        raise DatabaseUnreachable("zvonok.db", "away")


@pytest.mark.asyncio
async def test_who_cannot_ask_the_database_goes_on_slowly_and_alone():
    budget = SharedBudget(Away(), "token")  # type: ignore[arg-type]
    now = asyncio.get_running_loop().time()
    slots = await budget.slots(9, 0.05)
    assert (slots.count, 0.9 < slots.start - now < 1.5) == (1, True)
    assert await budget.turn([5], 1.0) - now < 0.5
