"""«Чаты»: the overview, lists by kind, the card, silent chats, classes without chats."""

import pytest

from bot.dialog.chats.chats_words import NONE_YET
from bot.words.dialog import NOT_ALLOWED
from sandbox.world.world import Access
from storage import tables
from tests.bot.dialog.chatting import classes, forge, journal, open_card
from tests.bot.dialog.conversing import buttons, press, say
from tests.cast import ADMIN, DEPUTY, LYCEUM_ADMIN, MARIA, PAVEL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def test_before_the_first_chat_it_is_told_how_to_invite_the_bot(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "Чаты") == NONE_YET
        assert buttons(place, ADMIN) == []


async def test_the_overview_counts_the_chats_and_what_wants_attention(tmp_path):
    async with playground(tmp_path) as place:
        await classes(place, "5А", "5Б", "6А")
        await place.chat("Педсовет", MARIA)
        await place.chat("5А родители", MARIA)
        blind = await place.chat("Болталка", MARIA, access=Access.MENTIONS)
        place.say(blind, MARIA, 4)
        place.world.say(MARIA, chat=blind, text="/привет")
        await place.settle()
        while await place.service.healer.step():
            await place.settle()
        left = await place.chat("МО физиков", PAVEL)
        place.world.set_bot(left, ADMIN, Access.ABSENT)
        assert await say(place, ADMIN, "/чаты") == (
            "Чаты, на 09:00 16 ноября: МАОУ «СОШ № 12».\n"
            "Всего: 4, бот сейчас в 3.\n"
            "⚠️ Бот видит не все сообщения: 1. Что включить, скажет «Проверка».\n"
            "Вид не указан: 1.\n"
            "Классы без чатов: 2 из 3 (66,7\N{NO-BREAK SPACE}%)."
        )
        assert buttons(place, ADMIN) == [
            ["Сотрудники (2)", "Родители (1)"],
            ["Вид не указан (1)"],
            ["Классы без чатов", "Молчащие чаты"],
            ["Ответ на ссылки: выключен"],
        ]
        assert await press(place, ADMIN, "Вид не указан (1)") == (
            "Чаты, на 09:00 16 ноября. Вид не указан (1):\n"
            f"1. ⚠️ чат № {blind}: последнее сообщение сегодня, 09:00–10:00",
            "",
        )
        await press(place, ADMIN, "← К чатам")
        assert await press(place, ADMIN, "Сотрудники (2)") == (
            "Чаты, на 09:00 16 ноября. Сотрудники (2):\n"
            "1. ✅ «Педсовет»: при боте сообщений ещё не было\n"
            "2. ⚠️ «МО физиков»: бота в чате нет",
            "",
        )


async def test_long_lists_are_paged(tmp_path):
    async with playground(tmp_path) as place:
        for number in range(1, 8):
            await place.chat(f"Педсовет {number}", MARIA)
        await say(place, ADMIN, "чаты")
        text, _ = await press(place, ADMIN, "Сотрудники (7)")
        assert text.split("\n")[1:] == [
            f"{n}. ✅ «Педсовет {n}»: при боте сообщений ещё не было" for n in range(1, 6)
        ]
        assert buttons(place, ADMIN)[-1] == ["Дальше →", "← К чатам"]
        await press(place, ADMIN, "Дальше →")
        assert buttons(place, ADMIN) == [
            ["6. Педсовет 6"],
            ["7. Педсовет 7"],
            ["← Назад", "← К чатам"],
        ]


