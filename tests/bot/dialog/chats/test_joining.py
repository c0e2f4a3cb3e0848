"""The bot comes into a chat: conversations through the sandbox, whole texts."""

import json

import pytest

from bot.dialog.chats.joining_words import NO_ACCESS, NOT_YOURS, WHICH_KIND, WHICH_UNIT
from bot.dialog.chats.joining_words import STRANGER as TO_STRANGERS
from sandbox.world.world import Access
from storage import tables
from storage.records import UNNAMED
from tests.bot.dialog.chats.coming import (
    HELLO,
    LYCEUM_HELLO,
    TWO_SCHOOLS,
    buttons,
    chat_row,
    press,
    untitled,
)
from tests.cast import ADMIN, DEPUTY, LYCEUM, LYCEUM_ADMIN, MARIA, SCHOOL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def test_an_administrator_s_invitation_gives_the_chat_to_the_school(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)

        assert place.heard(chat=chat) == [HELLO]
        row = await chat_row(place, chat)
        assert (row.unit, row.title, row.kind, row.owner, row.admin) == (
            SCHOOL,
            "Педсовет",
            "staff",
            UNNAMED,  # he is on no roster yet
            True,
        )


async def test_a_stranger_s_invitation_is_declined_and_nothing_is_recorded(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, by=STRANGER)
        place.say(chat, MARIA, 3)
        place.world.call(chat, MARIA, [MARIA, STRANGER], 60)
        place.world.rename_chat(chat, STRANGER, "Наши секреты")
        await place.settle()

        assert place.heard(chat=chat) == [TO_STRANGERS]
        row = await chat_row(place, chat)
        assert (row.unit, row.title, row.invited_by, row.present) == (None, "", None, True)
        assert await place.rows(tables.tallies) == []
        assert await place.rows(tables.calls) == []
        assert [row for row in await place.rows(tables.ledger) if row.conversation > 0] == []


@pytest.mark.parametrize("person", [DEPUTY, MARIA], ids=["the deputy", "a teacher"])
async def test_only_an_administrator_can_connect_a_chat(person, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", ADMIN, by=person)
        assert place.heard(chat=chat) == [TO_STRANGERS]
        assert (await chat_row(place, chat)).unit is None


async def test_an_administrator_connects_a_chat_into_which_a_stranger_brought_the_bot(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", ADMIN, by=STRANGER)
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        place.say(chat, STRANGER)
        await place.settle()

        assert place.heard(chat=chat) == [TO_STRANGERS, HELLO]
        row = await chat_row(place, chat)
        assert (row.unit, row.invited_by) == (SCHOOL, ADMIN)
        assert [row.messages for row in await place.rows(tables.tallies)] == [1]


async def test_each_school_has_its_own_name_order_and_administrator(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Учителя", by=LYCEUM_ADMIN)
        assert place.heard(chat=chat) == [LYCEUM_HELLO]
        assert (await chat_row(place, chat)).unit == LYCEUM


async def test_messages_in_the_same_poll_as_the_invitation_count(tmp_path):
    async with playground(tmp_path) as place:
        chat = place.world.add_chat("Педсовет", ADMIN, [MARIA])
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        place.say(chat, MARIA, 4)
        await place.settle()
        assert [row.messages for row in await place.rows(tables.tallies)] == [4]


async def test_without_admin_rights_it_asks_for_access_and_for_the_kind(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, access=Access.MENTIONS)
        assert place.heard(chat=chat) == [untitled(chat), NO_ACCESS, WHICH_KIND]
        row = await chat_row(place, chat)
        assert (row.unit, row.title, row.kind, row.admin) == (SCHOOL, "", None, False)


async def test_rights_given_later_are_noticed_and_nothing_more_is_said(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, access=Access.MENTIONS)
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        await place.service.refresh_chats()
        row = await chat_row(place, chat)
        assert (row.title, row.kind, row.owner, row.admin, row.access) == (
            "Педсовет",
            "staff",
            UNNAMED,  # he is on no roster yet
            True,
            "all",
        )
        assert place.heard(chat=chat) == [untitled(chat), NO_ACCESS, WHICH_KIND]


async def test_rights_taken_away_are_noticed(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.world.set_bot(chat, ADMIN, Access.MENTIONS)
        await place.service.refresh_chats()
        row = await chat_row(place, chat)
        assert (row.title, row.admin) == ("Педсовет", False)


async def test_somebody_who_administers_two_schools_is_asked_whose_chat_it_is(tmp_path):
    async with playground(tmp_path, TWO_SCHOOLS) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, LYCEUM_ADMIN)
        [hello, question] = place.heard(chat=chat)
        assert (hello.split("\n")[1], question) == (
            "Меня добавил ответственный администратор организации МАОУ «Лицей № 5».",
            WHICH_UNIT,
        )
        assert buttons(place, chat, WHICH_UNIT) == ["МАОУ «Лицей № 5»", "МАОУ «СОШ № 12»"]
        place.say(chat, MARIA, 3)
        await place.settle()
        assert [row.author < 0 for row in await place.rows(tables.tallies)] == [True]

        assert await press(place, MARIA, chat, "МАОУ «СОШ № 12»") == [
            (MARIA, "show_snackbar", NOT_YOURS)
        ]
        assert await press(place, LYCEUM_ADMIN, chat, "МАОУ «СОШ № 12»") == [
            (LYCEUM_ADMIN, "show_snackbar", NOT_YOURS)
        ]
        assert (await chat_row(place, chat)).unit == LYCEUM

        assert await press(place, ADMIN, chat, "МАОУ «СОШ № 12»") == [
            (
                ADMIN,
                "show_snackbar",
                "Организация чата: МАОУ «СОШ № 12». Учтённое перешло вместе с ним.",
            )
        ]
        assert (await chat_row(place, chat)).unit == SCHOOL
        place.say(chat, MARIA)
        await place.settle()
        people = {each.name: each for each in (await place.report(now=at(0, 10))).people}
        assert people["Петрова Мария Петровна"].messages == 4
        [line] = [each for each in await place.rows(tables.audit) if each.action == "chat_unit"]
        assert (line.actor, line.unit, json.loads(line.details)) == (
            ADMIN,
            SCHOOL,
            {"chat": chat, "from": LYCEUM},
        )
