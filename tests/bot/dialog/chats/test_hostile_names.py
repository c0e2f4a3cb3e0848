"""Titles and names that others gave, on the real way from VK to the tables and to people."""

import json

import pytest

from bot.dialog.chats.member_profiles import members_of
from storage import tables
from storage.accounts import CHATS
from tests.bot.dialog.conversing import say
from tests.bot.ordering import order
from tests.cast import ADMIN, MARIA
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NASTY = "\u202e5\u200bА\0 родители\u2066\n" + "я" * 10_000
CLEAN = "5А родители " + "я" * 187 + "…"


async def titles(place):
    return [row.title for row in await place.rows(tables.chats)]


async def test_a_title_is_cleaned_whichever_way_it_comes(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat(NASTY, MARIA)
        asked = await titles(place)
        place.world.rename_chat(chat, ADMIN, "Педсовет")
        await place.settle()
        place.world.rename_chat(chat, ADMIN, NASTY)
        await place.settle()
        renamed = await titles(place)
        listed = await say(place, ADMIN, "чаты")

    assert (asked, renamed) == ([CLEAN], [CLEAN])
    assert "\u202e" not in listed
    assert "\0" not in listed


async def test_a_title_of_half_characters_or_of_no_kind_stops_no_other_chat(tmp_path):
    async with playground(tmp_path) as place:
        chats = [await place.chat(title, MARIA) for title in ("Один", "Два", "Три")]

        def told(chat, title):
            peer = {"id": CHATS + chat, "type": "chat", "local_id": chat}
            settings = {"title": title, "owner_id": ADMIN, "members_count": 2}
            return {"peer": peer, "chat_settings": settings, "last_conversation_message_id": 1}

        items = [
            told(chat, title)
            for chat, title in zip(chats, ("\ud83d\ud83dОдин", ["Два"], "Три раза"), strict=True)
        ]
        body = json.dumps({"response": {"count": 3, "items": items}})
        await order(place, {"on": "method:messages.getConversationsById", "body": body})
        await place.service.refresh_chats()
        found = await titles(place)

    assert found == ["Один", "", "Три раза"]


async def test_names_of_members_are_cleaned_before_anybody_reads_them(tmp_path):
    async with playground(tmp_path) as place:
        place.world.add_person("\u202eГо\u200bсть", "Чу\0жой\n" + "я" * 500, id=950)
        chat = await place.chat("Педсовет", MARIA, 950)
        [found] = [
            each for each in await members_of(place.service.vk, chat) or () if each.account == 950
        ]

    assert (found.first, found.last) == ("Гость", "Чужой " + "я" * 53 + "…")


async def test_what_is_written_with_nul_is_answered(tmp_path):
    async with playground(tmp_path) as place:
        assert (await say(place, ADMIN, "ме\0ню")).startswith("Добрый день")
