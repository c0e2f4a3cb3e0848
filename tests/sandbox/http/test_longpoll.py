"""Long poll over HTTP: waiting, limits, failed codes and bent answers."""

import asyncio
import json

import aiohttp
import pytest

from sandbox.http.server import serve
from sandbox.world.world import Access

pytestmark = pytest.mark.asyncio


@pytest.fixture
def told(town):
    """The bot hears everything; five messages were told, events 2 to 6."""
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    for number in range(5):
        town.world.say(town.boris, chat=town.chat, text=f"№ {number}")
    return town


@pytest.fixture
def poll(sandbox, http):
    """Poll once with the present key unless told otherwise; return the JSON."""

    async def send(ts, wait=0, *, verb="GET", key=None):
        queue = sandbox.world.queue
        asked = {"act": "a_check", "key": key or queue.key, "ts": str(ts), "wait": str(wait)}
        url = f"{sandbox.url}/longpoll/{sandbox.world.group_id}"
        async with http.request(verb, url, params=asked) as response:
            return json.loads(await response.text())

    return send


def texts(answer):
    return [update["object"]["message"]["text"] for update in answer["updates"]]


async def test_the_address_handed_out_is_polled_with_post_too(api, http, told):
    server = await api.groups.get_long_poll_server(group_id=told.world.group_id)
    asked = {"act": "a_check", "key": server.key, "ts": "4", "wait": "0", "rps_delay": "0"}
    async with http.post(server.server, params=asked) as response:
        answer = json.loads(await response.text())
    assert (server.ts, answer["ts"], texts(answer)) == ("6", "6", ["№ 3", "№ 4"])


async def test_newer_events_are_answered_at_once_and_nothing_twice(poll, told):
    answer = await poll(3, wait=25)
    assert (answer["ts"], texts(answer)) == ("6", ["№ 2", "№ 3", "№ 4"])
    assert await poll(answer["ts"]) == {"ts": "6", "updates": []}


async def test_an_answer_holds_as_many_events_as_the_limit_allows(poll, told):
    told.world.poll_limit = 2
    first, second = await poll(1), await poll(3)
    assert (first["ts"], texts(first)) == ("3", ["№ 0", "№ 1"])
    assert (second["ts"], texts(second)) == ("5", ["№ 2", "№ 3"])


async def test_a_poll_waits_for_the_next_event(poll, told):
    waiting = asyncio.create_task(poll(6, wait=25))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    told.world.say(told.vera, chat=told.chat, text="вот")
    answer = await asyncio.wait_for(waiting, 5)
    assert (answer["ts"], texts(answer)) == ("7", ["вот"])


async def test_a_poll_ends_empty_after_its_wait(poll, told):
    assert await asyncio.wait_for(poll(6, wait=1), 5) == {"ts": "6", "updates": []}


async def test_a_stopping_server_answers_the_polls_that_wait(told, http):
    async with serve(told.world) as running:
        queue = told.world.queue
        asked = {"act": "a_check", "key": queue.key, "ts": "6", "wait": "25"}
        url = f"{running.url}/longpoll/{told.world.group_id}"
        waiting = asyncio.create_task(http.get(url, params=asked).__aenter__())
        await asyncio.sleep(0.05)
    response = await asyncio.wait_for(waiting, 5)
    assert json.loads(await response.text()) == {"ts": "6", "updates": []}
    response.release()


async def test_a_wrong_key_is_failed_2_and_a_lost_session_failed_3(poll, told):
    key = told.world.queue.key
    assert await poll(6, key="x") == {"failed": 2}
    told.world.queue.reset()
    assert await poll(6, key=key) == {"failed": 3}
    assert await poll(6) == {"ts": "6", "updates": []}


async def test_forgotten_history_is_failed_1_with_the_oldest_ts_as_a_number(poll, told):
    told.world.history_limit = 2
    assert await poll(3) == {"failed": 1, "ts": 4}
    assert texts(await poll(4)) == ["№ 3", "№ 4"]


@pytest.mark.parametrize("ts", [7, -1, "x"])
async def test_a_ts_that_never_was_is_failed_1_with_the_newest(poll, told, ts):
    assert await poll(ts) == {"failed": 1, "ts": 6}


