"""Messages VK cut for us: fetched whole before links, files and announcements are judged."""

import pytest

from bot.words.dialog import CUT
from storage import tables
from tests.bot.dialog.conversing import newest, press, say
from tests.bot.dialog.staffing import ONE, TWO, doc
from tests.bot.ordering import order
from tests.bot.service.recording.recorded import heal
from tests.bot.service.telling.linking import INVITATION, LINK, counted, messages
from tests.cast import ADMIN, MARIA, PAVEL
from tests.playground import playground

pytestmark = pytest.mark.asyncio

OURS = {"type": "link", "link": {"url": "https://vk.com/club1"}}


async def test_a_link_beyond_the_cut_counts_once_the_message_is_fetched(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.world.say(
            MARIA, chat=chat, text="Смотрите", attachments=[OURS, INVITATION], cropped=1
        )
        place.world.say(PAVEL, chat=chat, text=LINK, attachments=[INVITATION], cropped=0)
        place.world.say(PAVEL, chat=chat, text="Спасибо", attachments=["photo"], cropped=0)
        await place.settle()
        assert (await messages(place), await counted(place)) == (3, [])
        assert len(await place.rows(tables.cropped)) == 3
        await heal(place)
        assert await counted(place) == [(chat, "telegram", 1), (chat, "viber", 2)]
        assert (await messages(place), await place.rows(tables.cropped)) == (3, [])
        await heal(place)
        assert await counted(place) == [(chat, "telegram", 1), (chat, "viber", 2)]


async def test_of_a_message_that_is_deleted_meanwhile_counts_what_came(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        number = place.world.say(
            MARIA, chat=chat, text=LINK, attachments=[OURS, INVITATION], cropped=1
        )
        await place.settle()
        place.world.delete(chat, number)
        await heal(place)
        assert await counted(place) == [(chat, "telegram", 1)]
        assert await place.rows(tables.cropped) == []


async def test_a_poll_that_comes_again_asks_for_nothing_again(tmp_path):
    async with playground(tmp_path) as place:
        bodies = []
        chat = await place.chat("Педсовет", MARIA)
        take = place.service.intake.take

        async def watched(body, read=None):
            bodies.append(body)
            return await take(body, read)

        place.service.intake.take = watched
        place.world.say(MARIA, chat=chat, text="", attachments=[INVITATION], cropped=0)
        await heal(place)
        for body in bodies:
            await take(body)
        assert await place.rows(tables.cropped) == []
        await heal(place)
        assert await counted(place) == [(chat, "viber", 1)]


async def test_all_files_of_a_message_are_taken_though_its_event_carries_one(tmp_path):
    async with playground(tmp_path) as place:
        files = [doc(place, "один.csv", ONE.encode()), doc(place, "два.csv", TWO.encode())]
        place.world.say(ADMIN, dm=True, attachments=files, cropped=1)
        await place.settle()
        said = newest(place, ADMIN).text
        assert "файл «один.csv, два.csv»" in said
        assert "новых 2" in said


async def test_an_announcement_has_all_that_was_attached(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", MARIA)
        await say(place, ADMIN, "объявление")
        await press(place, ADMIN, "Все чаты")
        place.world.say(
            ADMIN, dm=True, text="Смотрите снимки", attachments=["photo", "photo"], cropped=0
        )
        await place.settle()
        assert newest(place, ADMIN).text.split("\n")[2] == "Приложено: фото — 2."


async def test_what_vk_does_not_give_whole_is_asked_for_again(tmp_path):
    async with playground(tmp_path) as place:
        await order(place, {"on": "method:messages.getByConversationMessageId", "error": 15})
        files = [doc(place, "один.csv", ONE.encode()), doc(place, "два.csv", TWO.encode())]
        place.world.say(ADMIN, dm=True, attachments=files, cropped=1)
        await place.settle()
        assert newest(place, ADMIN).text == CUT


@pytest.mark.parametrize("code", [5, 14])
async def test_while_vk_answers_nobody_a_message_waits_to_be_made_whole(code, tmp_path):
    async with playground(tmp_path) as place:
        fault = {"on": "method:messages.getByConversationMessageId", "error": code}
        await order(place, fault)
        files = [doc(place, "один.csv", ONE.encode()), doc(place, "два.csv", TWO.encode())]
        place.world.say(ADMIN, dm=True, attachments=files, cropped=1)
        await place.settle()
        place.world.advance(600)
        await place.service.delivery.drain()  # finds out that VK answers again
        await place.settle()
        assert newest(place, ADMIN).text.split("\n")[1] == (
            "Сотрудники: новых 2, изменено 0, без изменений 0."
        )
