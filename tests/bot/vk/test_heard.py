"""Messages and presses as handlers get them: what vkbottle makes of them, in one step."""

import pytest
from vkbottle.tools.mini_types.bot.message import message_min

from bot.service.answering.updates import slim
from bot.vk.client import Vk
from bot.vk.heard import Labeler, Message, handlers
from tests.cast import MARIA

PLAIN = {
    "id": 0,
    "date": 1_700_000_000,
    "from_id": MARIA,
    "peer_id": 2_000_000_001,
    "out": 0,
    "version": 10_000_001,
    "text": "Добрый день",
    "conversation_message_id": 5,
    "fwd_messages": [],
    "important": False,
    "is_hidden": False,
    "attachments": [],
    "random_id": 0,
}
MESSAGES = {
    "plain": PLAIN,
    "button": PLAIN | {"payload": '{"do": "menu"}', "peer_id": MARIA},
    "link": PLAIN | {"ref": "abcdef", "ref_source": "12", "peer_id": MARIA},
    "invited": PLAIN | {"text": "", "action": {"type": "chat_invite_user", "member_id": -1}},
    "photo": PLAIN
    | {
        "attachments": [
            {"type": "photo", "photo": {"id": 1, "owner_id": 5, "date": 1, "access_key": "k"}},
            {"type": "link", "link": {"url": "https://vk.com"}},
            {"type": "of tomorrow", "of tomorrow": {"id": 1}},
        ]
    },
    "new things": PLAIN | {"of tomorrow": 1, "reactions": [], "is_cropped": True, "geo": None},
}
CLIENT = {"button_actions": ["text"], "keyboard": True, "inline_keyboard": True, "lang_id": 0}


def update(message):
    whole = {"message": dict(message), "client_info": CLIENT}
    return slim({"group_id": 1, "type": "message_new", "event_id": "1", "object": whole})


async def heard(message):
    found, labeler, vk = [], Labeler(), Vk("token", "http://127.0.0.1/")

    @labeler.message()
    async def take(message: Message) -> None:
        found.append(message)

    await handlers(vk, [labeler]).process_event(update(message))
    await vk.close()
    [message] = found
    return message, vk.api


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.asyncio
async def test_a_message_is_what_vkbottle_makes_of_it(name):
    ours, api = await heard(MESSAGES[name])
    theirs = message_min(update(MESSAGES[name]), api, replace_mention=False)
    assert ours.model_dump() == theirs.model_dump()
    assert ours.ctx_api is api


@pytest.mark.asyncio
async def test_a_message_is_read_once(monkeypatch):
    monkeypatch.delattr("vkbottle_types.base_model.BaseModel.from_dict")
    message, api = await heard(PLAIN)

    assert message.text == "Добрый день"
    with pytest.raises(AttributeError):
        message_min(update(PLAIN), api, replace_mention=False)
