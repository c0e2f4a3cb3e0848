"""«Помощь»: what a button is for, told to those who have it."""

import pytest

from bot.dialog.acts import ACTS
from bot.dialog.core.act import Acts
from bot.dialog.menu.helping_words import KNOWN, stranger
from bot.words.vocabulary import SCHOOL
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.cast import ADMIN, COORDINATOR, MARIA
from tests.cast import STRANGER as GUEST
from tests.playground import playground

LAGGING = (
    "«Кто отстаёт»\n"
    "Кому не хватает до личной нормы, сколько и как давно. Список видите только Вы и такие же "
    "ответственные, каждый просмотр записан в журнал. Напоминание каждый получает лично, не чаще "
    "раза в неделю и только в рабочие часы."
)


def test_everything_in_the_menu_is_explained():
    menu = [each for row in Acts(ACTS).menu() for each in row]
    assert {each.name for each in menu if not each.named.about} == {"unit", "help", "more"}


@pytest.mark.asyncio
async def test_an_administrator_turns_the_pages_and_opens_what_he_read_about(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "Помощь") == KNOWN
        assert buttons(place, ADMIN) == [
            ["Сводка", "Кто отстаёт"],
            ["Сотрудники", "Чаты"],
            ["Объявление", "Принятые меры"],
            ["Прошлые недели", "Справка"],
            ["Дальше →"],
        ]
        await press(place, ADMIN, "Дальше →")
        assert buttons(place, ADMIN)[0] == ["Дела по приказу", "Привязка"]
        await press(place, ADMIN, "← Назад")
        assert await press(place, ADMIN, "Кто отстаёт") == (LAGGING, "")
        assert buttons(place, ADMIN) == [["Открыть"], ["← Помощь"]]
        await press(place, ADMIN, "Открыть")
        assert newest(place, ADMIN).text.startswith("МАОУ «СОШ № 12», неделя 16–22 ноября")


@pytest.mark.asyncio
async def test_others_read_only_about_what_they_have(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, MARIA, "/помощь") == KNOWN
        assert buttons(place, MARIA) == [
            ["Моя неделя", "Уточнить"],
            ["Мои данные", "Не напоминать"],
        ]
        await say(place, COORDINATOR, "помощь")
        assert ["Кто отстаёт"] not in buttons(place, COORDINATOR)
        assert buttons(place, COORDINATOR)[0] == ["Сводка", "Организации"]


@pytest.mark.asyncio
async def test_a_stranger_is_told_how_to_begin(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, GUEST, "помощь") == stranger(SCHOOL)
        assert buttons(place, GUEST) == [["Мои данные"]]


@pytest.mark.asyncio
async def test_help_does_not_end_what_is_half_finished(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, MARIA, "вопрос администратору")
        assert (await say(place, MARIA, "помощь")).split("\n")[0] == (
            "Сейчас бот ждёт Вашего ответа. Прекратить начатое: «Отмена»."
        )
        assert (await say(place, MARIA, "Когда каникулы?")).split("\n")[
            -1
        ] == "• Вопрос: «Когда каникулы?»"
