"""Telling notices through a VK that misbehaves: everything is told, nothing twice."""

import pytest

from bot.service.telling.delivery import RETRY
from bot.service.telling.stopping import PROBE
from bot.service.telling.verdicts import CALMING
from sandbox.world.carried.files import PNG_MAGIC
from storage import tables
from tests.bot.ordering import order
from tests.bot.service.telling.telling import TWO, prepare, states
from tests.cast import ADMIN, DEPUTY, FRIDAY_DIGEST, MARIA, PAVEL, THURSDAY_NUDGE, at
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

PASSING = {
    "too many requests": [{"on": "method:messages.send", "error": 6, "times": 2}],
    "an internal error": [{"on": "method:messages.send", "error": 10, "times": 3}],
    "a dropped request": [{"on": "method:messages.send", "drop": True}],
    "a cut answer": [{"on": "method:messages.send", "cut": 5}],
    "maintenance": [{"on": "method:messages.send", "error": 995}],
}


@pytest.mark.parametrize("faults", PASSING.values(), ids=PASSING.keys())
async def test_a_short_trouble_is_waited_out_at_once(faults, tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        await order(place, *faults)
        assert await place.service.delivery.drain() == 1
        assert len(kept(MARIA)) == len(place.sent) == 1
        assert await states(place) == [(MARIA, "nudge", "sent", 1, "")]


DOUBTFUL = {
    "dropped": {"drop": True},
    "an internal error": {"error": 10},
    "cut": {"cut": 3},
}


@pytest.mark.parametrize("fault", DOUBTFUL.values(), ids=DOUBTFUL.keys())
async def test_a_message_that_went_out_although_its_answer_was_lost_stands_in_vk_once(
    fault, tmp_path
):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "done": True, "times": 2, **fault})
        await place.service.delivery.drain()
        assert len(kept(MARIA)) == 1
        assert place.world.requests["messages.send"] == 3
        assert [each[2] for each in await states(place)] == ["sent"]


async def test_a_longer_trouble_postpones_and_each_rest_is_longer(tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "error": 10, "times": 8})
        moment = THURSDAY_NUDGE
        for attempt, rest in enumerate(RETRY[:2], start=1):
            assert await place.service.delivery.drain() == 0
            assert await states(place) == [(MARIA, "nudge", "released", attempt, "10")]
            place.world.set_clock(moment + rest / 2)
            assert await place.service.delivery.drain() == 0
            moment += rest
            place.world.set_clock(moment)
        assert await place.service.delivery.drain() == 1
        assert len(kept(MARIA)) == 1
        assert await states(place) == [(MARIA, "nudge", "sent", 3, "")]


async def test_flood_control_is_not_asked_again_at_once(tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "error": 9})
        assert await place.service.delivery.drain() == 0
        assert place.world.requests["messages.send"] == 1
        assert await states(place) == [(MARIA, "nudge", "released", 1, "9")]


async def test_one_person_s_trouble_does_not_hold_up_the_others(tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE, TWO)
        await order(place, {"on": "method:messages.send", "error": 9})
        await place.service.delivery.drain()
        assert [len(kept(MARIA)), len(kept(PAVEL))] in ([0, 1], [1, 0])
        place.world.set_clock(THURSDAY_NUDGE + CALMING[0])
        await place.service.delivery.drain()
        assert [len(kept(MARIA)), len(kept(PAVEL))] == [1, 1]


async def test_messages_to_several_people_whose_answer_was_lost_stand_in_vk_once(tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE, TWO)
        await order(place, {"on": "method:execute", "drop": True, "done": True, "times": 2})
        await place.service.delivery.drain()
        place.world.set_clock(THURSDAY_NUDGE + RETRY[0])
        await place.service.delivery.drain()
        assert [len(kept(MARIA)), len(kept(PAVEL))] == [1, 1]
        assert [each[2] for each in await states(place)] == ["sent", "sent"]


