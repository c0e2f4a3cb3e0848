"""Changing and reading messages, asked by the real vkbottle client."""

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


async def sent(api, peer, text="Нажмите", **more):
    (item,) = await api.messages.send(peer_ids=[peer], message=text, random_id=0, **more)
    return item.conversation_message_id


async def test_an_own_message_is_edited_and_told(api, open_town):
    keyboard = Keyboard(inline=True).add(Text("Да", {})).get_json()
    cmid = await sent(api, open_town.peer, keyboard=keyboard)
    told = open_town.world.queue.last
    open_town.world.advance(5)
    assert await api.messages.edit(peer_id=open_town.peer, cmid=cmid, message="Готово") == 1
    ((kind, message),) = open_town.events(told)
    assert (kind, message["text"], message["conversation_message_id"]) == (
        "message_edit",
        "Готово",
        cmid,
    )
    assert message["update_time"] == int(MONDAY_MORNING.timestamp()) + 5
    assert "keyboard" not in message


async def test_a_personal_message_is_edited_by_its_id_too(api, open_town):
    number = await api.messages.send(peer_id=open_town.vera, message="раз", random_id=0)
    assert await api.messages.edit(peer_id=open_town.vera, message_id=number, message="два") == 1
    assert open_town.world.dms[open_town.vera].messages[-1].text == "два"


async def test_what_may_not_be_edited_is_refused(api, open_town):
    cmid = await sent(api, open_town.peer)
    foreign = open_town.world.say(open_town.boris, chat=open_town.chat, text="моё")
    with pytest.raises(VKAPIError[15]):
        await api.messages.edit(peer_id=open_town.peer, cmid=foreign, message="твоё")
    with pytest.raises(VKAPIError[100]):
        await api.messages.edit(peer_id=open_town.peer, cmid=99, message="?")
    with pytest.raises(VKAPIError[100]):
        await api.messages.edit(peer_id=open_town.peer, cmid=cmid, message=" ")
    open_town.world.advance(24 * 3600 + 1)
    with pytest.raises(VKAPIError[909]):
        await api.messages.edit(peer_id=open_town.peer, cmid=cmid, message="поздно")


async def test_deleting_is_silent_and_answered_item_by_item(api, open_town):
    cmid = await sent(api, open_town.peer)
    told = open_town.world.queue.last
    answer = await api.request(
        "messages.delete",
        {"peer_id": open_town.peer, "cmids": f"{cmid},99", "delete_for_all": 1},
    )
    assert answer["response"] == [
        {"peer_id": open_town.peer, "conversation_message_id": cmid, "response": 1},
        {"peer_id": open_town.peer, "conversation_message_id": 99, "response": 0},
    ]
    assert open_town.world.chats[open_town.chat].dialog.find(cmid) is None
    assert open_town.world.queue.last == told


@pytest.mark.parametrize(("access", "gone"), [(Access.ADMIN, True), (Access.ALL, False)])
async def test_only_an_admin_deletes_what_others_wrote(api, open_town, access, gone):
    open_town.world.set_bot(open_town.chat, open_town.anna, access)
    cmid = open_town.world.say(open_town.boris, chat=open_town.chat, text="лишнее")
    ask = {"peer_id": open_town.peer, "cmids": cmid, "delete_for_all": 1}
    (item,) = (await api.request("messages.delete", ask))["response"]
    assert item["response"] == int(gone)
    assert ("error" in item) is not gone
    assert (open_town.world.chats[open_town.chat].dialog.find(cmid) is None) is gone


async def test_deleting_for_itself_hides_a_message_from_the_community_only(api, open_town):
    cmid = open_town.world.say(open_town.boris, chat=open_town.chat, text="лишнее")
    ask = {"peer_id": open_town.peer, "cmids": cmid}
    assert (await api.request("messages.delete", ask))["response"][0]["response"] == 1
    assert open_town.world.chats[open_town.chat].dialog.find(cmid).text == "лишнее"
    ask = {"peer_id": open_town.peer, "conversation_message_ids": cmid}
    answer = await api.request("messages.getByConversationMessageId", ask)
    assert answer["response"] == {"count": 0, "items": []}


async def press_no(api, town):
    keyboard = Keyboard(inline=True).add(Callback("Нет", {"no": 1})).get_json()
    await sent(api, town.peer, keyboard=keyboard)
    return town.world.press(town.vera, chat=town.chat, label="Нет")["event_id"]


