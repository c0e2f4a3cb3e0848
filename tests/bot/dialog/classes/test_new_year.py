"""«Новый учебный год»: shown first, done once, and what becomes of chats and people."""

import io
from datetime import datetime
from urllib.parse import unquote

import openpyxl
import pytest

from bot.words.dialog import ALREADY
from storage import tables
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.staffing import handed, lines, taken
from tests.cast import ADMIN, MARIA, SCHOOL, ZONE
from tests.playground import playground

pytestmark = pytest.mark.asyncio

AUGUST = datetime(2026, 8, 28, 10, tzinfo=ZONE)
CLASSES = (
    "Класс;Учеников;Родителей;Классный руководитель\n"
    "5А;28;41;Петрова Мария Петровна\n9А;25;40;\n11Б;20;33;\n1В;30;50;\n"
)
CHECK = (
    "Ученики и классный руководитель переходят вместе с классом. 1-е классы добавьте новым списком."
)
SHOWN = (
    "МАОУ «СОШ № 12». Новый учебный год: классы перейдут на год вперёд.\n"
    "Станут: 1В → 2В, 5А → 6А.\n"
    "Выпуск (2): 9А, 11Б.\n"
    "Классы изменятся у сотрудников: 1.\n"
    "Класс изменится у чатов: 1.\n"
    "Чаты выпускников останутся без класса (1): «Родители 9А».\n"
    "Каникулы отдельных классов не меняются: 5А с 15 февраля.\n"
    f"{CHECK}\n"
    "Прежние списки — в приложенном файле."
)
AGAIN = (
    "МАОУ «СОШ № 12». В этом учебном году классы уже переведены 28 августа. Если перевести ещё "
    "раз, они перейдут ещё на год вперёд."
)


async def school(place):
    await place.roster()
    await handed(place, CLASSES, "классы.csv")
    await press(place, ADMIN, "Применить")
    numbers = [await place.chat(f"Родители {name}", MARIA) for name in ("5А", "9А")]
    await say(place, ADMIN, "каникулы")
    async with place.service.core.database.writing() as connection:
        await connection.execute(
            tables.vacations.insert().values(
                unit=SCHOOL,
                class_name="5А",
                first=datetime(2027, 2, 15, tzinfo=ZONE).date(),
                last=datetime(2027, 2, 21, tzinfo=ZONE).date(),
                source="bot",
            )
        )
    return numbers


async def classes(place):
    rows = await place.rows(tables.classes)
    return {(row.name, row.pupils, row.teacher) for row in rows}


async def of_chats(place):
    return {row.title: row.class_name for row in await place.rows(tables.chats)}


async def test_classes_people_and_chats_are_a_year_on(tmp_path):
    async with playground(tmp_path, clock=AUGUST) as place:
        await school(place)
        await say(place, ADMIN, "сотрудники")
        assert ["Новый учебный год"] in buttons(place, ADMIN)
        text, _ = await press(place, ADMIN, "Новый учебный год")
        assert text == SHOWN
        assert buttons(place, ADMIN) == [
            ["Перевести, 9-е — выпуск"],
            ["Перевести, 9-е станут 10-ми"],
            ["Отмена"],
        ]
        name, body = taken(place)
        assert unquote(name) == "Списки до перевода.xlsx"
        before = openpyxl.load_workbook(io.BytesIO(body))["Классы"]
        assert [row[0] for row in before.iter_rows(min_row=2, values_only=True)] == [
            "11Б",
            "1В",
            "5А",
            "9А",
        ]
        assert await classes(place) >= {("5А", 28, "Петрова Мария Петровна")}

        text, _ = await press(place, ADMIN, "Перевести, 9-е — выпуск")
        assert text == f"Переведены 2 класса, выпуск: 2. {CHECK}"
        assert await classes(place) == {("6А", 28, "Петрова Мария Петровна"), ("2В", 30, "")}
        assert await of_chats(place) == {"Родители 5А": "6А", "Родители 9А": ""}
        [maria] = [row for row in await place.rows(tables.persons) if "Петрова" in row.full_name]
        assert maria.classes == '["6А"]'
        assert await lines(place, "classes_promoted") == [
            (ADMIN, SCHOOL, {"classes": 2, "leaving": 2})
        ]
        await say(place, ADMIN, "сотрудники")
        assert ["Новый учебный год"] not in buttons(place, ADMIN)


async def test_a_second_time_in_the_year_is_asked_about(tmp_path):
    async with playground(tmp_path, clock=AUGUST) as place:
        await school(place)
        await say(place, ADMIN, "новый учебный год")
        place.world.press(ADMIN, dm=True, label="Перевести, 9-е станут 10-ми")
        assert (await press(place, ADMIN, "Перевести, 9-е станут 10-ми"))[1] == ALREADY
        assert {name for name, *_ in await classes(place)} == {"2В", "6А", "10А"}
        assert await of_chats(place) == {"Родители 5А": "6А", "Родители 9А": "10А"}

        assert await say(place, ADMIN, "перевести классы") == AGAIN
        assert buttons(place, ADMIN) == [["Перевести ещё раз"], ["← Сотрудники"]]
        await press(place, ADMIN, "Перевести ещё раз")
        assert newest(place, ADMIN).text.startswith("МАОУ «СОШ № 12». Новый учебный год")
        await press(place, ADMIN, "Перевести")
        assert {name for name, *_ in await classes(place)} == {"3В", "7А", "11А"}


async def test_where_no_class_has_a_number_there_is_nothing_to_do(tmp_path):
    async with playground(tmp_path, clock=AUGUST) as place:
        await place.roster("ФИО;Должность\nУткин Павел Ильич;Учитель физики\n")
        assert await say(place, ADMIN, "новый учебный год") == (
            "Переводить нечего: в списке нет классов с номерами. Загрузите список классов и "
            "попробуйте снова."
        )
