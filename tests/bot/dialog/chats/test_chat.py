"""One chat: its kind and class, who is not on the roster, its link, leaving it."""

import pytest

from bot.dialog.chats.chat_words import NEEDS_ADMIN, NO_LINK, NOT_LEFT
from bot.words import dialog as dialog_words
from sandbox.world.world import Access
from storage import tables
from tests.bot.dialog.chatting import chat_row, classes, forge, journal, open_card
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.ordering import order
from tests.cast import ADMIN, MARIA, PAVEL, SCHOOL, STRANGER, at, utc
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def test_a_chat_s_kind_is_chosen_and_written_down_once(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await open_card(place, "Педсовет")
        assert await press(place, ADMIN, "Вид чата") == (
            "МАОУ «СОШ № 12». Чат «Педсовет», сейчас: Сотрудники. Для кого он?",
            "",
        )
        assert buttons(place, ADMIN) == [
            ["Сотрудники"],
            ["Ученики"],
            ["Родители"],
            ["Класс (общий)"],
            ["Другой"],
            ["← К чату"],
        ]
        cmid = newest(place, ADMIN).cmid
        text, toast = await press(place, ADMIN, "Класс (общий)")
        assert (text.split("\n")[1], toast) == (
            "Вид: Класс (общий).",
            "Вид чата: класс (общий).",
        )
        await forge(place, ADMIN, "chat_kind_go", c=chat, k="mixed")
        assert cmid < newest(place, ADMIN).cmid
        assert (await chat_row(place, chat)).kind == "mixed"
        assert await journal(place, "chat_kind") == [
            (ADMIN, "chat_kind", {"chat": chat, "kind": "mixed"})
        ]


async def test_a_class_is_pressed_or_written_as_people_write_it(tmp_path):
    async with playground(tmp_path) as place:
        await classes(place, "5А", "5Б", "10-Ё")
        chat = await place.chat("Наши родители", MARIA)
        await place.chat("5А родители", MARIA)
        await say(place, ADMIN, "чаты")
        await press(place, ADMIN, "Родители (2)")
        await press(place, ADMIN, "2. Наши родители")
        assert await press(place, ADMIN, "Класс") == (
            "МАОУ «СОШ № 12». Чат «Наши родители», сейчас: класс не указан.\n"
            "Выберите класс или напишите его, например «5А». Сначала показаны классы без чатов.",
            "",
        )
        assert buttons(place, ADMIN) == [["5А", "5Б", "10-Ё"], ["Без класса", "← К чату"]]
        assert await say(place, ADMIN, "11 Я") == (
            "Класса «11 Я» в списке нет. Напишите его так, как в списке классов."
        )
        assert (await say(place, ADMIN, "10 е")).split("\n")[1] == "Вид: Родители, 10-Ё."
        assert (await chat_row(place, chat)).class_name == "10-Ё"
        await press(place, ADMIN, "Класс")
        text, toast = await press(place, ADMIN, "Без класса")
        assert (text.split("\n")[1], toast) == ("Вид: Родители.", "Чат без класса.")
        assert await journal(place, "chat_class") == [
            (ADMIN, "chat_class", {"chat": chat, "class_name": "10-Ё"}),
            (ADMIN, "chat_class", {"chat": chat, "class_name": ""}),
        ]


async def test_many_classes_are_paged_and_without_a_list_of_classes_it_is_told(tmp_path):
    async with playground(tmp_path) as place:
        await place.chat("Наши родители", MARIA)
        await open_card(place, "Наши родители", "Родители (1)")
        assert await press(place, ADMIN, "Класс") == (
            "Чат «Наши родители»: выбрать не из чего, список классов пуст.\n"
            "Он загружается вместе со списком сотрудников: «Сотрудники» → «Шаблон таблицы».",
            "",
        )
        await classes(place, *(f"{number}А" for number in range(1, 9)))
        await press(place, ADMIN, "← К чату")
        await press(place, ADMIN, "Класс")
        assert buttons(place, ADMIN) == [
            ["1А", "2А", "3А"],
            ["4А", "5А", "6А"],
            ["Дальше →"],
            ["Без класса", "← К чату"],
        ]


async def test_members_not_on_the_roster_are_named_to_the_administrator_only_for_the_moment(
    tmp_path,
):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, STRANGER, PAVEL)
        await open_card(place, "Педсовет")
        assert await press(place, ADMIN, "Нет в списке: 1") == (
            "Чат «Педсовет», на 09:00 16 ноября: в списке сотрудников нет 1 участника.\n"
            "Имена — из профилей VK, показаны только Вам и не сохраняются:\n"
            "1. Гость Чужой, vk.com/id900",
            "",
        )
        assert buttons(place, ADMIN) == [["← К чату"]]
        assert (await journal(place, "names_seen"))[-1] == (
            ADMIN,
            "names_seen",
            {"screen": "chat_outsiders", "chat": chat},
        )
        place.world.change_members(chat, ADMIN, remove=[STRANGER])
        assert await forge(place, ADMIN, "chat_outsiders", c=chat) == (
            "Чат «Педсовет», на 09:00 16 ноября: все участники есть в списке сотрудников ✅"
        )
        for table in (tables.persons, tables.accounts, tables.chat_members, tables.audit):
            assert "Чужой" not in str(await place.rows(table))