async def test_a_press_is_told_and_answered_once(api, open_town):
    event_id = await press_no(api, open_town)
    kind, body = open_town.events()[-1]
    assert kind == "message_event"
    assert body == {
        "user_id": open_town.vera,
        "peer_id": open_town.peer,
        "event_id": event_id,
        "payload": {"no": 1},
        "conversation_message_id": 3,
    }
    assert len(bytes.fromhex(event_id)) == 6
    ask = {
        "event_id": event_id,
        "user_id": open_town.vera,
        "peer_id": open_town.peer,
        "event_data": json.dumps({"type": "show_snackbar", "text": "Записано"}),
    }
    assert (await api.request("messages.sendMessageEventAnswer", dict(ask)))["response"] == 1
    assert open_town.world.answers == [
        {
            "user": open_town.vera,
            "peer_id": open_town.peer,
            "event_id": event_id,
            "at": MONDAY_MORNING.isoformat(),
            "type": "show_snackbar",
            "text": "Записано",
        }
    ]
    with pytest.raises(VKAPIError[100]):
        await api.request("messages.sendMessageEventAnswer", dict(ask))


async def test_a_press_is_answered_within_a_minute_of_real_time_by_the_right_names(api, open_town):
    event_id = await press_no(api, open_town)
    ask = {"event_id": event_id, "user_id": open_town.vera, "peer_id": open_town.peer}
    for wrong in (
        {"event_id": "0" * 12},
        {"user_id": open_town.anna},
        {"peer_id": open_town.vera},
        {"event_data": '{"type":"sing"}'},
        {"event_data": r'{"type":"show_snackbar","text":"\ud83d"}'},
        {"event_data": '{"type":"open_link"}'},
        {"event_data": '{"type":"open_link","link":"нигде"}'},
        {"event_data": '{"type":"open_app","app_id":"мой","hash":"x"}'},
        {"event_data": '{"type":"show_snackbar","text":7}'},
        {"event_data": '{"type":"show_snackbar","text":NaN}'},
        {"event_data": json.dumps({"type": "show_snackbar", "text": "я" * 91})},
    ):
        with pytest.raises(VKAPIError[100]):
            await api.request("messages.sendMessageEventAnswer", ask | wrong)
    open_town.world.advance(3600)
    open_town.seconds += 60
    assert (await api.request("messages.sendMessageEventAnswer", dict(ask)))["response"] == 1
    late = await press_no(api, open_town)
    open_town.seconds += 60.1
    with pytest.raises(VKAPIError[100]):
        await api.request("messages.sendMessageEventAnswer", ask | {"event_id": late})


async def test_a_press_on_a_regular_keyboard_has_no_message_number(api, open_town):
    keyboard = Keyboard(one_time=True).add(Callback("Меню", {"menu": 1})).get_json()
    await sent(api, open_town.vera, keyboard=keyboard)
    pressed = open_town.world.press(open_town.vera, dm=True, label="Меню")
    assert open_town.events()[-1] == (
        "message_event",
        {
            "user_id": open_town.vera,
            "peer_id": open_town.vera,
            "event_id": pressed["event_id"],
            "payload": {"menu": 1},
        },
    )
    assert open_town.world.dms[open_town.vera].keyboard is not None  # no message was sent by it


async def test_a_text_button_writes_its_label_with_the_payload(api, open_town):
    keyboard = Keyboard(inline=True).add(Text("Да", {"yes": 1})).get_json()
    open_town.world.set_bot(open_town.chat, open_town.anna, Access.MENTIONS)
    await sent(api, open_town.peer, keyboard=keyboard)
    await sent(api, open_town.vera, keyboard=keyboard)
    in_chat = open_town.world.press(open_town.anna, chat=open_town.chat, label="Да")
    in_dm = open_town.world.press(open_town.vera, dm=True, label="Да")
    (_, first), (_, second) = open_town.events()[-2:]
    told = [(body["message"]["text"], body["message"]["payload"]) for body in (first, second)]
    payload = keyboard and json.loads(keyboard)["buttons"][0][0]["action"]["payload"]
    text = payload if isinstance(payload, str) else json.dumps(payload)
    assert told == [(f"[club{GROUP}|@zvonok] Да", text), ("Да", text)]
    assert (in_chat, in_dm) == ({"cmid": 4}, {"cmid": 3})


async def read(api, peer, cmids, **more):
    ask = {"peer_id": peer, "conversation_message_ids": ",".join(map(str, cmids)), **more}
    return (await api.request("messages.getByConversationMessageId", ask))["response"]


async def test_numbers_are_read_back_as_far_as_the_bot_had_access(api, town):
    hidden = town.world.say(town.boris, chat=town.chat, text="до бота")
    town.world.set_bot(town.chat, town.anna, Access.MENTIONS)
    command = town.world.say(town.boris, chat=town.chat, text="/отчёт")
    aside = town.world.say(town.boris, chat=town.chat, text="между собой")
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    heard = town.world.say(town.boris, chat=town.chat, text="при боте")
    gone = town.world.say(town.boris, chat=town.chat, text="удалят")
    town.world.delete(town.chat, gone)
    answer = await read(api, town.peer, [1, hidden, 3, command, aside, heard, gone, 50, heard])
    shown = [(item["conversation_message_id"], item["text"]) for item in answer["items"]]
    assert shown == [(3, ""), (command, "/отчёт"), (heard, "при боте")]
    assert answer["count"] == 3


