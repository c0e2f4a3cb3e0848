"""Nobody leaves by a file: who is missing is named and asked about, doubts are shown first."""

import pytest

from bot.dialog.staff.roster.missing_words import NOBODY
from bot.dialog.staff.roster.words import UNCHANGED
from bot.words.dialog import ALREADY, CANCELLED
from storage import tables
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.staffing import handed, lines
from tests.cast import ADMIN, PAVEL, ROSTER, SCHOOL
from tests.playground import playground

pytestmark = pytest.mark.asyncio

STAY = "Они остаются в списке: кто ушёл, спрошу отдельно."
ONE = (
    "МАОУ «СОШ № 12». Нет в файле: 1 из 12 сотрудников. Убрать их из списка?\n"
    "1. Юдина Ольга Олеговна (Секретарь)\n"
    "Их профили будут отвязаны. Кто ещё работает, отметьте номером."
)
MANY = (
    "Нет в файле: 2 из 5 сотрудников. Убрать их из списка?\n"
    "1. Уткин Павел Ильич (Учитель физики)\n"
    "2. Юдина Ольга Олеговна (Секретарь)\n"
    "Их профили будут отвязаны. Кто ещё работает, отметьте номером."
)
SURE = (
    "МАОУ «СОШ № 12». Убрать 2 сотрудников из 5? Это больше десятой части списка. Если файл "
    "неполный, нажмите «Отмена»."
)
TEN_MORE = "".join(
    f"{surname} Вера Ивановна;Повар;;;;;\n"
    for surname in ("Аксёнова", "Белова", "Власова", "Громова", "Дёмина", "Ежова", "Жилина")
)


def without(text, *surnames):
    return "\n".join(line for line in text.split("\n") if not line.startswith(surnames))


async def people(place):
    rows = await place.rows(tables.persons)
    return sorted(row.full_name.split()[0] for row in rows if row.dismissed_at is None)