async def test_a_card_tells_what_is_known_of_a_chat(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет @all", MARIA, PAVEL, STRANGER)
        place.say(chat, MARIA, 5)
        place.world.say(PAVEL, chat=chat, text="https://t.me/x и https://wa.me/1")
        place.world.call(chat, MARIA, [MARIA, PAVEL], 60)
        place.world.set_clock(at(1, 10, 30))
        assert await open_card(place, "Педсовет @\N{WORD JOINER}all") == (
            "Чат «Педсовет @\N{WORD JOINER}all», неделя 16–22 ноября, на 10:30 вторника, "
            "не окончена.\n"
            "Вид: Сотрудники.\n"
            "Владелец: Быкова А. С.\n"
            "Людей в чате: 4, из списка сотрудников: 3, нет в списке: 1.\n"
            "Последнее сообщение 16 ноября, 09:00–10:00.\n"
            "✅ Доступ: бот видит все сообщения.\n"
            "Учтено сообщений: 6, звонков: 1.\n"
            "Ссылки на иностранные мессенджеры: Telegram 1, WhatsApp 1."
        )
        assert buttons(place, ADMIN) == [
            ["Вид чата"],
            ["Проверка", "Нет в списке: 1"],
            ["Ссылка-приглашение", "Отозвать ссылку"],
            ["Выйти из чата"],
            ["← К списку"],
        ]
        assert await journal(place, "names_seen") == [
            (ADMIN, "names_seen", {"screen": "chat", "chat": chat})
        ]


async def test_an_owner_from_outside_is_not_named_and_missed_messages_are_told(tmp_path):
    async with playground(tmp_path) as place:
        number = place.world.add_chat("5А родители", STRANGER, [ADMIN, STRANGER])
        place.world.set_bot(number, ADMIN, Access.ADMIN)
        await place.settle()
        place.say(number, STRANGER, 3)
        await place.settle()
        place.world.set_bot(number, ADMIN, Access.ABSENT)
        place.say(number, STRANGER, 1)
        await place.settle()
        place.world.set_clock(at(2, 9))
        assert await open_card(place, "5А родители", "Родители (1)") == (
            "Чат «5А родители», неделя 16–22 ноября, на 09:00 среды, не окончена.\n"
            "Вид: Родители, 5А.\n"
            "Владелец: нет в списке сотрудников.\n"
            "Людей в чате: 2, из списка сотрудников: 1.\n"
            "Последнее сообщение 16 ноября, 09:00–10:00.\n"
            "⚠️ Бота в чате нет с 16 ноября.\n"
            "Учтено сообщений: 3, звонков: 0."
        )
        assert buttons(place, ADMIN) == [["Вид чата", "Класс"], ["Проверка"], ["← К списку"]]
        assert await journal(place, "names_seen") == []


async def test_silent_chats_are_listed_with_their_days(tmp_path):
    async with playground(tmp_path) as place:
        await place.chat("Педсовет", MARIA)
        loud = await place.chat("МО физиков", MARIA)
        assert await say(place, ADMIN, "молчащие чаты") == (
            "Молчащие чаты, на 09:00 16 ноября: таких нет ✅"
        )
        place.world.set_clock(at(9, 9))
        place.say(loud, MARIA)
        place.world.set_clock(at(9, 10, 30))
        await place.settle()
        assert await say(place, ADMIN, "молчащие чаты") == (
            "Молчащие чаты, на 10:30 25 ноября: 1. Бот в чате есть, сообщений нет:\n"
            "1. «Педсовет»: 9 дней"
        )
        assert buttons(place, ADMIN) == [["1. Педсовет"], ["← К чатам"]]
        place.world.set_clock(at(30, 9))
        assert (await say(place, ADMIN, "молчащие чаты")).split("\n")[1:] == [
            "1. «МО физиков»: 14 дней и дольше",
            "2. «Педсовет»: 14 дней и дольше",
        ]


async def test_classes_without_chats_are_named(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "классы без чатов") == (
            "Классы без чатов, на 09:00 16 ноября: нет данных.\n"
            "Список классов пуст: он загружается вместе со списком сотрудников."
        )
        await classes(place, "5А", "5Б", "6А")
        await place.chat("5А родители", MARIA)
        await place.chat("6А ученики", MARIA)
        await place.chat("Наши родители", MARIA)
        assert await say(place, ADMIN, "классы без чатов") == (
            "Классы без чатов, на 09:00 16 ноября: 1 из 3 (33,3\N{NO-BREAK SPACE}%).\n"
            "Ни одного чата: 5Б.\n"
            "Нет чата учеников (чат родителей есть): 5А.\n"
            "Нет чата родителей (чат учеников есть): 6А.\n"
            "Чаты классов, где класс не указан: 1. Укажите его в карточке чата."
        )


async def test_where_every_class_has_both_chats_nothing_is_missing(tmp_path):
    async with playground(tmp_path) as place:
        await classes(place, "5А")
        await place.chat("5А родители", MARIA)
        await place.chat("5А ученики", MARIA)
        assert await say(place, ADMIN, "классы без чатов") == (
            "Классы без чатов, на 09:00 16 ноября: 0 из 1 (0\N{NO-BREAK SPACE}%).\n"
            "У каждого класса есть чаты учеников и родителей ✅"
        )


@pytest.mark.parametrize("person", [DEPUTY, MARIA], ids=["the deputy", "a teacher"])
async def test_others_of_the_school_may_not_look_at_its_chats(person, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", MARIA)
        assert await say(place, person, "чаты") == NOT_ALLOWED
        assert await say(place, person, "проверка") == NOT_ALLOWED


ACTS = [
    ("chat", {}),
    ("chat_kind", {}),
    ("chat_kind_go", {"k": "other"}),
    ("chat_class", {}),
    ("chat_class_go", {"z": 1}),
    ("chat_outsiders", {}),
    ("chat_link", {}),
    ("chat_unlink", {}),
    ("chat_leave", {}),
    ("chat_check", {}),
]


@pytest.mark.parametrize(("act", "args"), ACTS, ids=[act for act, _ in ACTS])
async def test_another_school_s_administrator_learns_and_changes_nothing(act, args, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        before = await place.rows(tables.chats)
        said = await forge(place, LYCEUM_ADMIN, act, c=chat, **args)
        assert said == "Такого чата у Вашей организации нет."
        assert await forge(place, LYCEUM_ADMIN, act, c=chat, u="school-12", **args) == NOT_ALLOWED
        assert await journal(place, "names_seen", "chat_kind", "chat_link", "chat_class") == []
        assert await place.rows(tables.chats) == before
