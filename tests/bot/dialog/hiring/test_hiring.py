"""«Добавить сотрудника» and «Изменить»: whole conversations."""

import pytest

from bot.dialog.hiring.typing import Typed, person_typed, renamed
from bot.sheets.cells import BadCell
from storage import tables
from tests.bot.dialog.conversing import buttons, press, say
from tests.cast import ADMIN, MARIA, SCHOOL
from tests.playground import playground

ASK = (
    "Кого добавить? Напишите одной строкой: фамилия, имя, отчество, должность и, если есть, "
    "ссылку VK. Например: «Иванова Анна Петровна, методист, vk.com/id1»."
)
SHOWN = (
    "МАОУ «СОШ № 12». Добавить в список? Ким Яна Юрьевна, учитель химии (учитель), профиль "
    "vk.com/id900.\n"
    "В списке станет сотрудников: 6, показатели считаются от этого числа."
)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Ким Яна", Typed(name="Ким Яна")),
        (
            "Ким Яна Юрьевна, учитель химии, vk.com/id5",
            Typed(name="Ким Яна Юрьевна", position="учитель химии", profile=5),
        ),
        (
            "Ким Яна Юрьевна; id5; учитель химии, классный руководитель",
            Typed(
                name="Ким Яна Юрьевна",
                position="учитель химии, классный руководитель",
                profile=5,
            ),
        ),
        (
            "Ким Яна\nsecretary\nhttps://vk.com/kim",
            Typed(name="Ким Яна", position="secretary", profile="kim"),
        ),
    ],
)
def test_a_person_is_read_from_a_line(text, typed):
    assert person_typed(text) == typed


@pytest.mark.parametrize("text", ["Ким", "", ",,,", "5А класс"])
def test_what_is_no_name_is_refused(text):
    with pytest.raises(BadCell):
        person_typed(text)


def test_one_word_is_a_new_surname():
    assert renamed("Петрова Мария Петровна", "Ким") == "Ким Мария Петровна"
    assert renamed("Петрова Мария Петровна", "Ким Мария") == "Ким Мария"


async def listed(place):
    rows = await place.rows(tables.persons)
    return {row.full_name: (row.position, row.role) for row in rows if row.unit == SCHOOL}


@pytest.mark.asyncio
async def test_one_employee_is_added_with_a_profile(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "сотрудники")
        assert await press(place, ADMIN, "Добавить") == (ASK, "")
        said = await say(place, ADMIN, "Ким Яна Юрьевна, учитель химии, vk.com/id900")
        assert said == SHOWN
        assert await press(place, ADMIN, "Добавить") == ("Ким Яна Юрьевна: в списке ✅", "")
        assert buttons(place, ADMIN) == [["Карточка"], ["Добавить ещё", "← Сотрудники"]]
        assert (await listed(place))["Ким Яна Юрьевна"] == ("учитель химии", "учитель")
        bound = {row.account: row.method for row in await place.rows(tables.bindings)}
        assert bound[900] == "administrator"


@pytest.mark.asyncio
async def test_without_a_position_it_is_asked_for_and_a_double_name_is_told(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "добавить сотрудника")
        said = await say(place, ADMIN, "Петрова Мария Петровна")
        assert said == "Петрова Мария Петровна. Какая должность? Напишите её или нажмите."
        assert "Учитель физики" in [each for row in buttons(place, ADMIN) for each in row]
        said, _ = await press(place, ADMIN, "Учитель физики")
        assert said.split("\n")[-1] == (
            "⚠️ Такое имя уже есть: Петрова Мария Петровна, учитель математики."
        )
        await press(place, ADMIN, "Отмена")
        assert len(await listed(place)) == 5


@pytest.mark.asyncio
async def test_a_profile_of_another_and_a_position_that_says_nothing_are_told(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "добавить сотрудника")
        assert await say(place, ADMIN, f"Ким Яна, учитель, vk.com/id{MARIA}") == (
            "Профиль vk.com/id104 уже привязан: Петрова Мария Петровна, учитель математики. "
            "Напишите без ссылки."
        )
        assert (await say(place, ADMIN, "Ким Яна, мастер на все руки")).startswith(
            "По должности «мастер на все руки» не понять"
        )
        assert (await say(place, ADMIN, "секретарь")).startswith(
            "МАОУ «СОШ № 12». Добавить в список? Ким Яна, секретарь (прочий персонал), без профиля."
        )
        said, _ = await press(place, ADMIN, "Добавить")
        assert said == "Ким Яна: в списке ✅\nПрофиля пока нет: выдайте код привязки."


@pytest.mark.asyncio
async def test_a_surname_and_a_position_are_changed_from_the_card(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "найти петрова")
        await press(place, ADMIN, "1. Петрова М. П.")
        await press(place, ADMIN, "Изменить")
        await press(place, ADMIN, "Фамилию или имя")
        assert await say(place, ADMIN, "Ким") == (
            "МАОУ «СОШ № 12». Изменить имя? Сейчас: Петрова Мария Петровна. "
            "Станет: Ким Мария Петровна.\n"
            "Профиль, коды и учтённое останутся за тем же сотрудником."
        )
        assert (await press(place, ADMIN, "Изменить"))[0] == "Ким Мария Петровна: изменено ✅"
        await press(place, ADMIN, "← Карточка")
        await press(place, ADMIN, "Изменить")
        await press(place, ADMIN, "Должность")
        assert await say(place, ADMIN, "заместитель директора") == (
            "МАОУ «СОШ № 12». Изменить должность? Ким Мария Петровна.\n"
            "Сейчас: учитель математики. Станет: заместитель директора.\n"
            "Категория изменится: учитель → администрация. От неё зависит, в каких показателях "
            "учитывается сотрудник, и в незакрытой неделе тоже."
        )
        await press(place, ADMIN, "Изменить")
        assert (await listed(place))["Ким Мария Петровна"] == (
            "заместитель директора",
            "администрация",
        )
