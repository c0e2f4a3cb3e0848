"""What a chat is for: seen from its title, or asked and decided by its administrator alone."""

import json

import pytest

from bot.dialog.chats.joining_words import NOT_YOURS, WHICH_KIND
from sandbox.world.world import Access
from storage import tables
from tests.bot.dialog.chats.coming import FAMILIES_HELLO, HELLO, buttons, chat_row, press
from tests.cast import ADMIN, DEPUTY, LYCEUM, LYCEUM_ADMIN, MARIA, SCHOOL, STRANGER
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def test_a_class_chat_gets_its_class_from_its_title(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("5А родители", MARIA)
        assert place.heard(chat=chat) == [FAMILIES_HELLO]
        row = await chat_row(place, chat)
        assert (row.kind, row.class_name) == ("parents", "5А")


KINDS = ["Сотрудники", "Ученики", "Родители", "Класс (общий)", "Другой"]


async def test_a_title_that_says_too_little_is_asked_about_and_the_administrator_decides(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Наш 5А класс", MARIA)
        assert place.heard(chat=chat) == [HELLO, WHICH_KIND]
        assert buttons(place, chat, WHICH_KIND) == KINDS
        row = await chat_row(place, chat)
        assert (row.kind, row.class_name) == (None, "5А")

        shown = await press(place, ADMIN, chat, "Класс (общий)")
        assert shown == [(ADMIN, "show_snackbar", "Вид чата: класс (общий). Класс: 5А.")]
        assert (await chat_row(place, chat)).kind == "mixed"
        [line] = [each for each in await place.rows(tables.audit) if each.action == "chat_kind"]
        assert (line.actor, line.unit, json.loads(line.details)) == (
            ADMIN,
            SCHOOL,
            {"chat": chat, "kind": "mixed"},
        )
        assert place.heard(chat=chat) == [HELLO, WHICH_KIND]


@pytest.mark.parametrize(
    "person",
    [MARIA, DEPUTY, STRANGER, LYCEUM_ADMIN],
    ids=["a teacher", "the deputy", "a guest", "another school's administrator"],
)
async def test_nobody_else_decides_what_a_chat_is_for(person, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Наш 5А класс", person)
        shown = await press(place, person, chat, "Ученики")
        assert shown == [(person, "show_snackbar", NOT_YOURS)]
        assert (await chat_row(place, chat)).kind is None


async def test_an_answer_may_be_changed(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Болталка", MARIA)
        await press(place, ADMIN, chat, "Родители")
        shown = await press(place, ADMIN, chat, "Другой")
        assert shown == [(ADMIN, "show_snackbar", "Вид чата: другой.")]
        assert (await chat_row(place, chat)).kind == "other"


async def test_a_button_s_forged_payload_changes_nothing(tmp_path):
    async with playground(tmp_path) as place:
        mine = await place.chat("Наш 5А класс", LYCEUM_ADMIN)
        for payload in (
            {"do": "kind", "chat": mine, "kind": "garden"},
            {"do": "kind", "chat": [mine], "kind": ["staff"]},
            {"do": "unit", "chat": mine, "unit": LYCEUM},
            {"do": "unit", "chat": mine, "unit": ["perm"]},
            {"do": "unit"},
            {"do": "shutdown", "chat": mine},
            {"do": ["kind"]},
            [1, 2],
            "kind",
        ):
            _forge(place, ADMIN, mine, payload)
        await place.settle()
        row = await chat_row(place, mine)
        assert (row.unit, row.kind) == (SCHOOL, None)
        assert {each["text"] for each in place.world.answers} == {NOT_YOURS}
        assert place.heard(chat=mine) == [HELLO, WHICH_KIND]


def _forge(place, person, chat, payload):
    """Press a button that the bot never made, as a changed client of VK can."""
    place.world.press(person, chat=chat, label="Другой")
    *_, event = place.world.queue._events
    forged = json.loads(event)
    forged["object"]["payload"] = payload
    place.world.queue._events[-1] = json.dumps(forged).encode()


async def test_what_the_administrator_chose_is_not_guessed_anew(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, access=Access.MENTIONS)
        await press(place, ADMIN, chat, "Другой")
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        await place.service.refresh_chats()
        assert (await chat_row(place, chat)).kind == "other"
