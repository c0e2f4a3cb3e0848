"""A roster's columns: those not understood are named, and put right by hand."""

import io

import openpyxl
import pytest

from storage import tables
from tests.bot.dialog.conversing import buttons, press
from tests.bot.dialog.staffing import hand
from tests.cast import ADMIN, PAVEL
from tests.playground import playground

pytestmark = pytest.mark.asyncio

ROWS = "Сотрудник;Занимаемая должность;Сеть;Стаж\nУткин Павел Ильич;Учитель физики;105;7\n"
SHOWN = (
    "МАОУ «СОШ № 12», файл «список.csv». Пока ничего не изменено.\n"
    "Сотрудники: новых 1, изменено 0, без изменений 0.\n"
    "Новые: Уткин П. И.\n"
    "Столбцы не поняты и не взяты: «Сеть», «Стаж»."
)
LISTED = (
    "Что значит каждый столбец. Какой изменить?\n"
    "1. «Сотрудник» — ФИО\n"
    "2. «Занимаемая должность» — Должность\n"
    "3. «Сеть» — не взят\n"
    "4. «Стаж» — не взят"
)


async def test_a_column_is_said_to_be_the_profile_and_kept_so(tmp_path):
    async with playground(tmp_path) as place:
        assert await hand(place, ADMIN, "список.csv", ROWS.encode()) == SHOWN
        assert buttons(place, ADMIN) == [["Применить"], ["Столбцы"], ["Отмена"]]
        assert (await press(place, ADMIN, "Столбцы"))[0] == LISTED
        text, _ = await press(place, ADMIN, "3")
        assert text.split("\n")[0] == "Что в столбце «Сеть»?"
        assert text.split("\n")[4] == "4. VK"
        text, _ = await press(place, ADMIN, "4")
        assert "Привяжется профилей: 1" in text
        assert text.split("\n")[-1] == "Столбцы не поняты и не взяты: «Стаж»."
        await press(place, ADMIN, "Применить")
        assert [row.account for row in await place.rows(tables.bindings)] == [PAVEL]


async def test_a_column_is_left_out_and_the_way_back_leads_to_the_file(tmp_path):
    async with playground(tmp_path) as place:
        rows = ROWS.replace("Сеть", "Ссылка на ВК")
        await hand(place, ADMIN, "список.csv", rows.encode())
        await press(place, ADMIN, "Столбцы")
        await press(place, ADMIN, "3")
        text, _ = await press(place, ADMIN, "Не брать")
        assert "профилей" not in text
        await press(place, ADMIN, "Столбцы")
        back, _ = await press(place, ADMIN, "← К файлу")
        assert back == text


async def test_all_sheets_are_read_and_what_is_not_is_named(tmp_path):
    book = openpyxl.Workbook()
    for name, rows in {
        "Учителя": [("ФИО", "Должность"), ("Уткин Павел Ильич", "Учитель физики")],
        "Администрация": [("ФИО", "Должность"), ("Зотов Игорь Львович", "Директор")],
        "Расписание": [("День", "Урок"), ("Среда", 1)],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, "список.xlsx", written.getvalue())
        assert said.split("\n")[1:] == [
            "Сотрудники: новых 2, изменено 0, без изменений 0.",
            "Новые: Уткин П. И., Зотов И. Л.",
            "Лист «Расписание» не прочитан: нет столбцов «ФИО» и «Должность» или «Класс» и "
            "«Учеников».",
        ]
