"""Many notices through a VK that misbehaves: few requests, everything told, nothing twice."""

import asyncio
import json
import re

import pytest

from bot.service.telling import delivery
from bot.service.telling.verdicts import RETRY, TOLD
from storage import tables
from storage.told import sending
from tests.bot.nudging import EVERY_TRY, arrived, drain, nudge, states
from tests.bot.ordering import order
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

SENT = ("sent", 1, "", False)


@pytest.mark.parametrize(("count", "requests"), [(2, 1), (25, 1), (26, 2), (60, 3), (230, 10)])
async def test_nudges_go_out_twenty_five_in_a_request(count, requests, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, count)
        assert await drain(place) == count
        assert arrived(place, people) == [1] * count
        assert dict(place.world.requests) == {"execute": requests}
        assert await states(place) == [SENT] * count
        texts = {place.world.dms[person].messages[0].text for person in people}
        assert sorted(each.to for each in place.sent) == people
        assert {each.text for each in place.sent} == texts
        assert len(texts) == 1


async def test_a_nudge_alone_needs_no_script(tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 1)
        await drain(place)
        assert arrived(place, people) == [1]
        assert dict(place.world.requests) == {"messages.send": 1}


async def test_one_closed_dialog_among_twenty_five_is_known_and_the_others_are_told(tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 25, without_dialog=(5_012,))
        assert await drain(place) == 25
        assert arrived(place, people) == [int(person != 5_012) for person in people]
        assert dict(place.world.requests) == {"execute": 1}
        failed = ("failed", 1, "901", True)
        assert await states(place) == [SENT] * 11 + [failed] + [SENT] * 13
        dialogs = {row.account: row.dialog for row in await place.rows(tables.accounts)}
        assert [dialogs[person] for person in people] == ["open"] * 11 + ["closed"] + ["open"] * 13


async def test_each_refusal_in_a_script_meets_its_own_call(tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 6, without_dialog=(5_005,))
        await order(
            place,
            {"on": "method:messages.send", "error": 9, "after": 1},
            {"on": "method:messages.send", "error": 917, "after": 3},
        )
        assert await drain(place) == 5
        assert [state[::2] for state in await states(place)] == [
            ("sent", ""),
            ("released", "9"),
            ("sent", ""),
            ("failed", "917"),
            ("failed", "901"),
            ("sent", ""),
        ]
        assert arrived(place, people) == [1, 0, 1, 0, 0, 1]


UNREADABLE = {
    "a false without an error": {"response": [7, False, 9]},
    "fewer answers than calls": {"response": [7, 8]},
    "no list": {"response": {"0": 7}},
    "more errors than falses": {
        "response": [7, False, 9],
        "execute_errors": [{"method": "messages.send", "error_code": 901, "error_msg": ""}] * 2,
    },
}


@pytest.mark.parametrize("done", [True, False], ids=["done", "not done"])
@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_an_answer_that_does_not_tell_has_those_calls_sent_alone(body, done, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 3)
        await order(place, {"on": "method:execute", "body": json.dumps(body), "done": done})
        assert await drain(place) == 3
        unclear = place.world.requests["messages.send"]
        assert unclear == (1 if len(body["response"]) == 3 else 3)
        told = [1] * 3 if done else [0, 1, 0] if unclear == 1 else [1] * 3
        assert arrived(place, people) == told
        assert await states(place) == [SENT] * 3


@pytest.mark.parametrize("code", [3, 12, 13, 100])
async def test_a_script_vk_does_not_take_is_sent_call_by_call(code, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 3, without_dialog=(5_002,))
        await order(place, {"on": "method:execute", "error": code, "times": -1})
        assert await drain(place) == 3
        assert arrived(place, people) == [1, 0, 1]
        assert [state[0] for state in await states(place)] == ["sent", "failed", "sent"]
        # Of 13 the script may have run in part, so that a refusal is looked into.
        looks = {"messages.getHistory": 1} if code == 13 else {}
        assert dict(place.world.requests) == {"execute": 1, "messages.send": 3, **looks}


