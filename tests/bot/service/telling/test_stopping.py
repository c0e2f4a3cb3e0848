"""Refusals that pass, each after its rest, and those that stop all sending until VK answers."""

from datetime import timedelta

import pytest

from bot.service.telling.stopping import PROBE
from bot.service.telling.verdicts import CALMING, DAY, RETRY
from bot.words.operator import sending_stopped
from monitor.orders.jobs import JobName
from storage import tables
from storage.told import conditions
from storage.told.conditions import SENDING_STOPPED, Condition
from tests.bot.nudging import DUE, EVERY_TRY, arrived, drain, no_faults, nudge, states
from tests.bot.ordering import order
from tests.cast import DEPUTY, FRIDAY_DIGEST, MARIA
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]


@pytest.mark.parametrize(
    ("code", "rests"), [(9, CALMING), (29, (DAY, DAY)), (6, RETRY), (995, RETRY), (10, RETRY)]
)
async def test_what_passes_rests_as_long_as_its_reason_asks_for(code, rests, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 2)
        await order(place, {"on": "method:messages.send", "error": code, "times": -1})
        later = timedelta()
        for attempt, rest in enumerate(rests, start=1):
            assert await drain(place, later) == 0
            assert [each[:3] for each in await states(place)] == [
                ("released", attempt, str(code))
            ] * 2
            asked = place.world.requests.copy()
            assert await drain(place, later + rest * 0.89) == 0
            assert place.world.requests == asked
            later += rest
        await no_faults(place)
        assert await drain(place, later) == 2
        assert arrived(place, people) == [1, 1]


async def test_a_refusal_before_anything_was_done_leaves_no_doubt_to_look_into(tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 30)
        await order(place, {"on": "method:messages.send", "error": 29, "times": 30})
        await drain(place)
        assert await states(place) == [("released", 1, "29", False)] * 30
        assert await drain(place, DAY) == 30
        assert arrived(place, people) == [1] * 30
        assert dict(place.world.requests) == {"execute": 4}


async def test_an_upload_that_fails_leaves_no_doubt_about_the_message(tmp_path):
    async with playground(tmp_path) as place:
        place.world.allow_dm(DEPUTY)
        await place.chat("Педсовет", MARIA)
        place.world.set_clock(FRIDAY_DIGEST)
        await place.service.tick(FRIDAY_DIGEST, only=(JobName.DIGEST,))
        for fault in ({"on": "upload", "drop": True}, {"on": "method:docs.save", "error": 10}):
            await order(place, fault)
            await place.service.delivery.drain()
            [(state, _, _, doubt)] = await states(place)
            assert (state, doubt) == ("released", False)
            place.world.advance(RETRY[1].total_seconds())


@pytest.mark.parametrize("refusal", [9, 29, 6])
async def test_a_doubt_outlives_the_refusals_that_follow_it(refusal, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 1)
        await order(
            place, {"on": "method:messages.send", "times": EVERY_TRY, "drop": True, "done": True}
        )
        await drain(place)
        await order(place, {"on": "method:messages.send", "error": refusal, "times": EVERY_TRY})
        await drain(place, RETRY[0])
        await no_faults(place)
        assert await drain(place, 2 * DAY) == 1
        assert arrived(place, people) == [1]


@pytest.mark.parametrize("code", [14, 5, 17, 27, 1117])
async def test_a_captcha_or_a_dead_token_stops_sending_until_vk_answers(code, tmp_path, log):
    async with playground(tmp_path) as place:
        people = await nudge(place, 120)
        await order(
            place,
            {"on": "method:messages.send", "error": code, "times": -1},
            {"on": "method:groups.getById", "error": 5, "after": 1},
        )
        assert await drain(place) == 0
        stopped = Condition(name=SENDING_STOPPED, value=str(code), since=DUE)
        assert await place.lasting() == {SENDING_STOPPED: stopped}
        assert not any(doubt for *_, doubt in await states(place))

        place.world.requests.clear()
        assert await drain(place, PROBE - timedelta(seconds=1)) == 0
        assert dict(place.world.requests) == {}
        assert await drain(place, PROBE) == 0  # VK answers, one notice is tried, and refused
        assert dict(place.world.requests) == {"groups.getById": 1, "messages.send": 1}
        assert await drain(place, 2 * PROBE) == 0  # VK does not even answer
        assert dict(place.world.requests) == {"groups.getById": 2, "messages.send": 1}

        await no_faults(place)
        place.world.requests.clear()
        assert await drain(place, 3 * PROBE) == 120
        assert arrived(place, people) == [1] * 120  # the first alone, the others again together
        assert dict(place.world.requests) == {"groups.getById": 1, "messages.send": 1, "execute": 5}
        assert await place.lasting() == {}
        assert [each for each in log if "Отправка остановлена" in each] == [
            f"ERROR {sending_stopped(code)}\n"
        ]


async def test_recording_goes_on_while_sending_is_stopped(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        await nudge(place, 2)
        await order(place, {"on": "method:messages.send", "error": 14, "times": -1})
        await drain(place)
        place.say(chat, MARIA, 3)
        await place.settle()
        assert [row.messages for row in await place.rows(tables.tallies)] == [3]


async def test_a_stop_found_at_a_start_is_looked_into_when_it_is_time(tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 2)
        async with place.service.core.database.writing() as connection:
            await conditions.set(connection, SENDING_STOPPED, "5", DUE)
        assert await drain(place, PROBE - timedelta(seconds=1)) == 0
        assert await drain(place, PROBE) == 2
        assert (arrived(place, people), await place.lasting()) == ([1, 1], {})
