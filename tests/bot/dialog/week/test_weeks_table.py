"""«Таблица недель» of a coordinator: the text, the file, the ways on."""

import io

import openpyxl
import pytest

from bot.dialog.week.weeks_table_words import none
from bot.words.dialog import NOT_ALLOWED
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.week.two_days import REGISTERED, TEN, tuesday
from tests.bot.week_played import fetched
from tests.cast import ADMIN, COORDINATOR, DEPUTY, MARIA, NAMES, PAVEL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NAME = "Департамент образования города Перми"


async def file_of(place, person):
    """Fetch the table under the newest message."""
    [*_, sent] = [each for each in place.sent if each.to == person and each.attachments]
    book = openpyxl.load_workbook(io.BytesIO(await fetched(place, sent.attachments[0])))
    return [[cell.value for cell in row] for row in book["Недели"].iter_rows()]


async def test_two_weeks_of_two_organisations(tmp_path):
    async with playground(tmp_path) as place:
        chat = await tuesday(place)
        assert await say(place, COORDINATOR, "таблица недель") == none(NAME)
        await place.tick(at(7, 9))
        for person in (MARIA, PAVEL, DEPUTY):
            place.say(chat, person, 10, at=at(8, 10))
        await place.tick(at(14, 9))
        await say(place, COORDINATOR, "организации")
        assert buttons(place, COORDINATOR)[-1] == ["Таблица недель", "← К сводке"]
        said, _ = await press(place, COORDINATOR, "Таблица недель")
        assert said == (
            f"{NAME}. Таблица недель: {TEN}.\n"
            "16–29 ноября, 2 недели. Организаций: 2.\n"
            "Больше всего изменилось за 23–29 ноября:\n"
            "• МАОУ «СОШ № 12»: 40,0\u00a0% → 60,0\u00a0%"
        )
        assert buttons(place, COORDINATOR) == [
            ["Другой показатель", "16 недель"],
            ["← К организациям"],
        ]
        assert await file_of(place, COORDINATOR) == [
            [f"{NAME}: {TEN}", None, None],
            [
                "Организации: по названию. Со звёздочкой: бот видел не все сообщения.",
                None,
                None,
            ],
            [None, None, None],
            ["Организация", "16–22 ноября", "23–29 ноября"],
            ["МАОУ «Лицей № 5»", "нет данных", "нет данных"],
            ["МАОУ «СОШ № 12»", 0.4, 0.6],
        ]
        assert not [last for _, last in NAMES.values() if last in str(newest(place, COORDINATOR))]
        said, _ = await press(place, COORDINATOR, "Другой показатель")
        assert said.split("\n")[:3] == [
            f"{NAME}. Таблица недель: по какому показателю?",
            f"1. {TEN}",
            f"2. {REGISTERED}",
        ]
        said, _ = await press(place, COORDINATOR, "2")
        assert said.split("\n")[0] == f"{NAME}. Таблица недель: {REGISTERED}."


async def test_nobody_but_a_coordinator_sees_it(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        for person in (ADMIN, DEPUTY, MARIA):
            assert await say(place, person, "таблица недель") == NOT_ALLOWED