async def test_among_several_people_one_closed_dialog_is_told_from_the_others(tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE, TWO)
        place.world.people[PAVEL].dm = False
        await place.service.delivery.drain()
        assert len(kept(MARIA)) == 1
        assert await states(place) == [
            (MARIA, "nudge", "sent", 1, ""),
            (PAVEL, "nudge", "failed", 1, "901"),
        ]


@pytest.mark.parametrize("code", [900, 901, 902])
async def test_a_closed_dialog_is_remembered_and_not_tried_again(code, tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "error": code})
        assert await place.service.delivery.drain() == 1
        assert await states(place) == [(MARIA, "nudge", "failed", 1, str(code))]
        place.world.set_clock(at(3, 15))
        assert await place.service.delivery.drain() == 0
        [person] = (await place.report()).people
        assert (person.bound, person.reachable) == (True, False)


async def test_a_dialog_opened_again_is_known_as_open(tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "error": 901})
        await place.service.delivery.drain()
        place.world.say(MARIA, dm=True, text="Я здесь")
        await place.settle()
        [person] = (await place.report()).people
        assert person.reachable is True


async def test_a_message_that_arrived_shows_that_the_dialog_is_open(tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE)
        assert (await place.report()).people[0].reachable is True
        async with place.service.core.database.writing() as connection:
            await connection.execute(tables.accounts.delete())
        await place.service.delivery.drain()
        assert (await place.report()).people[0].reachable is True


@pytest.mark.parametrize("code", [5, 14, 17, 27, 1117])
async def test_a_dead_token_or_a_captcha_stops_everything_and_loses_nothing(code, tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "error": code})
        assert await place.service.delivery.drain() == 0
        assert [each[:3] for each in await states(place)] == [(MARIA, "nudge", "released")]
        place.world.set_clock(THURSDAY_NUDGE + PROBE / 2)
        assert await place.service.delivery.drain() == 0
        assert place.world.requests["messages.send"] == 1

        place.world.set_clock(THURSDAY_NUDGE + PROBE)
        await order(place, {"on": "method:groups.getById", "error": code})
        assert await place.service.delivery.drain() == 0
        place.world.set_clock(THURSDAY_NUDGE + PROBE * 2)
        assert await place.service.delivery.drain() == 1
        assert len(kept(MARIA)) == 1


@pytest.mark.parametrize("code", [7, 18, 100, 914])
async def test_what_vk_will_never_take_is_let_go(code, tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "error": code})
        await place.service.delivery.drain()
        assert await states(place) == [(MARIA, "nudge", "failed", 1, str(code))]
        assert (await place.report()).people[0].reachable is True


UPLOADS = {
    "a dropped upload": {"on": "upload", "drop": True},
    "a proxy's page": {"on": "upload", "status": 502},
    "an empty answer": {"on": "upload", "body": ""},
    "an answer without its fields": {"on": "upload", "body": "{}"},
    "a cut answer": {"on": "upload", "cut": 9},
    "no address to upload a photo to": {"on": "method:photos.getMessagesUploadServer", "error": 10},
    "no address to upload a table to": {"on": "method:docs.getMessagesUploadServer", "error": 6},
    "a photo that is not saved": {"on": "method:photos.saveMessagesPhoto", "error": 1},
    "a table that is not saved": {"on": "method:docs.save", "error": 10},
}


@pytest.mark.parametrize("fault", UPLOADS.values(), ids=UPLOADS.keys())
async def test_an_upload_that_fails_postpones_the_digest(fault, tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, FRIDAY_DIGEST)
        await order(place, fault)
        await place.service.delivery.drain()
        place.world.set_clock(FRIDAY_DIGEST + RETRY[0])
        await place.service.delivery.drain()
        [digest] = kept(DEPUTY)
        assert [each["type"] for each in digest.attachments] == ["photo", "doc"]
        [summary] = kept(ADMIN)
        assert [each["type"] for each in summary.attachments] == ["doc"]
        pictures = [
            file for file in place.world.files.stored.values() if file.content[:8] == PNG_MAGIC
        ]
        assert pictures[-1].width > 600
