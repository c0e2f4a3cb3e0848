"""Telling notices through a VK that misbehaves: everything is told, nothing twice."""

import pytest

from bot.service.telling.delivery import RETRY, Delivery
from bot.service.telling.stopping import PROBE
from bot.service.telling.verdicts import CALMING
from sandbox.world.files import PNG_MAGIC
from storage import tables
from storage.records import NewNotice
from storage.told import notices
from tests.bot.ordering import order
from tests.cast import (
    ADMIN,
    DEPUTY,
    FRIDAY_DIGEST,
    MARIA,
    PAVEL,
    SCHOOL,
    THURSDAY_NUDGE,
    THURSDAY_REMINDER,
    at,
)
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

ROSTER = """ФИО;Должность;Роль;VK
Петрова Мария Петровна;Учитель математики;учитель;104
"""
TWO = f"{ROSTER}Уткин Павел Ильич;Учитель физики;учитель;105\n"


async def prepare(place, moment, roster=ROSTER):
    """Bring a school to the moment at which a notice is released and nothing of it is told yet.

    Gives a function that shows what VK keeps of the bot's messages to a person from then on.
    """
    await place.roster(roster)
    await place.chat("Педсовет", MARIA, PAVEL)
    for person in (ADMIN, DEPUTY, MARIA, PAVEL):
        place.world.say(person, dm=True, text="Начать")
    await place.settle()
    if moment > THURSDAY_REMINDER:
        await place.tick(THURSDAY_REMINDER)
    place.world.set_clock(moment)
    await place.service.tick(moment)
    place.sent.clear()
    place.world.requests.clear()
    before = {person: len(dialog.messages) for person, dialog in place.world.dms.items()}

    def kept(person):
        return place.world.dms[person].messages[before[person] :]

    return kept


async def states(place):
    """The notices: recipient, kind, state, attempts, error."""
    return sorted(
        (row.recipient, row.kind, row.state, row.attempts, row.error)
        for row in await place.rows(tables.notices)
    )


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


async def test_a_sender_that_died_gives_its_notices_back(tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        async with place.service.core.database.writing() as connection:
            [claimed] = await notices.claim(connection, THURSDAY_NUDGE, 20)
        assert claimed.recipient == MARIA
        assert await place.service.delivery.drain() == 0
        place.world.set_clock(THURSDAY_NUDGE + notices.CLAIM)
        assert await place.service.delivery.drain() == 1
        assert len(kept(MARIA)) == 1


async def test_a_sender_that_died_after_sending_is_not_heard_twice(tmp_path, monkeypatch):
    class Died(BaseException):
        pass

    async def die(*_given, **_named):
        raise Died

    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        with monkeypatch.context() as patched:
            patched.setattr(notices, "settle", die)
            with pytest.raises(Died):
                await place.service.delivery.drain()
        place.world.set_clock(THURSDAY_NUDGE + notices.CLAIM)
        await place.service.delivery.drain()
        assert len(kept(MARIA)) == 1
        assert [each[2] for each in await states(place)] == ["sent"]


async def test_two_senders_side_by_side_tell_each_notice_once(tmp_path):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE, TWO)
        service = place.service
        other = Delivery(service.core.database, service.vk, service.sender, service.clock)
        counted = await service.delivery.step() + await other.step()
        assert (counted, sorted(each.to for each in place.sent)) == (2, [MARIA, PAVEL])


async def test_a_notice_nobody_can_word_does_not_stop_the_others(tmp_path, log):
    async with playground(tmp_path) as place:
        await prepare(place, THURSDAY_NUDGE)
        async with place.service.core.database.writing() as connection:
            broken = NewNotice(
                unit=SCHOOL,
                kind="nudge",
                period="2026-W40",
                recipient=PAVEL,
                facts='{"name": "Уткин Павел Ильич"}',
                due_at=at(0, 9),
            )
            await notices.plan(connection, [broken])
            await notices.release(connection, THURSDAY_NUDGE)
        await place.service.delivery.drain()
        assert [each.to for each in place.sent] == [MARIA]
        assert await states(place) == [
            (MARIA, "nudge", "sent", 1, ""),
            (PAVEL, "nudge", "failed", 1, "ValidationError"),
        ]
        assert not any("Уткин" in line for line in log)


async def test_what_comes_too_late_is_not_told(tmp_path):
    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        await order(place, {"on": "method:messages.send", "error": 9})
        await place.service.delivery.drain()
        place.world.set_clock(at(7, 8))
        await place.service.tick(at(7, 8))
        await place.service.delivery.drain()
        assert [each for each in await states(place) if each[1] == "nudge"] == [
            (MARIA, "nudge", "stale", 1, "9")
        ]
        assert kept(MARIA) == []


async def test_it_goes_on_while_there_is_work_and_pauses_when_there_is_none(tmp_path, monkeypatch):
    class Over(BaseException):
        pass

    async with playground(tmp_path) as place:
        kept = await prepare(place, THURSDAY_NUDGE)
        async with place.service.core.database.writing() as connection:
            await notices.claim(connection, THURSDAY_NUDGE, 20)  # a process that died had it
        done, real = [], place.service.delivery.step

        async def step():
            done.append(await real())
            assert len(done) < 9  # else it never pauses
            return done[-1]

        async def pause():
            done.append("pause")
            if done.count("pause") == 2:
                raise Over

        monkeypatch.setattr(place.service.delivery, "step", step)
        with pytest.raises(Over):
            await place.service.delivery.run(pause)
        assert (done, len(kept(MARIA))) == ([1, 0, "pause", 0, "pause"], 1)
