"""«Да» to an announcement answers the question that stands on the screen, and no other."""

import pytest

from storage import tables
from tests.bot.dialog.announced import arrived, drafted, planned, school
from tests.bot.dialog.conversing import press, say
from tests.cast import ADMIN, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def test_after_other_chats_were_chosen_a_yes_shows_first_what_would_go_out(tmp_path):
    async with playground(tmp_path) as place:
        staff, parents, pupils = await school(place)
        await drafted(place, "Сотрудники (1)")
        await press(place, ADMIN, "Изменить чаты")
        await press(place, ADMIN, "Родители (1)")
        said = await say(place, ADMIN, "да")
        assert said.split("\n")[0] == (
            "МАОУ «СОШ № 12». Объявление получат 2 чата: сотрудники — 1, родители — 1."
        )
        assert await planned(place) == []
        await say(place, ADMIN, "да")
        await place.tick(at(1, 12, 1))
        assert [arrived(place, chat) for chat in (staff, parents, pupils)] == [1, 1, 0]


async def test_a_yes_to_sending_it_at_once_sends_it_at_once(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        place.world.set_clock(at(1, 21))
        await drafted(place, "Сотрудники (1)")
        await press(place, ADMIN, "Отправить сейчас")
        said = await say(place, ADMIN, "да")
        assert said.split("\n")[-1] == "1. • «Педсовет»: отправляется"
        await place.service.tick(at(1, 21, 1))
        await place.service.delivery.drain()
        assert arrived(place, staff) == 1


async def test_back_at_the_preview_a_yes_waits_for_the_morning(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        place.world.set_clock(at(1, 21))
        await drafted(place, "Сотрудники (1)")
        await press(place, ADMIN, "Отправить сейчас")
        await press(place, ADMIN, "К предпросмотру")
        said = await say(place, ADMIN, "да")
        assert said.split("\n")[-1] == "1. • «Педсовет»: уйдёт 18 ноября (среда) в 08:30"
        await place.service.tick(at(1, 21, 1))
        await place.service.delivery.drain()
        assert arrived(place, staff) == 0


async def test_a_yes_may_be_said_in_other_words_and_is_a_text_where_nothing_is_written(tmp_path):
    async with playground(tmp_path) as place:
        await school(place)
        said = await drafted(place, "Сотрудники (1)", text="Да")
        assert said.endswith("\n\nДа\n\nМАОУ «СОШ № 12»")
        await say(place, ADMIN, "Подтверждаю")
        assert len(await place.rows(tables.announcements)) == 1