async def test_one_missing_stays_until_it_is_said_that_he_left(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(ROSTER + TEN_MORE)
        said = await handed(place, without(ROSTER + TEN_MORE, "Юдина"))
        assert said.split("\n")[2:] == ["Нет в файле (1): Юдина О. О.", STAY, UNCHANGED]
        assert buttons(place, ADMIN) == [["Кого нет в файле (1)"]]
        assert (await press(place, ADMIN, "Кого нет в файле (1)"))[0] == ONE
        assert buttons(place, ADMIN) == [["Убрать из списка (1)"], ["1 работает"], ["Отмена"]]
        assert "Юдина" in await people(place)
        place.world.press(ADMIN, dm=True, label="Убрать из списка (1)")
        assert await press(place, ADMIN, "Убрать из списка (1)") == (
            "Убран из списка 1 сотрудник.",
            ALREADY,
        )
        assert "Юдина" not in await people(place)
        assert await lines(place, "people_dismissed") == [(ADMIN, SCHOOL, {"people": 1})]


async def test_of_more_than_a_tenth_it_is_asked_twice(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await handed(place, without(ROSTER, "Юдина", "Уткин"))
        assert (await press(place, ADMIN, "Кого нет в файле (2)"))[0] == MANY
        assert (await press(place, ADMIN, "Убрать из списка (2)"))[0] == SURE
        assert len(await people(place)) == 5
        text, _ = await press(place, ADMIN, "Убрать из списка (2)")
        assert text == "Убраны из списка 2 сотрудника."
        assert await people(place) == ["Быкова", "Зотов", "Петрова"]


async def test_who_still_works_is_marked_and_stays(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await handed(place, without(ROSTER, "Юдина", "Уткин"))
        await press(place, ADMIN, "Кого нет в файле (2)")
        text, _ = await press(place, ADMIN, "1 работает")
        assert "Уткин" not in text
        text, _ = await press(place, ADMIN, "1 работает")
        assert text == NOBODY
        assert len(await people(place)) == 5


async def test_after_a_file_was_applied_the_step_is_offered(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        changed = without(ROSTER, "Юдина").replace("Учитель физики", "Учитель химии")
        await handed(place, changed)
        text, _ = await press(place, ADMIN, "Применить")
        assert f"Нет в файле (1): Юдина О. О.\n{STAY}" in text
        assert buttons(place, ADMIN)[0] == ["Кого нет в файле (1)"]
        await press(place, ADMIN, "Кого нет в файле (1)")
        assert await say(place, ADMIN, "отмена") == CANCELLED
        assert "Юдина" in await people(place)


async def test_a_like_name_is_asked_about_and_the_answer_is_turned_round(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        said = await handed(place, ROSTER.replace("Уткин", "Уткен").replace("id105", ""))
        assert said.split("\n")[1:] == [
            "Сотрудники: новых 0, изменено 1, без изменений 4.",
            "То же лицо? Кнопка с номером меняет ответ:",
            "1. Уткен Павел Ильич — в списке Уткин Павел Ильич: то же лицо.",
        ]
        assert buttons(place, ADMIN) == [["Применить"], ["1 — другое"], ["Столбцы"], ["Отмена"]]
        text, _ = await press(place, ADMIN, "1 — другое")
        assert text.split("\n")[1:] == [
            "Сотрудники: новых 1, изменено 0, без изменений 4.",
            "Новые: Уткен П. И.",
            "Нет в файле (1): Уткин П. И.",
            STAY,
            "То же лицо? Кнопка с номером меняет ответ:",
            "1. Уткен Павел Ильич — в списке Уткин Павел Ильич: другое.",
        ]
        await press(place, ADMIN, "1 — то же лицо")
        await press(place, ADMIN, "Применить")
        assert "Уткен" in await people(place)
        assert "Уткин" not in await people(place)
        bound = {row.account for row in await place.rows(tables.bindings)}
        assert PAVEL in bound


async def test_a_respelt_name_keeps_binding_and_messages(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster("ФИО;Должность;VK\nСемёнов Пётр Ильич;Учитель химии;105\n")
        [before] = await place.rows(tables.bindings)
        said = await handed(place, "ФИО;Должность;VK\nСЕМЕНОВ ПЕТР ИЛЬИЧ*;Учитель химии;\n")
        assert said.split("\n")[1:] == [
            "Сотрудники: новых 0, изменено 0, без изменений 1.",
            UNCHANGED,
        ]
        assert await place.rows(tables.bindings) == [before]
        assert newest(place, ADMIN).text == said


OTHERS_PROFILE = (
    "МАОУ «СОШ № 12», файл «список.csv». Пока ничего не изменено.\n"
    "Сотрудники: новых 1, изменено 0, без изменений 4.\n"
    "Новые: Аксёнова В. И.\n"
    "То же лицо? Кнопка с номером меняет ответ:\n"
    "1. Сидоров Олег Львович — в списке Уткин Павел Ильич: профиль тот же, ответьте.\n"
    "Без ответа: 1. Эти строки не применяются."
)
NEW = "Аксёнова Вера Ивановна;Повар;;;;;\n"


async def test_another_name_on_a_known_profile_waits_for_an_answer_and_others_do_not(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        changed = ROSTER.replace("Уткин Павел Ильич", "Сидоров Олег Львович")
        assert await handed(place, changed + NEW) == OTHERS_PROFILE
        assert buttons(place, ADMIN) == [
            ["Применить"],
            ["1 — то же лицо", "1 — другое"],
            ["Столбцы"],
            ["Отмена"],
        ]
        text, _ = await press(place, ADMIN, "Применить")
        assert text.split("\n")[:3] == [
            "МАОУ «СОШ № 12»: список обновлён.",
            "Сотрудники: новых 1, изменено 0, без изменений 4.",
            "Без ответа: 1. Эти строки не применяются.",
        ]
        assert await people(place) == ["Аксёнова", "Быкова", "Зотов", "Петрова", "Уткин", "Юдина"]
        said = await handed(place, changed + NEW)
        assert said.split("\n")[-1] == (
            "Пока применять нечего: ответьте, то же это лицо или другое."
        )
        assert buttons(place, ADMIN) == [["1 — то же лицо", "1 — другое"]]
        await press(place, ADMIN, "1 — другое")
        await press(place, ADMIN, "Применить")
        assert {"Сидоров", "Уткин"} <= set(await people(place))
        owner = {row.account: row.person for row in await place.rows(tables.bindings)}[PAVEL]
        [name] = [row.full_name for row in await place.rows(tables.persons) if row.id == owner]
        assert name == "Сидоров Олег Львович"


async def test_another_surname_on_a_known_profile_is_shown_and_taken_for_the_same(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        said = await handed(place, ROSTER.replace("Петрова Мария", "Сидорова Мария"))
        assert said.split("\n")[1:] == [
            "Сотрудники: новых 0, изменено 1, без изменений 4.",
            "То же лицо? Кнопка с номером меняет ответ:",
            "1. Сидорова Мария Петровна — в списке Петрова Мария Петровна: то же лицо.",
        ]
        await press(place, ADMIN, "Применить")
        assert await people(place) == ["Быкова", "Зотов", "Сидорова", "Уткин", "Юдина"]
