"""A person's long poll (User Long Poll), for communities that have it switched on."""

import json

import pytest
from vkbottle import VKAPIError

from sandbox.faults import Fault
from sandbox.world.shapes import quote_json
from sandbox.world.world import Access
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio
FULL = {"mode": 2 | 32 | 128, "version": 3}


@pytest.fixture
def poll(api, http, town):
    """Ask for the server once, then poll it; what is not given is as it was handed out."""
    server = {}
    town.world.user_long_poll = True

    async def send(**more):
        if not server:
            asked = {"lp_version": 3, "need_pts": 1}
            answer = await api.request("messages.getLongPollServer", asked)
            server.update(answer["response"])
            assert server["pts"] == server["ts"]
        asked = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": 0}
        async with http.get(f"http://{server['server']}", params=asked | more) as response:
            return json.loads(await response.text())

    return send


async def test_messages_of_a_dialog_are_told_as_arrays(poll, town, api):
    begun = (await poll(**FULL))["ts"]
    town.world.say(town.vera, dm=True, text="<Да>,\n'нет'", payload={"n": 1})
    number = await api.messages.send(peer_id=town.vera, message="ответ", random_id=7)
    await api.messages.edit(peer_id=town.vera, message_id=number, message="другой")
    answer = await poll(**FULL)
    date = town.world.timestamp()
    assert answer == {
        "ts": begun + 4,  # with message_allow, which is not told here
        "pts": begun + 4,
        "updates": [
            [
                *(4, 1, 1, town.vera, date, "&lt;Да&gt;,<br>'нет'"),
                *({"title": " ... ", "payload": '{"n": 1}'}, {}, 0),
            ],
            [4, 2, 2, town.vera, date, "ответ", {"title": " ... "}, {}, 7],
            [5, 2, 2, town.vera, date, "другой", {"title": " ... "}, {}, 7],
        ],
    }


async def test_a_chats_messages_name_their_author_and_what_happened(poll, town):
    await poll()
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    first = town.world.say(town.boris, chat=town.chat, text="вот", attachments=["photo"])
    quoted = quote_json(town.world.message(town.chat, first), town.world.chat(town.chat).dialog)
    town.world.say(town.vera, chat=town.chat, text="да", reply=quoted)
    invited, shown, answered = (await poll(mode=2, version=10))["updates"]
    assert invited[6] == {
        "from": str(town.anna),
        "source_act": "chat_invite_user",
        "source_mid": str(-GROUP),
    }
    photo = json.loads(shown[7].pop("attachments"))[0]["photo"]
    assert (shown[3], shown[5:]) == (
        town.peer,
        [
            *("вот", {"from": str(town.boris)}),
            {
                "attach1_type": "photo",
                "attach1": f"{photo['owner_id']}_{photo['id']}",
                "attachments_count": "1",
            },
            *(first, 0),
        ],
    )
    assert answered[7] == {"reply": json.dumps({"conversation_message_id": first})}


async def test_what_is_not_asked_for_is_not_told(poll, town):
    await poll()
    town.world.say(town.vera, dm=True, text="вот", attachments=["photo"])
    answer = await poll()
    assert set(answer) == {"ts", "updates"}
    assert [update[6:] for update in answer["updates"]] == [[{"title": " ... "}, {}]]


async def test_an_unknown_version_and_key_are_refused(poll, town, sandbox):
    assert await poll(version=20) == {"failed": 4, "min_version": 0, "max_version": 19}
    assert await poll(key="old") == {"failed": 2}
    sandbox.faults.add(Fault(on="poll", failed=3))
    assert await poll() == {"failed": 3}


async def test_it_is_refused_until_it_is_switched_on(api, town, control):
    with pytest.raises(VKAPIError[27]):
        await api.request("messages.getLongPollServer", {})
    _, told = await control("POST", "community", {"user_longpoll": True})
    answer = await api.request("messages.getLongPollServer", {})
    assert (told["user_longpoll"], sorted(answer["response"])) == (True, ["key", "server", "ts"])
