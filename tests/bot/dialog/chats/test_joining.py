"""The bot comes into a chat: conversations through the sandbox, whole texts."""

import json

import pytest

from bot.dialog.chats.joining_words import NO_ACCESS, NOT_YOURS, WHICH_KIND, WHICH_UNIT
from bot.dialog.chats.joining_words import STRANGER as TO_STRANGERS
from sandbox.world.world import Access
from storage import tables
from storage.records import UNNAMED
from tests.cast import (
    ADMIN,
    CONFIG,
    DEPUTY,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    OLGA,
    PAVEL,
    PERM_ORDER,
    SCHOOL,
    SERGOKALA_ORDER,
    STRANGER,
    at,
    utc,
)
from tests.playground import playground

pytestmark = pytest.mark.asyncio

HELLO = (
    "Здравствуйте! Я бот «Звонок».\n"
    "Меня добавил ответственный администратор организации МАОУ «СОШ № 12».\n"
    f"Веду учёт активности в школьных чатах. Основание: {PERM_ORDER}.\n"
    "Учитывается только факт сообщения или звонка сотрудника: кто и когда. Тексты, файлы и "
    "голосовые сообщения не сохраняются.\n"
    "Ученики и родители учитываются только общим числом.\n"
    "Вопросы — [id101|ответственному администратору]."
)
FAMILIES_HELLO = (
    "Здравствуйте! Я бот «Звонок».\n"
    "Меня добавил ответственный администратор организации МАОУ «СОШ № 12».\n"
    "Здесь считается только общее число: сколько сообщений и сколько человек писали.\n"
    "Имена и тексты учеников и родителей не хранятся.\n"
    "Вопросы — [id101|ответственному администратору]."
)
LYCEUM_HELLO = (
    HELLO.replace("МАОУ «СОШ № 12»", "МАОУ «Лицей № 5»")
    .replace(PERM_ORDER, SERGOKALA_ORDER)
    .replace("[id101|", "[id107|")
)
TWO_SCHOOLS = CONFIG.replace("administrators = [107]", "administrators = [107, 101]")


def untitled(chat):
    """The greeting where the bot does not see the chat's title: it says its number."""
    return f"{HELLO}\nНазвание чата мне не видно: это чат № {chat}."


def buttons(place, chat, text):
    """Give the labels of the inline buttons under a message of the bot, and whether all are."""
    [message] = [each for each in place.world.chat(chat).dialog.messages if each.text == text]
    assert message.keyboard["inline"] is True
    return [each["action"]["label"] for row in message.keyboard["buttons"] for each in row]


async def press(place, person, chat, label):
    """Press a button; give what the bot showed to that person."""
    before = len(place.world.answers)
    place.world.press(person, chat=chat, label=label)
    await place.settle()
    return [(each["user"], each["type"], each["text"]) for each in place.world.answers[before:]]


async def chat_row(place, chat):
    [row] = [row for row in await place.rows(tables.chats) if row.id == chat]
    return row


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


async def test_what_the_administrator_chose_is_not_guessed_anew(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, access=Access.MENTIONS)
        await press(place, ADMIN, chat, "Другой")
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        await place.service.refresh_chats()
        assert (await chat_row(place, chat)).kind == "other"


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


async def test_a_removal_ends_the_count_and_the_chat_s_past_stays(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 2)
        await place.settle()
        place.world.set_clock(at(1, 12))
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.say(chat, MARIA, 5)
        await place.settle()
        await place.service.refresh_chats()

        row = await chat_row(place, chat)
        assert (row.present, row.left_at, row.unit, row.title) == (
            False,
            utc(at(1, 12)),
            SCHOOL,
            "Педсовет",
        )
        report = await place.report(now=at(1, 13))
        assert [(line.title, line.messages, line.present) for line in report.chats] == [
            ("Педсовет", 2, False)
        ]
        assert place.heard(chat=chat) == [HELLO]


async def test_an_invitation_after_a_removal_goes_on_and_the_gap_is_seen(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.say(chat, MARIA, 2)
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.say(chat, MARIA, 5)
        place.world.set_clock(at(2, 9))
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        place.say(chat, MARIA, 3)
        await place.settle()

        row = await chat_row(place, chat)
        assert (row.present, row.joined_at, row.left_at) == (True, utc(at(0, 9)), None)
        assert place.heard(chat=chat) == [HELLO, HELLO]
        report = await place.report(now=at(2, 10))
        [line] = report.chats
        assert (line.messages, line.missed, report.completeness) == (5, 5, 0.5)


async def test_a_stranger_who_brings_the_bot_back_changes_nothing(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", STRANGER)
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.world.set_bot(chat, STRANGER, Access.ADMIN)
        await place.settle()
        row = await chat_row(place, chat)
        assert (row.unit, row.present) == (SCHOOL, True)
        assert place.heard(chat=chat)[1].split("\n")[1] == HELLO.split("\n")[1]
        assert f"[id{STRANGER}|" not in place.heard(chat=chat)[1]


async def test_a_new_title_is_kept_and_the_kind_stays(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.world.rename_chat(chat, ADMIN, "Родители и учителя")
        await place.settle()
        row = await chat_row(place, chat)
        assert (row.title, row.kind) == ("Родители и учителя", "staff")
        assert place.heard(chat=chat) == [HELLO]


async def test_others_who_come_and_go_are_not_answered(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.world.change_members(chat, ADMIN, add=[OLGA, -70], remove=[MARIA])
        place.world.change_members(chat, OLGA, remove=[OLGA])
        await place.settle()
        assert place.heard(chat=chat) == [HELLO]
        assert (await chat_row(place, chat)).present is True
