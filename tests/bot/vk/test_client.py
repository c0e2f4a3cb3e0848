"""Asking VK over loopback: patience, pace, and every refusal as one kind of error."""

import asyncio
import json
import time

import pytest
import pytest_asyncio

from bot.vk.client import Vk
from bot.vk.errors import NETWORK, VkError
from sandbox.faults import Fault
from sandbox.http.server import serve
from sandbox.world.world import World

pytestmark = pytest.mark.asyncio

METHOD = "groups.getById"


@pytest_asyncio.fixture
async def sandbox():
    async with serve(World()) as running:
        yield running


@pytest_asyncio.fixture
async def vk(sandbox, impatient):
    client = Vk(sandbox.world.token, f"{sandbox.url}/method/", pace=2_000)
    yield client
    await client.close()


def fault(sandbox, **fields):
    sandbox.faults.add(Fault(on=f"method:{METHOD}", **fields))


async def test_a_community_learns_its_number(vk, sandbox):
    assert await vk.group() == sandbox.world.group_id


@pytest.mark.parametrize("code", [1, 6, 10, 995])
async def test_a_passing_error_is_asked_again_and_at_last_told(code, vk, sandbox):
    fault(sandbox, error=code, times=3)
    assert await vk.group() == sandbox.world.group_id
    fault(sandbox, error=code, times=4)
    with pytest.raises(VkError) as told:
        await vk.group()
    assert (told.value.method, told.value.code, told.value.permanent) == (METHOD, code, False)
    assert sandbox.world.requests[METHOD] == 8


@pytest.mark.parametrize("code", [5, 7, 14, 15, 18, 27, 100, 113, 901, 917])
async def test_a_lasting_error_is_told_at_once(code, vk, sandbox):
    fault(sandbox, error=code)
    with pytest.raises(VkError) as told:
        await vk.group()
    assert (told.value.code, told.value.permanent) == (code, True)
    assert sandbox.world.requests[METHOD] == 1


async def test_flood_control_passes_but_not_at_once(vk, sandbox):
    fault(sandbox, error=9)
    with pytest.raises(VkError) as told:
        await vk.group()
    assert (told.value.permanent, sandbox.world.requests[METHOD]) == (False, 1)


@pytest.mark.parametrize("broken", [{"drop": True}, {"cut": 4}], ids=str)
async def test_a_broken_connection_is_tried_again_and_at_last_told(broken, vk, sandbox):
    fault(sandbox, times=3, **broken)
    assert await vk.group() == sandbox.world.group_id
    fault(sandbox, times=4, **broken)
    with pytest.raises(VkError) as told:
        await vk.group()
    assert (told.value.code, told.value.permanent) == (NETWORK, False)


async def test_nobody_at_the_address_is_told(impatient):
    client = Vk("token", "http://127.0.0.1:9/method/", pace=2_000)
    try:
        with pytest.raises(VkError) as told:
            await client.call(METHOD)
    finally:
        await client.close()
    assert told.value.code == NETWORK


NO_JSON = {
    "a proxy's page": {"status": 502},
    "an empty body": {"body": ""},
    "half of a body": {"body": '{"response": {"gro'},
    "null": {"body": "null"},
    "a list": {"body": "[]"},
    "an empty object": {"body": "{}"},
}


@pytest.mark.parametrize("broken", NO_JSON.values(), ids=NO_JSON.keys())
async def test_what_is_no_answer_of_the_api_is_no_end_and_no_endless_wait(broken, vk, sandbox):
    fault(sandbox, times=-1, **broken)
    with pytest.raises(VkError) as told:
        async with asyncio.timeout(3):
            await vk.group()
    assert told.value.permanent is False


CAPTCHA = {"error_code": 14, "error_msg": "Captcha needed", "request_params": []}


async def test_the_new_captcha_is_an_error_like_any_other(vk, sandbox):
    body = CAPTCHA | {"redirect_uri": "https://id.vk.ru/not_robot", "remixstlid": 5}
    fault(sandbox, body=json.dumps({"error": body}))
    with pytest.raises(VkError) as told:
        await vk.group()
    assert told.value.code == 14


async def test_an_error_without_its_extras_is_an_error_like_any_other(vk, sandbox):
    fault(sandbox, body=json.dumps({"error": {"error_code": 17, "error_msg": "Validation"}}))
    with pytest.raises(VkError) as told:
        await vk.group()
    assert told.value.code == 17


async def test_an_error_s_words_never_hold_the_token(vk, sandbox):
    fault(sandbox, error=5)
    with pytest.raises(VkError) as told:
        await vk.group()
    assert sandbox.world.token not in str(told.value)


async def test_requests_keep_vk_s_pace(sandbox):
    client = Vk(sandbox.world.token, f"{sandbox.url}/method/")
    begun = time.monotonic()
    try:
        await asyncio.gather(*(client.group() for _ in range(28)))
    finally:
        await client.close()
    assert sandbox.world.requests[METHOD] == 28  # none was refused and asked again
    assert 1.3 < time.monotonic() - begun < 4
