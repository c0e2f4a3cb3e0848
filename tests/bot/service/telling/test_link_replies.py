"""A polite reply to a link to a foreign messenger: only where it is wanted, once a day."""

import pytest

from storage import tables
from tests.bot.dialog.chatting import journal
from tests.bot.dialog.conversing import buttons, press, say
from tests.cast import ADMIN, LYCEUM_ADMIN, MARIA, PERM_ORDER, SCHOOL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

LINK = "Все сюда: https://t.me/joinchat/AAAA"
TO_PARENTS = (
    "Добрый день! В чате появилась ссылка на иностранный мессенджер. Школьное общение ведётся на "
    "платформе «Сферум» в VK Мессенджере. Пожалуйста, продолжайте его здесь. Спасибо!"
)
REPLY = (
    "Добрый день! В чате появилась ссылка на иностранный мессенджер. Основание учёта: "
    f"{PERM_ORDER}. Школьное общение ведётся на платформе «Сферум» в VK Мессенджере. Пожалуйста, "
    "продолжайте его здесь. Спасибо!"
)


def explained(now):
    return (
        f"МАОУ «СОШ № 12». Ответ на ссылки на иностранные мессенджеры: {now}.\n"
        "Если в чате появилась такая ссылка, бот напишет в него не чаще одного раза в день и "
        "только в рабочие часы, не называя ни автора, ни ссылку:\n"
        f"«{TO_PARENTS}»"
    )


async def switch_on(place):
    await say(place, ADMIN, "чаты")
    await press(place, ADMIN, "Ответ на ссылки: выключен")
    await press(place, ADMIN, "Включить")


async def test_the_switch_is_off_explained_and_written_down(tmp_path):
    async with playground(tmp_path) as place:
        await place.chat("Педсовет", MARIA)
        await say(place, ADMIN, "чаты")
        assert await press(place, ADMIN, "Ответ на ссылки: выключен") == (
            explained("выключен"),
            "",
        )
        assert buttons(place, ADMIN) == [["Включить"], ["← К чатам"]]
        assert await press(place, ADMIN, "Включить") == (explained("включён"), "")
        assert [
            (row.unit, row.name, row.value) for row in await place.rows(tables.unit_settings)
        ] == [(SCHOOL, "links_reply", "1")]
        assert await press(place, ADMIN, "Выключить") == (explained("выключен"), "")
        assert await place.rows(tables.unit_settings) == []
        assert await journal(place, "links_reply") == [
            (ADMIN, "links_reply", {"on": True}),
            (ADMIN, "links_reply", {"on": False}),
        ]


async def test_a_chat_is_answered_at_most_once_a_day(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        quiet = await place.chat("МО физиков", MARIA)
        await switch_on(place)
        before = len(place.heard(chat=chat))
        place.world.say(MARIA, chat=chat, text=LINK, date=at(0, 9, 10))
        await place.tick(at(0, 9, 11))
        place.world.say(MARIA, chat=chat, text=LINK, date=at(0, 9, 20))
        await place.tick(at(0, 9, 21))
        assert place.heard(chat=chat)[before:] == [REPLY]
        assert REPLY not in place.heard(chat=quiet)
        place.world.say(MARIA, chat=chat, text=LINK, date=at(1, 10, 5))
        await place.tick(at(1, 10, 6))
        assert place.heard(chat=chat)[before:] == [REPLY, REPLY]
        assert [row.account for row in await place.rows(tables.accounts)] == [ADMIN]


async def test_outside_the_hours_of_writing_and_much_later_nothing_is_said(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        await switch_on(place)
        place.world.say(MARIA, chat=chat, text=LINK, date=at(0, 20))
        await place.tick(at(0, 20, 1))
        await place.tick(at(1, 8, 45))
        place.world.say(MARIA, chat=chat, text=LINK, date=at(1, 9))
        await place.tick(at(1, 15))
        assert REPLY not in place.heard(chat=chat)


async def test_without_the_setting_nothing_is_said(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", by=LYCEUM_ADMIN)
        mine = await place.chat("МО физиков", MARIA)
        await switch_on(place)
        place.world.say(LYCEUM_ADMIN, chat=chat, text=LINK, date=at(0, 9, 10))
        await place.tick(at(0, 9, 11))
        assert REPLY not in place.heard(chat=chat)
        assert REPLY not in place.heard(chat=mine)
