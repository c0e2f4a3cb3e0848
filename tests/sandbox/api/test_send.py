"""messages.send, asked by the real vkbottle client."""

import json

import pytest
from vkbottle import Callback, Keyboard, Text, VKAPIError

from sandbox.world.world import Access
from tests.sandbox.town import GROUP, MONDAY_MORNING

pytestmark = pytest.mark.asyncio


@pytest.fixture
def open_town(town):
    """The bot is in the chat with all rights, and Vera wrote to it."""
    town.world.set_bot(town.chat, town.anna, Access.ADMIN)
    town.world.say(town.vera, dm=True, text="Начать")
    return town


async def test_one_peer_is_answered_with_the_message_id(api, open_town):
    sent = await api.messages.send(peer_id=open_town.vera, message="привет", random_id=0)
    assert sent == 2
    assert await api.messages.send(user_id=open_town.vera, message="ещё", random_id=0) == 3


async def test_in_a_chat_the_message_id_is_zero(api, open_town):
    assert await api.messages.send(peer_id=open_town.peer, message="привет", random_id=0) == 0
    assert await api.messages.send(chat_id=open_town.chat, message="привет", random_id=0) == 0


async def test_many_peers_are_answered_one_by_one_errors_inside(api, open_town):
    peers = [open_town.vera, open_town.peer, open_town.boris, 2_000_000_099]
    answer = await api.request(
        "messages.send", {"peer_ids": peers, "message": "всем", "random_id": 5}
    )
    refused = {"message_id": 0, "conversation_message_id": 0}
    assert answer["response"] == [
        {"peer_id": open_town.vera, "message_id": 2, "conversation_message_id": 2},
        {"peer_id": open_town.peer, "message_id": 0, "conversation_message_id": 3},
        {
            "peer_id": open_town.boris,
            **refused,
            "error": {
                "code": 901,
                "description": "Can't send messages for users without permission",
            },
        },
        {
            "peer_id": 2_000_000_099,
            **refused,
            "error": {"code": 917, "description": "You don't have access to this chat"},
        },
    ]


async def test_the_typed_client_reads_answers_and_errors(api, open_town):
    sent = await api.messages.send(
        peer_ids=[open_town.vera, open_town.boris], message="всем", random_id=5
    )
    assert [(item.peer_id, item.error and item.error.code) for item in sent] == [
        (open_town.vera, None),
        (open_town.boris, 901),
    ]


async def test_what_the_community_sends_comes_back_as_message_reply(api, open_town):
    told = open_town.world.queue.last
    await api.messages.send(peer_id=open_town.vera, message="привет", random_id=77)
    ((kind, message),) = open_town.events(told)
    message.pop("version")
    assert kind == "message_reply"
    assert message == {
        "date": int(MONDAY_MORNING.timestamp()),
        "from_id": -GROUP,
        "id": 2,
        "out": 1,
        "fwd_messages": [],
        "important": False,
        "is_hidden": False,
        "attachments": [],
        "conversation_message_id": 2,
        "text": "привет",
        "peer_id": open_town.vera,
        "random_id": 77,
    }


async def test_a_repeated_random_id_sends_nothing_and_answers_the_earlier_id(api, open_town):
    world = open_town.world
    first = await api.messages.send(peer_id=open_town.vera, message="раз", random_id=7)
    told = world.queue.last
    world.advance(3599)
    assert await api.messages.send(peer_id=open_town.vera, message="раз", random_id=7) == first
    assert world.queue.last == told
    world.advance(1)
    assert await api.messages.send(peer_id=open_town.vera, message="раз", random_id=7) == first + 1


async def test_a_random_id_is_compared_within_one_dialog(api, open_town):
    open_town.world.allow_dm(open_town.boris)
    sent = await api.messages.send(
        peer_ids=[open_town.vera, open_town.boris], message="раз", random_id=7
    )
    assert [item.message_id for item in sent] == [2, 3]


async def test_a_random_id_is_forgotten_after_a_hundred_messages(api, open_town):
    await api.messages.send(peer_id=open_town.vera, message="раз", random_id=7)
    for _ in range(99):
        open_town.world.say(open_town.vera, dm=True, text="и ещё")
    assert await api.messages.send(peer_id=open_town.vera, message="раз", random_id=7) == 2
    open_town.world.say(open_town.vera, dm=True, text="сотое")
    assert await api.messages.send(peer_id=open_town.vera, message="раз", random_id=7) == 103


async def test_a_long_random_id_wraps_to_32_bits(api, open_town):
    """Date.now(), which clients in JavaScript send, does not fit into an int32."""
    now = 1_794_801_600_123
    asked = {"peer_id": open_town.vera, "message": "раз", "random_id": now}
    first = await api.request("messages.send", asked)
    assert open_town.events()[-1][1]["random_id"] == -494_729_605
    assert await api.request("messages.send", asked | {"random_id": now % 2**32}) == first


async def test_random_id_zero_is_never_a_repeat(api, open_town):
    ids = [
        await api.messages.send(peer_id=open_town.vera, message="раз", random_id=0)
        for _ in range(2)
    ]
    assert ids == [2, 3]


