"""A start while VK does not tell the time, on a machine whose clock is wrong: nobody is unheard."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.vk.timekeeper import Timekeeper
from storage import tables
from storage.told import conditions
from tests.bot.ordering import order
from tests.bot.service.unread import JUMPS, SILENT, Machine, school, served
from tests.cast import ADMIN, MONDAY_MORNING, STRANGER

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("own_surroundings")]

FAILING = {"on": "method:messages.send", "error": 10, "times": 4}


async def told_again(place, service):
    """Let VK tell the time."""
    await place.service.vk.http.request_content(
        f"{place.world.url}/sandbox/faults", method="DELETE"
    )
    await service.keep_time()


async def polled(service):
    poll = await service.polling(lambda _: True, lambda: None, 0)
    await poll.step()


@pytest.mark.parametrize("failing", [False, True])
@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_what_is_asked_is_answered_whatever_the_clock_says(
    tmp_path: Path, impatient, jump, failing
):
    async with school(tmp_path) as (place, _):
        machine, before = Machine(place.world.now(), jump), len(place.sent)
        await order(place, SILENT)
        if failing:
            await order(place, FAILING)
        async with served(place, machine) as service:
            place.world.say(ADMIN, dm=True, text="Сводка")
            await polled(service)
            await service.inbox.step()
            await told_again(place, service)
            machine.seconds += 30
            await service.inbox.step()
            [answer] = place.sent[before:]
        assert "на 19:00 пятницы" in answer.text
        rows = [row for row in await place.rows(tables.dialog_states) if row.account == ADMIN]
        assert all(row.told_back_at is None for row in rows)


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_what_waits_from_before_is_not_late_by_a_clock_nobody_confirmed(
    tmp_path: Path, impatient, jump
):
    async with school(tmp_path) as (place, _):
        before = len(place.sent)
        await order(place, FAILING)
        place.world.say(ADMIN, dm=True, text="Сводка")
        await place.settle()
        await order(place, SILENT)
        machine = Machine(place.world.now(), jump)
        async with served(place, machine) as service:
            assert await service.inbox.step() == 0
            assert len(await place.rows(tables.answers)) == 1
            await told_again(place, service)
            machine.seconds += 30
            await service.inbox.step()
        assert "на 19:00 пятницы" in place.sent[-1].text
        assert len(place.sent) == before + 1


async def test_a_press_waits_for_the_time_or_for_anything_vk_dates(tmp_path: Path, impatient):
    async with school(tmp_path) as (place, chat):
        place.world.say(ADMIN, dm=True, text="Ответственные")
        await place.settle()
        before = len(place.sent)
        await order(place, SILENT)
        async with served(place, Machine(place.world.now(), timedelta(days=365))) as service:
            place.world.press(ADMIN, dm=True, label="Код доступа")
            await polled(service)
            assert await service.inbox.step() == 0
            place.world.say(STRANGER, chat=chat, text="Доброе утро")
            await polled(service)
            assert await service.inbox.step() == 1
        assert len(place.sent) == before + 1


async def test_a_stop_that_began_by_another_clock_ends_all_the_same(tmp_path: Path):
    async with school(tmp_path) as (place, _):
        later = place.world.now() + timedelta(days=365)
        async with place.service.core.database.writing() as connection:
            await conditions.set(connection, conditions.SENDING_STOPPED, "14", later)
        await place.service.delivery.step()
        assert conditions.SENDING_STOPPED not in {
            row.name for row in await place.rows(tables.conditions)
        }


async def test_what_vk_dates_is_the_time_until_it_tells_it_and_nothing_is_decided_by_it():
    seconds = [0.0]
    keeper = Timekeeper(lambda: MONDAY_MORNING + timedelta(days=365), lambda: seconds[0])
    assert not keeper.knows()
    for minute in (3, 1, 5, 4):
        keeper.heard(MONDAY_MORNING + timedelta(minutes=minute))
        seconds[0] += 1
    assert keeper.now() == MONDAY_MORNING + timedelta(minutes=5, seconds=2)
    assert (keeper.knows(), keeper.sure()) == (True, None)