async def test_a_message_read_back_is_the_one_that_was_told(api, open_town):
    cmid = open_town.world.say(
        open_town.boris, chat=open_town.chat, text="смотрите", attachments=["photo", "doc"]
    )
    told = open_town.events()[-1][1]["message"]
    answer = await read(api, open_town.peer, [cmid], extended=1)
    assert answer["items"] == [told]
    assert [person["id"] for person in answer["profiles"]] == [open_town.boris]


async def test_reading_back_has_its_limits(api, open_town):
    assert (await read(api, open_town.peer, range(1, 101)))["count"] == 1
    for cmids in ([], range(1, 102)):
        with pytest.raises(VKAPIError[100]):
            await read(api, open_town.peer, cmids)
    open_town.world.set_bot(open_town.chat, open_town.anna, Access.ABSENT)
    with pytest.raises(VKAPIError[917]):
        await read(api, open_town.peer, [1])


async def test_personal_history_is_read_and_chats_are_closed(api, open_town):
    await api.messages.send(peer_id=open_town.vera, message="ответ", random_id=0)
    newest = await api.messages.get_history(user_id=open_town.vera, count=1)
    oldest = await api.messages.get_history(peer_id=open_town.vera, rev=1, offset=0)
    assert (newest.count, [item.text for item in newest.items]) == (2, ["ответ"])
    assert [item.text for item in oldest.items] == ["Начать", "ответ"]
    with pytest.raises(VKAPIError[917]):
        await api.messages.get_history(peer_id=open_town.peer)


async def test_personal_dialogs_are_listed_newest_first(api, open_town):
    open_town.world.say(open_town.boris, dm=True, text="привет")
    await api.messages.send(peer_id=open_town.vera, message="ответ", random_id=0)
    listed = await api.messages.get_conversations(extended=1)
    unanswered = await api.messages.get_conversations(filter="unanswered")
    assert [(i.conversation.peer.id, i.last_message.text) for i in listed.items] == [
        (open_town.vera, "ответ"),
        (open_town.boris, "привет"),
    ]
    assert [item.conversation.peer.id for item in unanswered.items] == [open_town.boris]


async def test_a_deleted_message_is_no_dialogs_last(api, open_town):
    open_town.world.say(open_town.boris, dm=True, text="привет")
    sent = await api.messages.send(peer_id=open_town.boris, message="не то", random_id=0)
    await api.request("messages.delete", {"message_ids": sent, "delete_for_all": 1})
    listed = await api.messages.get_conversations(filter="unanswered")
    assert [item.last_message.text for item in listed.items] == ["привет", "Начать"]
    await api.request("messages.delete", {"message_ids": listed.items[0].last_message.id})
    listed = await api.messages.get_conversations()
    assert [item.last_message.text for item in listed.items] == ["Начать"]
    with pytest.raises(VKAPIError[100]):
        await api.messages.get_conversations(filter="friends")


async def test_history_is_read_from_a_message_on(api, open_town):
    for text in ("раз", "два", "три"):
        open_town.world.say(open_town.vera, dm=True, text=text)
    said = await api.messages.get_history(peer_id=open_town.vera)
    two = said.items[1].id

    async def read(**more):
        params = {"peer_id": open_town.vera, "start_message_id": two, **more}
        answer = await api.request("messages.getHistory", params)
        return [item["text"] for item in answer["response"]["items"]]

    assert await read() == ["два", "раз", "Начать"]
    assert await read(offset=-1, count=2) == ["три", "два"]
    assert await read(rev=1) == ["два", "три"]
    open_town.world.dms[open_town.vera].messages[2].deleted = True
    assert await read() == ["раз", "Начать"]
    with pytest.raises(VKAPIError[100]):
        await read(offset=-2)


async def test_permission_can_be_asked_for(api, open_town):
    answers = [
        (await api.messages.is_messages_from_group_allowed(group_id=GROUP, user_id=user)).is_allowed
        for user in (open_town.vera, open_town.boris, 4)
    ]
    assert answers == [1, 0, 0]


async def test_signals_are_accepted_where_they_make_sense(api, open_town):
    assert await api.messages.set_activity(peer_id=open_town.peer, type="typing") == 1
    assert await api.messages.mark_as_read(peer_id=open_town.vera) == 1
    with pytest.raises(VKAPIError[917]):
        await api.messages.set_activity(peer_id=2_000_000_099, type="typing")
    with pytest.raises(VKAPIError[100]):
        await api.messages.set_activity(peer_id=4, type="typing")
