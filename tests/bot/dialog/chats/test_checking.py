"""«Проверка»: for all chats, for one, and by itself after joining."""

import pytest

from bot.dialog.chats.checking_words import CAPABILITIES, INVITE, LET_WRITE, MAKE_ADMIN, NO_ANSWER
from bot.dialog.chats.joining_words import NO_ACCESS, WHICH_KIND
from sandbox.world.world import Access
from tests.bot.dialog.chats.coming import HELLO, untitled
from tests.bot.dialog.chatting import journal
from tests.bot.dialog.conversing import buttons, press, say
from tests.bot.ordering import order
from tests.cast import ADMIN, MARIA, STRANGER
from tests.playground import playground

pytestmark = pytest.mark.asyncio

ALL_WELL = (
    "Проверка чата «Педсовет», на 09:00 16 ноября.\n"
    "✅ Видит все сообщения.\n"
    "✅ Администратор чата.\n"
    "✅ Видит участников: 2.\n"
    "✅ Может писать."
)
WHICH = (
    "Бота добавили в этот чат сегодня в 09:00.\n"
    "Его номер бот назвал в нём самом; название VK скажет боту, когда его назначат администратором."
)
LITTLE_ACCESS = (
    "• Видит ли все сообщения: покажет первое сообщение в чате.\n"
    "⚠️ Не администратор чата.\n"
    "⚠️ Не видит участников.\n"
    "✅ Может писать.\n"
    f"{MAKE_ADMIN}\n"
    f"{CAPABILITIES}"
)


async def test_without_chats_it_is_told_how_to_invite_the_bot(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "проверка") == (
            f"Проверка чатов, на 09:00 16 ноября.\nБота нет ни в одном чате. {INVITE}"
        )


async def test_all_chats_are_checked_and_those_that_lack_something_are_listed(tmp_path):
    async with playground(tmp_path) as place:
        fine = await place.chat("Педсовет", MARIA)
        assert await say(place, ADMIN, "Проверка") == (
            "Проверка чатов, на 09:00 16 ноября.\n✅ Всё в порядке, чатов: 1."
        )
        other = await place.chat("МО физиков", MARIA, access=Access.MENTIONS)
        assert await say(place, ADMIN, "проверка") == (
            "Проверка чатов, на 09:00 16 ноября.\n"
            "✅ В порядке: 1 из 2.\n"
            f"1. ⚠️ чат № {other}: не администратор\n"
            "• Доступ покажет первое сообщение: 1.\n"
            "Нажмите на чат: там по шагам, что включить."
        )
        assert await press(place, ADMIN, f"1. Чат № {other}") == (
            f"Проверка чата № {other}, на 09:00 16 ноября.\n{WHICH}\n{LITTLE_ACCESS}",
            "",
        )
        assert buttons(place, ADMIN) == [["Проверить ещё раз"], ["← К чату", "← Все чаты"]]
        place.world.set_bot(other, ADMIN, Access.ADMIN)
        place.world.set_bot(fine, ADMIN, Access.ALL)
        text, _ = await press(place, ADMIN, "Проверить ещё раз")
        assert text == ALL_WELL.replace("Педсовет", "МО физиков")
        text, _ = await press(place, ADMIN, "← Все чаты")
        assert text.split("\n")[1:3] == [
            "✅ В порядке: 1 из 2.",
            "1. ⚠️ «Педсовет»: не администратор",
        ]


async def test_a_card_leads_to_the_check_of_its_chat(tmp_path):
    async with playground(tmp_path) as place:
        await place.chat("Педсовет", MARIA)
        await say(place, ADMIN, "чаты")
        await press(place, ADMIN, "Сотрудники (1)")
        await press(place, ADMIN, "1. Педсовет")
        assert await press(place, ADMIN, "Проверка") == (ALL_WELL, "")


async def test_a_chat_the_bot_has_left_is_told_with_what_to_do(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        await say(place, ADMIN, "чаты")
        await press(place, ADMIN, "Сотрудники (1)")
        await press(place, ADMIN, "1. Педсовет")
        assert await press(place, ADMIN, "Проверка") == (
            f"Проверка чата «Педсовет», на 09:00 16 ноября.\n⚠️ Бота в чате нет.\n{INVITE}",
            "",
        )


async def test_when_vk_does_not_answer_what_was_known_is_shown(tmp_path):
    async with playground(tmp_path) as place:
        await place.chat("Педсовет", MARIA)
        await order(place, {"on": "method:messages.getConversationsById", "error": 7})
        assert await say(place, ADMIN, "проверка") == (
            f"Проверка чатов, на 09:00 16 ноября.\n✅ Всё в порядке, чатов: 1.\n{NO_ANSWER}"
        )


async def test_where_nothing_is_missing_the_greeting_in_the_chat_is_enough(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "меню")
        chat = await place.chat("Педсовет", MARIA)
        assert place.heard(chat=chat) == [HELLO]
        assert place.heard(dm=ADMIN)[1:] == []


async def test_what_is_missing_is_told_in_private_or_else_in_the_chat(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "меню")
        chat = await place.chat("Педсовет", MARIA, access=Access.MENTIONS)
        assert place.heard(chat=chat) == [untitled(chat), WHICH_KIND]
        head = f"Проверка чата № {chat}, на 09:00 16 ноября."
        assert place.heard(dm=ADMIN)[1:] == [f"{head}\n{WHICH}\n{LITTLE_ACCESS}"]
        place.world.deny_dm(ADMIN)
        await place.settle()
        other = await place.chat("МО", MARIA, access=Access.MENTIONS)
        assert place.heard(chat=other) == [untitled(other), NO_ACCESS, WHICH_KIND]
        assert len(place.heard(dm=ADMIN)) == 2


async def test_a_stranger_who_brings_the_bot_back_is_told_nothing_of_the_chat(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", STRANGER)
        await say(place, STRANGER, "меню")
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        place.world.set_bot(chat, STRANGER, Access.ADMIN)
        await place.settle()
        assert len(place.heard(dm=STRANGER)) == 1


async def test_where_the_bot_may_not_write_that_is_told_in_private(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "меню")
        chat = place.world.add_chat("Педсовет", ADMIN, [ADMIN, MARIA])
        await order(place, {"on": "method:messages.send", "error": 7})
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        await place.settle()
        assert place.heard(chat=chat) == []
        assert place.heard(dm=ADMIN)[1:] == [
            f"{ALL_WELL.replace('✅ Может писать.', '⚠️ Не может писать.')}\n{LET_WRITE}"
        ]
        assert await journal(place, "chat_joined") == []
