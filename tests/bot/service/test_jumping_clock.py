"""A clock that jumps while VK does not tell the time: nothing is decided by it."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from storage import tables
from storage.told import conditions
from tests.bot.cli.commanding import run, said
from tests.bot.ordering import order
from tests.bot.service.unread import JUMPS, SILENT, Machine, closed, figures, school, served, sunday
from tests.cast import MARIA, NEXT_MONDAY_CLOSE, utc

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("own_surroundings")]


@pytest.mark.parametrize("at_start", [False, True], ids=["running", "at the start"])
@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_a_clock_that_jumps_while_vk_does_not_tell_the_time_decides_nothing(
    tmp_path: Path, impatient, jump, at_start
):
    async with school(tmp_path) as (place, chat):
        machine = Machine(place.world.now())
        if at_start:
            machine.off = jump
            await order(place, SILENT)
        async with served(place, machine) as service:
            await service._work()
            before = [await place.rows(each) for each in (tables.job_runs, tables.notices)]
            machine.off = jump
            await order(place, SILENT)
            for _ in range(10):
                machine.seconds += 60
                place.world.advance(60)
                await service._work()
                await service.delivery.drain()
            place.say(chat, MARIA, 3)
            poll = await service.polling(lambda _: True, lambda: None, 0)
            await poll.step()

            assert await closed(place) == []
            after = [await place.rows(each) for each in (tables.job_runs, tables.notices)]
            assert after == before
            assert [row.key is None for row in await place.rows(tables.weekly_keys)] == [False]
            assert sum(row.messages for row in await place.rows(tables.tallies)) == 7
            [cursor] = await place.rows(tables.cursors)
            assert cursor.read_through <= utc(place.world.now())
            status, out, _ = said(await asyncio.to_thread(run, "doctor", "--config", place.config))
        assert status == 1
        [line] = [each for each in out.splitlines() if "VK не сообщает время" in each]
        assert "недели не закрываются и по расписанию ничего не отправляется" in line
        lasting = {row.name for row in await place.rows(tables.conditions)}
        assert (conditions.NO_TIME in lasting) == at_start


async def test_when_vk_tells_the_time_again_what_was_due_is_done(tmp_path: Path, impatient):
    async with school(tmp_path) as (place, chat):
        sunday(place, chat)
        await order(place, SILENT)
        machine = Machine(NEXT_MONDAY_CLOSE, timedelta(days=365))
        async with served(place, machine) as service:
            await place.settle()
            await service._work()
            assert await closed(place) == []
            await place.service.vk.http.request_content(
                f"{place.world.url}/sandbox/faults", method="DELETE"
            )
            await service._work()
            assert await closed(place) == ["2026-W47"]
        assert conditions.NO_TIME not in {row.name for row in await place.rows(tables.conditions)}
        assert await figures(place) == (1.0, 10, 19, [])
