"""Answers lost on their way: nobody knows what went out, and nobody is told twice."""

from datetime import timedelta

import pytest

from bot.service.telling.delivery import Delivery
from bot.service.telling.verdicts import RETRY
from bot.vk.client import Vk
from bot.vk.sender import Sender
from monitor.orders.jobs import JobName
from storage import tables
from storage.told import notices, sending
from tests.bot.nudging import DUE, EVERY_TRY, EXPIRES, arrived, drain, no_faults, nudge, states
from tests.bot.ordering import order
from tests.cast import DEPUTY, FRIDAY_DIGEST, MARIA
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

HOURS = timedelta(hours=2)
"""Longer than VK remembers random_ids."""

LOST = {
    "dropped": {"drop": True},
    "a proxy's page": {"status": 502},
    "cut": {"cut": 5},
    "empty": {"body": ""},
    "an internal error": {"error": 10},
    "an unknown error": {"error": 1},
}


@pytest.mark.parametrize("later", [RETRY[0], HOURS], ids=["soon", "after VK forgot"])
@pytest.mark.parametrize("count", [1, 26])
@pytest.mark.parametrize("fault", LOST.values(), ids=LOST.keys())
async def test_an_answer_lost_after_the_messages_went_out_repeats_none(
    fault, count, later, tmp_path
):
    async with playground(tmp_path) as place:
        people = await nudge(place, count)
        method = "execute" if count > 1 else "messages.send"
        await order(
            place, {"on": f"method:{method}", "times": 2 * EVERY_TRY, "done": True, **fault}
        )
        assert await drain(place) == 0
        assert {(state[0], state[3]) for state in await states(place)} == {("released", True)}

        await no_faults(place)
        assert await drain(place, later) == count
        assert arrived(place, people) == [1] * count
        assert {state[0] for state in await states(place)} == {"sent"}
        assert (place.world.requests["messages.getHistory"] > 0) is (later == HOURS)


@pytest.mark.parametrize("later", [RETRY[0], HOURS], ids=["soon", "after VK forgot"])
async def test_what_was_lost_before_it_was_done_is_sent(later, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 3)
        await order(place, {"on": "method:execute", "times": EVERY_TRY, "drop": True})
        assert await drain(place) == 0
        assert arrived(place, people) == [0, 0, 0]
        assert await drain(place, later) == 3
        assert arrived(place, people) == [1, 1, 1]


async def test_a_silence_longer_than_our_patience_is_doubt(tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 3)
        service = place.service
        api_url = f"{place.world.url}/method/"
        hasty = Vk(place.world.token, api_url, pace=2_000, patience=0.1)
        sender = Sender(hasty, service.clock, None)
        await order(place, {"on": "method:execute", "times": EVERY_TRY, "hang": 0.3, "done": True})
        try:
            hurried = Delivery(service.core.database, hasty, sender, service.clock)
            assert await hurried.drain() == 0
        finally:
            await hasty.close()
        assert await states(place) == [("released", 1, "0", True)] * 3
        assert await drain(place, HOURS) == 3
        assert arrived(place, people) == [1, 1, 1]


@pytest.mark.parametrize("went_out", [True, False], ids=["after sending", "before sending"])
@pytest.mark.parametrize("later", [sending.CLAIM, HOURS], ids=["soon", "after VK forgot"])
async def test_a_process_killed_while_sending_is_made_up_for(went_out, later, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 3)
        dying = place.service.delivery
        work = await dying._claim()
        if went_out:
            for part in await dying._parts(work):
                await part  # the answers die with it
        assert await states(place) == [("released", 1, "", True)] * 3
        assert await drain(place, later - timedelta(seconds=1)) == (0 if later < HOURS else 3)
        await drain(place, later)
        assert arrived(place, people) == [1, 1, 1]
        assert await states(place) == [("sent", 2, "", False)] * 3


@pytest.mark.parametrize("later", [RETRY[0], HOURS], ids=["soon", "after VK forgot"])
async def test_a_digest_whose_answer_was_lost_is_uploaded_again_but_not_sent_again(later, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", MARIA)
        place.world.allow_dm(DEPUTY)
        place.world.set_clock(FRIDAY_DIGEST)
        await place.service.tick(FRIDAY_DIGEST, only=(JobName.DIGEST,))
        fault = {"on": "method:messages.send", "drop": True, "done": True}
        await order(place, {**fault, "times": EVERY_TRY})
        assert await place.service.delivery.drain() == 0
        place.world.set_clock(FRIDAY_DIGEST + later)
        await place.service.delivery.drain()
        [digest] = place.world.dms[DEPUTY].messages
        assert [each["type"] for each in digest.attachments] == ["photo", "doc"]
        assert await states(place) == [("sent", 2, "", False)]


async def test_a_message_coming_back_settles_the_doubt(tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 3)
        await order(place, {"on": "method:execute", "times": EVERY_TRY, "drop": True, "done": True})
        await drain(place)
        await place.settle()
        assert await states(place) == [("sent", 1, "", False)] * 3
        place.world.requests.clear()
        assert await drain(place, HOURS) == 0
        assert (arrived(place, people), dict(place.world.requests)) == ([1, 1, 1], {})


async def test_a_refused_repeat_does_not_deny_that_the_first_arrived(tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 2)
        await order(place, {"on": "method:execute", "times": EVERY_TRY, "drop": True, "done": True})
        await drain(place)
        await order(place, {"on": "method:messages.send", "error": 901, "times": 2})
        assert await drain(place, RETRY[0]) == 2
        assert arrived(place, people) == [1, 1]
        assert await states(place) == [("sent", 2, "", False)] * 2
        assert {row.dialog for row in await place.rows(tables.accounts)} == {"closed"}


@pytest.mark.parametrize(("done", "state"), [(True, "sent"), (False, "stale")])
async def test_a_doubt_that_comes_too_late_is_looked_into_but_nothing_is_sent(
    done, state, tmp_path
):
    async with playground(tmp_path) as place:
        people = await nudge(place, 2)
        await order(place, {"on": "method:execute", "times": EVERY_TRY, "drop": True, "done": done})
        await drain(place)
        async with place.service.core.database.writing() as connection:
            await notices.release(connection, EXPIRES)
        assert await drain(place, EXPIRES - DUE) == 2
        assert [each[0] for each in await states(place)] == [state] * 2
        assert arrived(place, people) == [int(done)] * 2
        assert await drain(place, EXPIRES - DUE + HOURS) == 0


AFTER_LOSS = {
    "flood control": [{"on": "method:messages.send", "error": 9, "after": 2, "times": 2}],
    "flood control of all": [{"on": "method:execute", "error": 9}],
    "a dead token": [{"on": "method:execute", "error": 5}],
    "a closed dialog": [{"on": "method:messages.send", "error": 901, "after": 2, "times": 2}],
    "a closed dialog nobody may look into": [
        {"on": "method:messages.send", "error": 901, "after": 2, "times": 2},
        {"on": "method:messages.getHistory", "error": 9, "times": 2},
    ],
}


@pytest.mark.parametrize("faults", AFTER_LOSS.values(), ids=AFTER_LOSS.keys())
async def test_a_refusal_right_after_a_lost_answer_says_nothing_of_the_lost_one(faults, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 2)
        await order(place, {"on": "method:execute", "drop": True, "done": True}, *faults)
        await drain(place)
        await drain(place, HOURS)
        assert arrived(place, people) == [1, 1]
        assert {state[0] for state in await states(place)} == {"sent"}