REFUSED = {
    "no random_id": (100, {"message": "раз"}),
    "a worded random_id": (100, {"message": "раз", "random_id": "x"}),
    "an empty message": (100, {"message": "  \n", "random_id": 1}),
    "a long message": (914, {"message": "я" * 4097, "random_id": 1}),
    "a broken keyboard": (911, {"message": "раз", "random_id": 1, "keyboard": "{"}),
    "a missing photo": (100, {"message": "раз", "random_id": 1, "attachment": "photo-1_2"}),
    "a long payload": (100, {"message": "раз", "random_id": 1, "payload": "x" * 1001}),
    "an odd forward": (100, {"message": "раз", "random_id": 1, "forward": "5"}),
    "many peers": (100, {"message": "раз", "random_id": 1, "peer_ids": ",".join(["1"] * 101)}),
    "an odd peer": (100, {"message": "раз", "random_id": 1, "peer_id": "me"}),
    "a community": (100, {"message": "раз", "random_id": 1, "peer_id": -5}),
    "a stranger": (901, {"message": "раз", "random_id": 1, "peer_id": 4}),
    "another chat": (917, {"message": "раз", "random_id": 1, "peer_id": 2_000_000_009}),
}


@pytest.mark.parametrize(("code", "params"), REFUSED.values(), ids=REFUSED)
async def test_a_wrong_message_is_refused_and_not_sent(api, open_town, code, params):
    told = open_town.world.queue.last
    with pytest.raises(VKAPIError) as refused:
        await api.request("messages.send", {"peer_id": open_town.vera} | params)
    assert refused.value.code == code
    assert open_town.world.queue.last == told


async def test_no_peer_at_all_is_refused(api, open_town):
    with pytest.raises(VKAPIError[100]):
        await api.request("messages.send", {"message": "раз", "random_id": 1})


async def test_nobody_is_written_to_before_the_first_contact_or_after_a_denial(api, town):
    ask = {"peer_id": town.vera, "message": "раз", "random_id": 0}
    with pytest.raises(VKAPIError[901]):
        await api.request("messages.send", dict(ask))
    town.world.allow_dm(town.vera)
    assert (await api.request("messages.send", dict(ask)))["response"] == 1
    town.world.deny_dm(town.vera)
    with pytest.raises(VKAPIError[901]):
        await api.request("messages.send", dict(ask))


async def test_a_chat_that_kicked_the_bot_is_closed_to_it(api, open_town):
    open_town.world.set_bot(open_town.chat, open_town.anna, Access.ABSENT)
    with pytest.raises(VKAPIError[917]):
        await api.messages.send(peer_id=open_town.peer, message="раз", random_id=0)


async def test_a_reply_shows_what_it_answers(api, open_town):
    cmid = open_town.world.say(open_town.boris, chat=open_town.chat, text="когда?")
    told = open_town.world.queue.last
    forward = {"peer_id": open_town.peer, "conversation_message_ids": [cmid], "is_reply": True}
    for text in (json.dumps(forward), json.dumps(forward | {"conversation_message_ids": "3,4"})):
        await api.messages.send(peer_id=open_town.peer, message="в пять", random_id=0, forward=text)
    (_, first), (_, second) = open_town.events(told)
    quoted = {
        "date": int(MONDAY_MORNING.timestamp()),
        "from_id": open_town.boris,
        "id": 0,
        "text": "когда?",
        "attachments": [],
        "conversation_message_id": cmid,
        "peer_id": open_town.peer,
    }
    assert (first["reply_message"], first["fwd_messages"]) == (quoted, [])
    assert [message["text"] for message in second["fwd_messages"]] == ["когда?", "в пять"]


async def test_an_inline_keyboard_of_the_client_stays_with_its_message(api, open_town):
    keyboard = Keyboard(inline=True).add(Text("Да", {"yes": 1})).add(Callback("Нет", {"no": 1}))
    told = open_town.world.queue.last
    await api.messages.send(
        peer_id=open_town.vera, message="?", random_id=0, keyboard=keyboard.get_json()
    )
    ((_, message),) = open_town.events(told)
    ((yes, no),) = message["keyboard"]["buttons"]
    assert json.loads(yes["action"].pop("payload")) == {"yes": 1}
    assert json.loads(no["action"].pop("payload")) == {"no": 1}
    assert (yes["action"], no["action"]) == (
        {"type": "text", "label": "Да"},
        {"type": "callback", "label": "Нет"},
    )
    assert open_town.world.dms[open_town.vera].keyboard is None


async def test_a_regular_keyboard_stays_with_the_dialog_until_removed(api, open_town):
    keyboard = Keyboard().add(Text("Меню", {"menu": 1}))
    told = open_town.world.queue.last
    ask = {"peer_id": open_town.vera, "message": "?", "random_id": 0}
    await api.messages.send(**ask, keyboard=keyboard.get_json())
    ((_, message),) = open_town.events(told)
    assert "keyboard" not in message
    dialog = open_town.world.dms[open_town.vera]
    assert dialog.keyboard["buttons"][0][0]["action"]["label"] == "Меню"
    await api.messages.send(**ask, keyboard='{"buttons":[]}')
    assert dialog.keyboard is None