async def test_another_communitys_queue_is_not_found(sandbox, http):
    async with http.get(f"{sandbox.url}/longpoll/5", params={"key": "x"}) as response:
        assert response.status == 404


async def order(control, **fault):
    status, _ = await control("POST", "faults", [{"on": "poll", **fault}])
    assert status == 200


async def test_an_ordered_failed_1_loses_what_was_not_delivered(poll, told, control):
    await order(control, failed=1)
    assert await poll(3) == {"failed": 1, "ts": 6}
    assert await poll(3) == {"failed": 1, "ts": 6}
    assert await poll(6) == {"ts": "6", "updates": []}


async def test_forgotten_events_are_lost_and_the_rest_still_comes(poll, told, control):
    await order(control, forget=2)
    assert await poll(2) == {"failed": 1, "ts": 4}
    assert texts(await poll(4)) == ["№ 3", "№ 4"]


async def test_forgetting_waits_until_there_is_something_to_forget(poll, told, control):
    await order(control, forget=1)
    waiting = asyncio.create_task(poll(6, wait=25))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    told.world.say(told.vera, chat=told.chat, text="пропадёт")
    assert await asyncio.wait_for(waiting, 5) == {"failed": 1, "ts": 7}


async def test_ordered_failed_2_and_3_take_a_new_key(poll, told, control):
    first = told.world.queue.key
    await order(control, failed=2)
    assert await poll(3) == {"failed": 2}
    assert await poll(3, key=first) == {"failed": 2}
    second = told.world.queue.key
    await order(control, failed=3)
    assert await poll(3) == {"failed": 3}
    assert await poll(3, key=second) == {"failed": 3}
    assert texts(await poll(3)) == ["№ 2", "№ 3", "№ 4"]


@pytest.mark.parametrize("code", [4, 9])
async def test_other_failed_codes_are_answered_as_they_are(poll, told, control, code):
    await order(control, failed=code)
    assert (await poll(3))["failed"] == code
    assert texts(await poll(5)) == ["№ 4"]


async def test_an_ordered_failure_reaches_a_poll_that_waits(poll, told, control):
    waiting = asyncio.create_task(poll(6, wait=25))
    await asyncio.sleep(0.05)
    await order(control, failed=9)
    assert (await asyncio.wait_for(waiting, 5))["failed"] == 9


async def test_delivered_events_are_repeated_under_a_ts_that_does_not_go_back(poll, told, control):
    await order(control, duplicate=2)
    answer = await poll(6, wait=25)
    assert (answer["ts"], texts(answer)) == ("6", ["№ 3", "№ 4"])
    await order(control, duplicate=1)
    answer = await poll(4)
    assert (answer["ts"], texts(answer)) == ("6", ["№ 3", "№ 4", "№ 4"])


async def test_events_come_in_another_order(poll, told, control):
    await order(control, shuffle=True)
    mixed = texts(await poll(1))
    assert sorted(mixed) == [f"№ {number}" for number in range(5)]
    assert mixed != sorted(mixed)
    assert texts(await poll(1)) == sorted(mixed)


async def test_a_cut_answer_loses_nothing_for_the_next_poll(poll, told, control):
    await order(control, cut=100)
    with pytest.raises(aiohttp.ClientPayloadError):
        await poll(3)
    assert texts(await poll(3)) == ["№ 2", "№ 3", "№ 4"]


async def test_broken_http_strikes_a_poll_and_passes(poll, told, control):
    await order(control, drop=True)
    # POST, as vkbottle polls: the client silently repeats a GET whose connection was closed.
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await poll(3, verb="POST")
    await order(control, status=502)
    with pytest.raises(json.JSONDecodeError):
        await poll(3)
    await order(control, body='{"error":{}}')
    assert await poll(3) == {"error": {}}
    await order(control, hang=0.05)
    assert texts(await poll(5)) == ["№ 4"]


async def test_answers_say_that_they_are_unicode(sandbox, http, told):
    queue = told.world.queue
    poll = f"longpoll/{told.world.group_id}?act=a_check&key={queue.key}&ts=2&wait=0"
    for path in (poll, "method/users.get"):
        async with http.get(f"{sandbox.url}/{path}") as response:
            assert response.headers["Content-Type"] == "application/json; charset=utf-8"