async def test_members_are_named_in_russian_as_the_roster_is(tmp_path, monkeypatch):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, STRANGER)
        original, languages = place.service.vk.call, []

        async def spy(method, **params):
            if method == "messages.getConversationMembers":
                languages.append(params.get("lang"))
            return await original(method, **params)

        monkeypatch.setattr(place.service.vk, "call", spy)
        await forge(place, ADMIN, "chat_outsiders", c=chat)
        assert languages == ["ru"]


async def test_members_of_other_chats_are_named_to_nobody(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("5А родители", STRANGER)
        said = await forge(place, ADMIN, "chat_outsiders", c=chat)
        assert said == "Такого чата у Вашей организации нет."


async def test_where_vk_tells_nothing_it_is_said_what_the_bot_needs(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.world.set_bot(chat, ADMIN, Access.MENTIONS)
        assert await forge(place, ADMIN, "chat_outsiders", c=chat) == NEEDS_ADMIN
        assert await forge(place, ADMIN, "chat_link", c=chat) == NO_LINK
        assert await journal(place, "names_seen", "chat_link") == []


async def test_a_link_is_shown_and_withdrawn_once(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await open_card(place, "Педсовет")
        text, _ = await press(place, ADMIN, "Ссылка-приглашение")
        first, old, last = text.split("\n")
        assert (first, last) == (
            "Ссылка-приглашение в чат «Педсовет»:",
            "По ней может войти каждый, у кого она есть. Ненужную ссылку отзовите.",
        )
        assert await press(place, ADMIN, "Отозвать ссылку") == (
            "МАОУ «СОШ № 12». Отозвать ссылку-приглашение в чат «Педсовет»?\n"
            "Старая ссылка перестанет работать у всех, VK создаст новую. "
            "Участники чата останутся.",
            "",
        )
        assert buttons(place, ADMIN) == [["Отозвать"], ["Отмена"]]
        cmid = newest(place, ADMIN).cmid
        place.world.press(ADMIN, dm=True, label="Отозвать", cmid=cmid)
        text, toast = await press(place, ADMIN, "Отозвать", cmid)
        head, new = text.split("\nНовая, если понадобится: ")
        assert head == "✅ Прежняя ссылка в чат «Педсовет» отозвана."
        assert (new.startswith("https://vk.me/join/"), new == old, toast) == (
            True,
            False,
            dialog_words.ALREADY,
        )
        assert await journal(place, "chat_link", "chat_unlinked") == [
            (ADMIN, "chat_link", {"chat": chat}),
            (ADMIN, "chat_unlinked", {"chat": chat}),
        ]


async def test_a_refused_withdrawal_is_told_and_written_down(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await forge(place, ADMIN, "chat_unlink", c=chat)
        place.world.set_bot(chat, ADMIN, Access.MENTIONS)
        assert await press(place, ADMIN, "Отозвать") == (NO_LINK, "")
        assert [
            action
            for _, action, _ in await journal(place, "chat_unlinked", "chat_unlinked_refused")
        ] == ["chat_unlinked", "chat_unlinked_refused"]


async def test_the_bot_leaves_when_it_is_confirmed_and_the_past_stays(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 3)
        await open_card(place, "Педсовет")
        place.world.set_clock(at(1, 12))
        assert await press(place, ADMIN, "Выйти из чата") == (
            "МАОУ «СОШ № 12». Бот выйдет из чата «Педсовет»?\n"
            "Сообщения и звонки в нём больше не будут учитываться; то, что уже учтено, "
            "останется.\n"
            "Вернуть бота можно, пригласив его снова.",
            "",
        )
        assert await say(place, ADMIN, "подумаю") == (
            "Предыдущий вопрос ещё ждёт ответа. Нажмите одну из кнопок под ним или напишите "
            "«да» либо «отмена»."
        )
        assert place.world.chat(chat).has_bot
        cmid = [each.cmid for each in place.world.dms[ADMIN].messages if each.keyboard][-1]
        await press(place, ADMIN, "Выйти", cmid)
        assert not place.world.chat(chat).has_bot
        row = await chat_row(place, chat)
        assert (row.present, row.left_at, row.unit) == (False, utc(at(1, 12)), SCHOOL)
        report = await place.report(now=at(1, 13))
        assert [(line.messages, line.present) for line in report.chats] == [(3, False)]
        assert await journal(place, "chat_left") == [(ADMIN, "chat_left", {"chat": chat})]
        assert "✅ Бот вышел из чата «Педсовет». Учёт в нём остановлен." in [
            each.text for each in place.world.dms[ADMIN].messages
        ]


async def test_a_refused_leave_is_told(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await forge(place, ADMIN, "chat_leave", c=chat)
        await order(place, {"on": "method:messages.removeChatUser", "error": 15})
        assert await press(place, ADMIN, "Выйти") == (NOT_LEFT, "")
        assert (await chat_row(place, chat)).present is True