@pytest.mark.parametrize(("count", "work"), [(1, "send"), (2, "send_together")])
async def test_a_fault_of_our_own_while_sending_loses_nothing(
    count, work, tmp_path, monkeypatch, log
):
    async with playground(tmp_path) as place:
        people = await nudge(place, count)

        async def stumble(*_given, **_named):
            raise RuntimeError("секретное слово")

        with monkeypatch.context() as patched:
            patched.setattr(place.service.sender, work, stumble)
            assert await drain(place) == 0
        assert await states(place) == [("released", 1, "0", True)] * count
        assert await drain(place, RETRY[0]) == count
        assert arrived(place, people) == [1] * count
        [said] = [each for each in log if each.startswith("ERROR")]
        here = "tests/bot/service/telling/test_sending"
        assert said.startswith(f"ERROR sending failed oddly: RuntimeError at {here}")
        assert "секретное слово" not in "".join(log)


async def test_a_step_takes_a_hundred_and_eight_requests_at_most_are_on_their_way(
    tmp_path, monkeypatch
):
    async with playground(tmp_path) as place:
        await nudge(place, 101)
        monkeypatch.setattr(delivery, "short_texts", lambda _waiting, _now: [])
        on_their_way, most = [], []

        async def alone(begun):
            on_their_way.append(begun)
            most.append(len(on_their_way))
            await asyncio.sleep(0)
            on_their_way.remove(begun)
            return TOLD

        monkeypatch.setattr(place.service.delivery, "_alone", alone)
        assert await place.service.delivery.step() == 100
        assert (len(most), max(most)) == (100, 8)


async def test_what_ends_one_part_stops_the_others_and_is_what_is_heard_of(tmp_path, monkeypatch):
    class Died(BaseException):
        pass

    async with playground(tmp_path) as place:
        await nudge(place, 26)
        sent = []

        async def send_together(texts):
            sent.append(len(texts))
            if len(texts) == 1:
                await asyncio.sleep(0.5)
                sent.append("and answered")
            return [None] * len(texts)

        async def die(*_given, **_named):
            raise Died

        monkeypatch.setattr(place.service.sender, "send_together", send_together)
        monkeypatch.setattr(sending, "settle_all", die)
        with pytest.raises(Died):
            await place.service.delivery.drain()
        assert sent == [25, 1]


@pytest.mark.parametrize("doubt", [True, False])
async def test_what_a_stop_leaves_untried_is_as_it_was_before(doubt, tmp_path):
    async with playground(tmp_path) as place:
        people = await nudge(place, 26)
        if doubt:
            await order(place, {"on": "method:execute", "times": 2 * EVERY_TRY, "drop": True})
            await drain(place)
        await order(place, {"on": "method:messages.send", "error": 14, "times": -1})
        place.service.delivery._side_by_side = asyncio.Semaphore(1)
        assert await drain(place, RETRY[0]) == 0
        *_, tried, untried = await states(place)
        assert tried == ("released", 1 + doubt, "14", doubt)
        assert untried == (("released", 1, "0", True) if doubt else ("released", 0, "", False))
        assert arrived(place, people) == [0] * 26


async def test_where_nobody_may_look_a_refusal_stands_for_its_own_reason(tmp_path):
    async with playground(tmp_path) as place:
        await nudge(place, 2)
        await order(place, {"on": "method:execute", "times": EVERY_TRY, "drop": True})
        await drain(place)
        await order(
            place,
            {"on": "method:messages.send", "error": 901, "times": 2},
            {"on": "method:messages.getHistory", "error": 7, "times": 2},
        )
        assert await drain(place, RETRY[0]) == 2
        assert await states(place) == [("failed", 2, "901", True)] * 2
        assert {row.dialog for row in await place.rows(tables.accounts)} == {"closed"}


async def test_what_becomes_of_a_notice_that_is_not_told_is_logged_by_its_number(tmp_path, log):
    async with playground(tmp_path) as place:
        await nudge(place, 2)
        await order(
            place,
            {"on": "method:messages.send", "error": 901},
            {"on": "method:messages.send", "error": 9, "after": 1},
        )
        await drain(place)
        first, second = sorted(each for each in log if " notice " in each)
        assert first == "INFO notice 1: refused for good, code 901\n"
        assert re.fullmatch(
            r"WARNING notice 2: not now, code 9, again in 0:(09:\d\d|10:00)\n", second
        )
