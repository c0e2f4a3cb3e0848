"""Whole dialogs and chats: made, searched, marked, forgotten; who reacted in them."""

import pytest
from vkbottle import VKAPIError

from sandbox.world.world import Access
from tests.sandbox.town import GROUP

pytestmark = pytest.mark.asyncio


@pytest.fixture
def ask(api):
    async def send(method, **params):
        return (await api.request(method, params))["response"]

    return send


@pytest.fixture
def talk(town):
    town.world.say(town.vera, dm=True, text="Где расписание?")
    town.world.say(town.boris, dm=True, text="Расписание готово")
    town.world.say(town.vera, dm=True, text="Спасибо")
    return town


async def test_a_community_makes_a_chat_of_its_own(ask, talk):
    asked = {"title": "Дежурные", "user_ids": f"{talk.vera},{talk.anna}"}
    made = await ask("messages.createChat", **asked)
    assert made == {"chat_id": 2, "peer_ids": [talk.vera]}
    peer = 2_000_000_002
    members = (await ask("messages.getConversationMembers", peer_id=peer))["items"]
    assert [(each["member_id"], each.get("is_owner")) for each in members] == [
        (talk.vera, None),
        (-GROUP, True),
    ]
    (shown,) = (await ask("messages.getConversationsById", peer_ids=peer))["items"]
    assert (shown["chat_settings"]["title"], shown["chat_settings"]["owner_id"]) == (
        "Дежурные",
        -GROUP,
    )
    assert talk.heard()[-1] == ("message_new", "chat_create")
    with pytest.raises(VKAPIError[936]):
        await ask("messages.createChat", title="Все", user_ids=4)


async def test_before_5_199_a_new_chat_is_its_number(ask):
    assert await ask("messages.createChat", title="Дежурные", v="5.131") == 2


async def test_somebody_comes_in_by_the_link(control, talk):
    talk.world.set_bot(talk.chat, talk.anna, Access.ALL)
    talk.world.change_members(talk.chat, talk.anna, remove=[talk.vera])
    path = f"chats/{talk.chat}/members"
    status, answer = await control("POST", path, {"by": talk.vera, "link": True})
    _, told = talk.events()[-1]
    assert (status, answer) == (200, {"cmids": [told["message"]["conversation_message_id"]]})
    assert (told["message"]["from_id"], told["message"]["action"]) == (
        talk.vera,
        {"type": "chat_invite_user_by_link"},
    )
    again = await control("POST", path, {"by": talk.vera, "link": True})
    assert again == (400, {"error": f"{talk.vera} is in chat {talk.chat} already."})


async def test_words_are_found_in_dialogs(ask, talk):
    found = await ask("messages.search", q="РАСПИСАНИЕ", extended=1)
    assert [each["text"] for each in found["items"]] == ["Расписание готово", "Где расписание?"]
    assert (found["count"], [each["id"] for each in found["profiles"]]) == (
        2,
        [talk.boris, talk.vera],
    )
    found = await ask("messages.search", q="расписание", peer_id=talk.vera, preview_length=3)
    assert [each["text"] for each in found["items"]] == ["Где"]
    for wrong in ({"q": " "}, {"q": "раз", "peer_id": talk.peer}):
        with pytest.raises(VKAPIError[100]):
            await ask("messages.search", **wrong)


async def test_profiles_of_a_dialog_are_shown_whoever_wrote_last(ask, talk):
    await ask("messages.send", peer_id=talk.vera, message="Нет", random_id=0, reply_to=1)
    for method, asked in (
        ("messages.getConversations", {"count": 1}),
        ("messages.getConversationsById", {"peer_ids": talk.vera}),
        ("messages.getHistory", {"peer_id": talk.vera, "count": 1}),
    ):
        found = await ask(method, **asked, extended=1)
        assert [each["id"] for each in found["profiles"]] == [talk.vera], method


async def test_who_came_and_who_is_quoted_is_shown(ask, talk):
    talk.world.set_bot(talk.chat, talk.anna, Access.ALL)
    talk.world.change_members(talk.chat, talk.anna, remove=[talk.vera])
    (event,) = (body for kind, body in talk.events()[-1:] if kind == "message_new")
    cmid = event["message"]["conversation_message_id"]
    asked = {"peer_id": talk.peer, "conversation_message_ids": cmid, "extended": 1}
    found = await ask("messages.getByConversationMessageId", **asked)
    assert [each["id"] for each in found["profiles"]] == [talk.anna, talk.vera]


async def test_a_dialog_is_forgotten_by_the_community_alone(ask, talk, control):
    assert await ask("messages.deleteConversation", peer_id=talk.vera) == {"last_deleted_id": 3}
    listed = await ask("messages.getConversations")
    assert [each["conversation"]["peer"]["id"] for each in listed["items"]] == [talk.boris]
    assert (await ask("messages.getHistory", peer_id=talk.vera))["items"] == []
    assert len((await control("GET", f"messages?dm={talk.vera}"))[1]) == 2


async def test_dialogs_are_marked(ask, talk):
    async def listed(kind):
        found = await ask("messages.getConversations", filter=kind)
        return [each["conversation"]["peer"]["id"] for each in found["items"]]

    await ask("messages.markAsImportantConversation", peer_id=talk.boris)
    await ask("messages.markAsAnsweredConversation", peer_id=talk.vera)
    assert (await listed("important"), await listed("unanswered")) == ([talk.boris], [talk.boris])
    await ask("messages.markAsImportantConversation", peer_id=talk.boris, important=0)
    talk.world.say(talk.vera, dm=True, text="И ещё")
    assert (await listed("important"), await listed("unanswered")) == ([], [talk.vera, talk.boris])
    await ask("messages.markAsAnsweredConversation", peer_id=talk.vera)
    await ask("messages.markAsAnsweredConversation", peer_id=talk.vera, answered=0)
    assert await listed("unanswered") == [talk.vera, talk.boris]


async def test_who_reacted_is_told(ask, talk, control):
    await ask("messages.sendReaction", peer_id=talk.vera, cmid=1, reaction_id=4)
    react = {"from": talk.vera, "dm": True, "cmid": 1, "reaction": 5}
    assert (await control("POST", "react", react))[0] == 200
    counters = [
        {"reaction_id": 4, "count": 1, "user_ids": [-GROUP]},
        {"reaction_id": 5, "count": 1, "user_ids": [talk.vera]},
    ]
    found = await ask("messages.getMessagesReactions", peer_id=talk.vera, cmids="1,2,9")
    assert found == {"items": [{"cmid": 1, "counters": counters}]}
    reacted = await ask("messages.getReactedPeers", peer_id=talk.vera, cmid=1, reaction_id=5)
    assert (reacted["count"], reacted["reactions"], reacted["counters"]) == (
        1,
        [{"user_id": talk.vera, "reaction_id": 5}],
        counters,
    )
    with pytest.raises(VKAPIError[1009]):
        await ask("messages.getReactedPeers", peer_id=talk.vera, cmid=1, reaction_id=17)


async def test_a_chats_picture_is_taken_away(ask, talk):
    talk.world.set_bot(talk.chat, talk.anna, Access.ADMIN)
    talk.world.change_photo(talk.chat, talk.anna, {"sizes": [{"url": "http://here/1"}]})
    assert "photo_50" in await ask("messages.getChat", chat_id=talk.chat)
    changed = await ask("messages.deleteChatPhoto", chat_id=talk.chat)
    assert "photo_50" not in changed["chat"]
    assert talk.heard()[-1] == ("message_new", "chat_photo_remove")
