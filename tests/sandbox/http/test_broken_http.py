"""Ordered faults as the vkbottle client and plain HTTP meet them."""

import asyncio
import json

import aiohttp
import pytest
from vkbottle import VKAPIError

pytestmark = pytest.mark.asyncio


@pytest.fixture
def send(sandbox, http, town):
    """Send one message to Vera over plain HTTP; return status and text."""
    town.world.allow_dm(town.vera)
    secret = {"access_token": town.world.token, "v": "5.199"}
    form = {"peer_id": str(town.vera), "message": "раз", "random_id": "7"}

    async def post():
        url = f"{sandbox.url}/method/messages.send"
        async with http.post(url, data=secret | form) as response:
            return response.status, await response.text()

    return post


@pytest.fixture
def order(control):
    async def post(**fault):
        status, _ = await control("POST", "faults", [{"on": "method:messages.send", **fault}])
        assert status == 200

    return post


def written(town):
    return [message.text for message in town.world.dms.get(town.vera).messages]


def nothing_written(town):
    return town.vera not in town.world.dms


async def test_an_ordered_error_is_vks_own_with_its_words(api, town, control):
    await control("POST", "faults", {"on": "method:users.get", "error": 9})
    await control("POST", "faults", {"on": "method:users.get", "error": 15, "msg": "Нельзя"})
    for code, words in ((9, "Flood control"), (15, "Нельзя")):
        with pytest.raises(VKAPIError[code], match=words):
            await api.users.get(user_ids=[town.vera])
    assert len(await api.users.get(user_ids=[town.vera])) == 1


async def test_a_captcha_carries_what_the_client_reads(api, control):
    await control("POST", "faults", {"on": "method:*", "error": 14})
    with pytest.raises(VKAPIError[14]) as refused:
        await api.utils.get_server_time()
    assert refused.value.captcha_sid == "575877115543"


async def test_a_bad_gateway_answers_html_and_sends_nothing(send, order, town):
    await order(status=502)
    status, text = await send()
    assert (status, text[:6]) == (502, "<html>")
    assert nothing_written(town)


async def test_a_cut_answer_breaks_off_after_the_message_was_sent(send, order, town):
    await order(cut=5)
    with pytest.raises(aiohttp.ClientPayloadError):
        await send()
    assert written(town) == ["раз"]


async def test_a_body_is_answered_as_it_was_ordered(send, order, town):
    await order(body="<nothing>")
    assert await send() == (200, "<nothing>")
    assert nothing_written(town)


@pytest.mark.parametrize("done", [False, True])
async def test_an_answer_that_never_comes_may_have_been_carried_out(send, order, town, done):
    await order(drop=True, done=done)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await send()
    assert nothing_written(town) is not done
    status, text = await send()
    assert (status, json.loads(text)) == (200, {"response": 1})
    assert written(town) == ["раз"]


async def test_a_hanging_answer_comes_late(send, order, town):
    await order(hang=0.1)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    status, _ = await send()
    assert (status, loop.time() - begun >= 0.1, written(town)) == (200, True, ["раз"])


@pytest.mark.parametrize("done", [False, True])
async def test_a_client_that_stops_waiting_decides_nothing_that_is_done(send, order, town, done):
    await order(hang=0.2, done=done)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(send(), 0.1)
    await asyncio.sleep(0.2)
    assert nothing_written(town) is not done


async def test_faults_strike_the_method_they_name(api, send, order):
    await order(error=10, times=2)
    assert await api.utils.get_server_time() > 0
    codes = [json.loads((await send())[1]).get("error", {}).get("error_code") for _ in range(3)]
    assert codes == [10, 10, None]
