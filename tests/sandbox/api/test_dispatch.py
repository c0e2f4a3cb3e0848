"""What holds for every method: versions, tokens, pace, forms, errors, execute."""

import json

import aiohttp
import pytest
from vkbottle import VKAPIError

from tests.sandbox.town import MONDAY_MORNING

pytestmark = pytest.mark.asyncio


@pytest.fixture
def ask(sandbox, http):
    """Send a raw request and return its JSON."""

    async def send(name, *, verb="POST", **more):
        async with http.request(verb, f"{sandbox.url}/method/{name}", **more) as response:
            assert response.status == 200
            return json.loads(await response.text())

    return send


@pytest.fixture
def secret(town):
    return {"access_token": town.world.token, "v": "5.199"}


TIME = {"response": int(MONDAY_MORNING.timestamp())}


async def test_parameters_come_by_query_form_multipart_or_header(ask, secret):
    parts = aiohttp.FormData(secret | {"url": "a.b"})
    asbytes = aiohttp.FormData(secret)
    asbytes.add_field("url", b"a.b", filename="url")
    bearer = {"Authorization": f"Bearer {secret['access_token']}"}
    asked = secret | {"url": "a.b"}
    answers = [
        await ask("utils.checkLink", verb="GET", params=asked),
        await ask("utils.checkLink", params=asked),
        await ask("utils.checkLink", data=asked),
        await ask("utils.checkLink", data=parts),
        await ask("utils.checkLink", data=asbytes),
        await ask("utils.checkLink", params={"v": "5.199", "url": "a.b"}, headers=bearer),
    ]
    assert answers == [{"response": {"status": "not_banned", "link": "https://a.b"}}] * 6


async def test_a_parameter_the_sandbox_does_not_know_is_refused_by_name(ask, secret):
    """VK would ignore it, and whoever wrote it would never learn of the mistake."""
    answer = await ask("utils.getShortLink", data=secret | {"url": "a.b", "urls": "a.b"})
    assert answer["error"]["error_code"] == 100
    assert answer["error"]["error_msg"].endswith(
        "the sandbox's utils.getShortLink has no urls; it takes: private, url"
    )


async def test_an_error_repeats_the_request_and_masks_the_token(ask, secret):
    answer = await ask("users.delete", data=secret | {"user": "5"})
    assert answer == {
        "error": {
            "error_code": 3,
            "error_msg": "Unknown method passed: the sandbox has no users.delete",
            "request_params": [
                {"key": "method", "value": "users.delete"},
                {"key": "oauth", "value": "1"},
                {"key": "access_token", "value": "***"},
                {"key": "v", "value": "5.199"},
                {"key": "user", "value": "5"},
            ],
        }
    }


async def test_version_and_token_are_required(ask, secret):
    refused = [
        await ask("utils.getServerTime", data={"access_token": secret["access_token"]}),
        await ask("utils.getServerTime", data={"v": "5.199"}),
        await ask("utils.getServerTime", data=secret | {"access_token": "stolen"}),
    ]
    assert [(a["error"]["error_code"], a["error"]["error_msg"]) for a in refused] == [
        (8, "Invalid request: v (version) is required"),
        (5, "User authorization failed: no access_token passed."),
        (5, "User authorization failed: invalid access_token (4)."),
    ]


async def test_the_twenty_first_request_of_a_second_is_refused(ask, secret, town):
    town.seconds = 5.0
    early = [await ask("utils.getServerTime", data=secret) for _ in range(10)]
    town.seconds = 5.9
    late = [await ask("utils.getServerTime", data=secret) for _ in range(11)]
    assert early + late[:10] == [TIME] * 20
    assert late[10]["error"]["error_code"] == 6
    town.seconds = 6.0
    slid = [await ask("utils.getServerTime", data=secret) for _ in range(11)]
    assert slid[:10] == [TIME] * 10
    assert slid[10]["error"]["error_code"] == 6


async def test_the_pace_can_be_switched_off(ask, secret, town):
    town.world.rate_limit = None
    answers = [await ask("utils.getServerTime", data=secret) for _ in range(30)]
    assert answers == [TIME] * 30


async def test_requests_are_counted_by_method(api, town, control):
    await api.utils.get_server_time()
    await api.utils.get_server_time()
    await api.execute(code="return API.users.get({});")
    assert await control("GET", "requests") == (200, {"utils.getServerTime": 2, "execute": 1})
    assert await control("DELETE", "requests") == (200, {})
    assert await control("GET", "requests") == (200, {})


async def test_execute_sends_many_and_tells_what_failed(api, town):
    town.world.allow_dm(town.vera)
    calls = ", ".join(
        f'API.messages.send({{"peer_id": {peer}, "message": "№ {n}", "random_id": {n + 1}}})'
        for n, peer in enumerate((town.vera, town.boris, 2_000_000_009))
    )
    answer = await api.request(
        "execute", {"code": f"return [{calls}, API.users.get({{user_ids: [{town.vera}]}})];"}
    )
    sent, denied, closed, people = answer["response"]
    assert (sent, denied, closed, people[0]["first_name"]) == (1, False, False, "Вера")
    assert answer["execute_errors"] == [
        {
            "method": "messages.send",
            "error_code": 901,
            "error_msg": "Can't send messages for users without permission",
        },
        {
            "method": "messages.send",
            "error_code": 917,
            "error_msg": "You don't have access to this chat",
        },
    ]
    assert [m.text for m in town.world.dms[town.vera].messages] == ["№ 0"]


async def test_execute_counts_as_one_request(api, town):
    town.world.rate_limit = 1
    code = f"return [{'API.utils.getServerTime(),' * 25}];"
    answer = await api.request("execute", {"code": code})
    assert answer == {"response": [TIME["response"]] * 25}


BROKEN = {
    "no code": ({}, 100, "code is undefined"),
    "no end": ({"code": "return 1"}, 12, "';' expected, '' found in line 1"),
    "26 calls": ({"code": f"return [{'API.users.get(),' * 26}];"}, 13, "too many api calls"),
}


@pytest.mark.parametrize(("params", "code", "detail"), BROKEN.values(), ids=BROKEN)
async def test_a_broken_script_is_an_error_as_a_whole(api, params, code, detail):
    with pytest.raises(VKAPIError) as refused:
        await api.request("execute", params)
    assert (refused.value.code, refused.value.error_msg.endswith(detail)) == (code, True)


async def test_an_unknown_method_in_a_script_fails_alone(api):
    answer = await api.request("execute", {"code": "return [API.a.b(), API.execute()];"})
    assert answer["response"] == [False, False]
    assert [(e["method"], e["error_code"]) for e in answer["execute_errors"]] == [
        ("a.b", 3),
        ("execute", 3),
    ]


async def test_an_ordered_error_reaches_a_call_inside_a_script(api, town, control):
    town.world.allow_dm(town.vera)
    await control("POST", "faults", {"on": "method:messages.send", "error": 9, "after": 1})
    call = f'API.messages.send({{"peer_id": {town.vera}, "message": "раз", "random_id": 0}})'
    answer = await api.request("execute", {"code": f"return [{call}, {call}, {call}];"})
    assert answer["response"] == [1, False, 2]
    assert answer["execute_errors"] == [
        {"method": "messages.send", "error_code": 9, "error_msg": "Flood control"}
    ]
