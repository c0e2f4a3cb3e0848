"""Chats' titles, pictures, pins and reactions; reading messages by id; who follows; storage."""

import json

import aiohttp
import pytest
from vkbottle import VKAPIError

from sandbox.world.world import Access, WorldError
from tests.sandbox.pictures import PNG
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio


@pytest.fixture
def ask(api):
    async def send(method, **params):
        return (await api.request(method, params))["response"]

    return send


@pytest.fixture
def admin(town):
    town.world.set_bot(town.chat, town.anna, Access.ADMIN)
    return town


async def test_an_admin_pins_and_unpins_a_message(ask, admin):
    cmid = admin.world.say(admin.boris, chat=admin.chat, text="Важно")
    pinned = await ask("messages.pin", peer_id=admin.peer, cmid=cmid)
    assert (pinned["text"], pinned["conversation_message_id"]) == ("Важно", cmid)
    assert admin.heard()[-1] == ("message_new", "chat_pin_message")
    seen = await ask("messages.getConversationsById", peer_ids=admin.peer)
    assert seen["items"][0]["chat_settings"]["pinned_message"]["text"] == "Важно"
    assert await ask("messages.unpin", peer_id=admin.peer) == 1
    assert admin.heard()[-1] == ("message_new", "chat_unpin_message")
    seen = await ask("messages.getConversationsById", peer_ids=admin.peer)
    assert "pinned_message" not in seen["items"][0]["chat_settings"]


async def test_an_admin_renames_a_chat_and_gives_it_a_picture(ask, http, admin):
    assert await ask("messages.editChat", chat_id=admin.chat, title="9 Б") == 1
    place = await ask("photos.getChatUploadServer", chat_id=admin.chat)
    form = aiohttp.FormData()
    form.add_field("file", PNG, filename="class.png")
    async with http.post(place["upload_url"], data=form) as response:
        uploaded = json.loads(await response.text())
    changed = await ask("messages.setChatPhoto", file=uploaded["response"])
    assert (changed["chat"]["title"], "photo_50" in changed["chat"]) == ("9 Б", True)
    assert [action for _, action in admin.heard()[-2:]] == [
        "chat_title_update",
        "chat_photo_update",
    ]


async def test_a_chat_is_described_to_its_admin(ask, admin):
    chat = await ask("messages.getChat", chat_id=admin.chat, fields="screen_name", name_case="gen")
    assert (chat["title"], chat["admin_id"], chat["members_count"]) == ("9 А", admin.anna, 4)
    assert [user["first_name"] for user in chat["users"]] == ["Анны", "Бориса", "Веры"]
    (again,) = await ask("messages.getChat", chat_ids=admin.chat)
    assert again["users"] == [admin.anna, admin.boris, admin.vera]


FOR_ADMINS = {
    "messages.pin": (925, {"cmid": 1}),
    "messages.unpin": (925, {}),
    "messages.editChat": (925, {"title": "9 Б"}),
    "messages.getChat": (917, {}),
    "photos.getChatUploadServer": (925, {}),
}


@pytest.mark.parametrize("method", FOR_ADMINS)
async def test_only_an_admin_may(ask, town, method):
    town.world.set_bot(town.chat, town.anna, Access.ALL)
    code, params = FOR_ADMINS[method]
    place = {"peer_id": town.peer} if "pin" in method else {"chat_id": town.chat}
    with pytest.raises(VKAPIError[code]):
        await ask(method, **place, **params)


async def test_messages_are_read_by_id_or_by_number(ask, admin):
    admin.world.say(admin.vera, dm=True, text="Здравствуйте")
    cmid = admin.world.say(admin.boris, chat=admin.chat, text="раз")
    by_id = await ask("messages.getById", message_ids="1,99", preview_length=5)
    by_cmid = await ask("messages.getById", peer_id=admin.peer, cmids=f"{cmid},99")
    assert [each["text"] for each in by_id["items"]] == ["Здрав"]
    assert [each["text"] for each in by_cmid["items"]] == ["раз"]


async def test_messages_are_deleted_by_id(ask, town):
    town.world.say(town.vera, dm=True, text="Здравствуйте")
    assert [item["response"] for item in await ask("messages.delete", message_ids="1,2")] == [1, 0]
    assert (await ask("messages.getHistory", peer_id=town.vera))["count"] == 0


async def test_the_community_reacts_to_a_message(ask, admin):
    cmid = admin.world.say(admin.boris, chat=admin.chat, text="раз")
    place = {"peer_id": admin.peer, "cmid": cmid}
    await ask("messages.sendReaction", **place, reaction_id=3)
    await ask("messages.sendReaction", **place, reaction_id=5)
    seen = await ask("messages.getById", peer_id=admin.peer, cmids=cmid)
    assert seen["items"][0]["reactions"] == [{"reaction_id": 5, "count": 1, "user_ids": [-GROUP]}]
    await ask("messages.deleteReaction", **place)
    seen = await ask("messages.getById", peer_id=admin.peer, cmids=cmid)
    assert "reactions" not in seen["items"][0]
    with pytest.raises(VKAPIError[1009]):
        await ask("messages.sendReaction", **place, reaction_id=99)


async def test_followers_are_listed_by_pages(ask, town):
    for person in (town.vera, town.anna):
        town.world.allow_dm(person)
    listed = await ask("groups.getMembers", group_id=GROUP, sort="id_desc", count=1)
    assert listed == {"count": 2, "items": [town.vera]}
    shown = await ask("groups.getMembers", group_id=GROUP, fields="screen_name", offset=1)
    assert [each["screen_name"] for each in shown["items"]] == [f"id{town.vera}"]
    with pytest.raises(VKAPIError[100]):
        await ask("groups.getMembers", group_id=GROUP, filter="managers")


async def test_the_community_goes_online_and_off(ask):
    seen = []
    for name in ("enableOnline", "disableOnline"):
        assert await ask(f"groups.{name}", group_id=GROUP) == 1
        seen.append(await ask("groups.getOnlineStatus", group_id=GROUP))
    assert seen == [{"status": "online"}, {"status": "none"}]


async def test_a_community_that_joins_no_chats_cannot_be_invited(ask, town):
    await ask("groups.setSettings", group_id=GROUP, bots_add_to_chat=0)
    with pytest.raises(WorldError):
        town.world.set_bot(town.chat, town.anna, Access.ALL)


async def test_storage_keeps_values_for_all_and_for_each(ask, town):
    await ask("storage.set", key="a", value="1")
    await ask("storage.set", key="a", value="2", user_id=town.vera)
    assert await ask("storage.get", keys="a,b") == [
        {"key": "a", "value": "1"},
        {"key": "b", "value": ""},
    ]
    assert await ask("storage.get", key="a", user_id=town.vera) == [{"key": "a", "value": "2"}]
    await ask("storage.set", key="a", value="")
    assert await ask("storage.getKeys") == []
    for wrong in ({"key": "а б", "value": "1"}, {"key": "a", "value": "я" * 2049}):
        with pytest.raises(VKAPIError[100]):
            await ask("storage.set", **wrong)
