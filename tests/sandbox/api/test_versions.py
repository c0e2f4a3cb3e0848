"""Answers and events by the version that is asked for."""

import json

import aiohttp
import pytest

from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio


@pytest.fixture
def ask(sandbox, http, town):
    """Call a method in a version and return its whole answer."""

    async def send(method, v, **params):
        secret = {"access_token": town.world.token} | ({} if v is None else {"v": v})
        data = secret | {name: str(value) for name, value in params.items()}
        async with http.post(f"{sandbox.url}/method/{method}", data=data) as response:
            return json.loads(await response.text())

    return send


async def test_get_by_id_is_a_list_before_5_199(ask):
    old = (await ask("groups.getById", "5.131"))["response"]
    new = (await ask("groups.getById", "5.199"))["response"]
    assert (old[0]["id"], new["groups"]) == (GROUP, old)


async def test_a_call_inside_a_script_may_have_a_version_of_its_own(ask):
    code = 'return [API.groups.getById({"v": "5.103"}).length, API.groups.getById().groups.length];'
    assert (await ask("execute", "5.199", code=code))["response"] == [1, 1]


async def test_several_peers_get_no_numbers_before_5_124(ask, town):
    town.world.allow_dm(town.vera)
    asked = {"message": "раз", "peer_ids": town.vera, "random_id": 0}
    old = (await ask("messages.send", "5.103", **asked))["response"]
    new = (await ask("messages.send", "5.124", **asked))["response"]
    assert old == [{"peer_id": town.vera, "message_id": 1}]
    assert new == [{"peer_id": town.vera, "message_id": 2, "conversation_message_id": 2}]


async def test_since_5_245_a_sent_message_has_its_number_too(ask, town):
    town.world.allow_dm(town.vera)
    asked = {"message": "раз", "peer_id": town.vera, "random_id": 0}
    assert (await ask("messages.send", "5.199", **asked))["response"] == 1
    new = await ask("messages.send", "5.245", **asked)
    assert new["response"] == {"message_id": 2, "cmid": 2}
    several = await ask("messages.send", "5.245", message="два", peer_ids=town.vera, random_id=0)
    assert [each["conversation_message_id"] for each in several["response"]] == [3]


async def test_random_id_is_needed_since_5_90(ask, town):
    town.world.allow_dm(town.vera)
    asked = {"message": "раз", "peer_id": town.vera}
    assert (await ask("messages.send", "5.81", **asked))["response"] == 1
    assert (await ask("messages.send", "5.90", **asked))["error"]["error_code"] == 100


@pytest.mark.parametrize("kind", ["doc", "audio_message"])
async def test_a_document_is_saved_into_a_list_before_5_90(ask, http, town, kind):
    town.world.allow_dm(town.vera)
    asked = {"peer_id": town.vera, "type": kind}
    place = (await ask("docs.getMessagesUploadServer", "5.81", **asked))["response"]
    form = aiohttp.FormData()
    form.add_field("file", b"OggS", filename="voice.ogg")
    async with http.post(place["upload_url"], data=form) as response:
        uploaded = await response.json()
    old = (await ask("docs.save", "5.81", **uploaded))["response"]
    new = (await ask("docs.save", "5.90", **uploaded))["response"]
    assert (new["type"], old) == (kind, [new[kind]])


async def test_deleting_answers_by_id_before_5_199(ask, town):
    town.world.say(town.vera, dm=True, text="раз")
    asked = {"peer_id": town.vera, "cmids": "1,2"}
    assert (await ask("messages.delete", "5.131", **asked))["response"] == {"1": 1, "2": 0}


VERSIONS = {
    None: "v (version) is required",
    "5.80": "versions below 5.81 are deprecated",
    "4.99": "versions below 5.81 are deprecated",
    "newest": "v (version) is invalid",
    "5.131.1": "v (version) is invalid",
}


@pytest.mark.parametrize("v", VERSIONS)
async def test_a_version_nobody_answers_is_refused(ask, v):
    error = (await ask("utils.getServerTime", v))["error"]
    assert (error["error_code"], VERSIONS[v] in error["error_msg"]) == (8, True)


async def test_versions_to_come_are_answered_as_the_newest(ask):
    assert "groups" in (await ask("groups.getById", "5.236"))["response"]


async def poll(ask, http):
    server = (await ask("groups.getLongPollServer", "5.81", group_id=GROUP))["response"]
    params = {"act": "a_check", "key": server["key"], "ts": 0, "wait": 0}
    async with http.get(server["server"], params=params) as response:
        return json.loads(await response.text())["updates"]


async def test_events_come_in_the_version_of_the_long_poll_s_settings(ask, http, town):
    town.world.say(town.vera, dm=True, text="раз")
    (_, new) = await poll(ask, http)
    await ask("groups.setLongPollSettings", "5.199", group_id=GROUP, api_version="5.92")
    (_, old) = await poll(ask, http)
    assert (old["v"], new["v"]) == ("5.92", "5.199")
    assert old["object"] == new["object"]["message"]
    settings = (await ask("groups.getLongPollSettings", "5.199", group_id=GROUP))["response"]
    assert settings["api_version"] == "5.92"
    refused = await ask("groups.setLongPollSettings", "5.199", group_id=GROUP, api_version="x")
    assert refused["error"]["error_code"] == 8
