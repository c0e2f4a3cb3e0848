"""Files of different makes through the dialog: shown, asked about, applied, nothing else kept."""

import pytest

from bot.dialog.staff.roster.words import NOTHING_RIGHT
from storage import tables
from tests import plain
from tests.bot.dialog.conversing import buttons, press
from tests.bot.dialog.staffing import hand, people
from tests.bot.sheets.roster.makes_by_hand import MAKES as BY_HAND
from tests.bot.sheets.roster.makes_met_later import MAKES as MET_LATER
from tests.bot.sheets.roster.makes_odd import MAKES as ODD
from tests.bot.sheets.roster.makes_of_programs import MAKES as OF_PROGRAMS
from tests.bot.sheets.roster.makes_of_programs import MARIA, OLGA, PAVEL
from tests.bot.sheets.roster.makes_of_text import MAKES as OF_TEXT
from tests.cast import ADMIN
from tests.playground import playground

pytestmark = pytest.mark.asyncio

SHOWN = (
    "МАОУ «СОШ № 12», файл «{}». Пока ничего не изменено.\n"
    "Сотрудники: новых 3, изменено 0, без изменений 0.\n"
    "Новые: Петрова М. П., Уткин П. И., Юдина О. О.\n"
)
GUESSED = (
    SHOWN.format("список.xlsx")
    + "Привяжется профилей: 1, отметок об отсутствии: 0.\n"
    + "Заголовков нет: что в каком столбце, видно по содержанию. Проверьте столбцы.\n"
    + "Замечание к строкам (1):\n"
    + "• Лист «Лист1», строка 2: профиль VK «utkin» не найден, сотрудник загружен без профиля."
)
ASKED = (
    "В файле нет понятных заголовков. Нажмите номер столбца и скажите, что в нём. Первым укажите "
    "ФИО.\n1. «Кто» — не взят\n2. «Что» — не взят"
)


async def test_a_file_without_headings_is_read_by_its_cells(tmp_path):
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, "список.xlsx", ODD["without headings"].data())
        assert said == GUESSED
        text, _ = await press(place, ADMIN, "Столбцы")
        assert text.split("\n")[1:] == [
            "1. «Столбец A» — не взят",
            "2. «Столбец B» — ФИО",
            "3. «Столбец C» — Должность",
            "4. «Столбец D» — VK",
        ]
        await press(place, ADMIN, "← К файлу")
        await press(place, ADMIN, "Применить")
        assert set(await people(place)) == {MARIA, PAVEL, OLGA}


async def test_what_no_cell_tells_is_asked_for(tmp_path):
    made = "Кто;Что\nJohn Smith;учитель\nAnn Brown;учитель\n"
    async with playground(tmp_path) as place:
        assert await hand(place, ADMIN, "список.csv", made.encode()) == ASKED
        assert buttons(place, ADMIN) == [["1", "2"]]
        await press(place, ADMIN, "1")
        text, _ = await press(place, ADMIN, "1")
        assert text.split("\n")[-3:] == [
            "• Строка 2: нет ни роли, ни должности.",
            "• Строка 3: нет ни роли, ни должности.",
            NOTHING_RIGHT,
        ]
        await press(place, ADMIN, "Столбцы")
        await press(place, ADMIN, "2")
        await press(place, ADMIN, "2")
        await press(place, ADMIN, "Применить")
        assert set(await people(place)) == {"John Smith", "Ann Brown"}


async def test_of_a_program_s_export_nothing_but_the_staff_is_kept(tmp_path):
    made = OF_PROGRAMS["Сетевой город: surname, name and patronymic apart, and an e-mail"]
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, "выгрузка.xlsx", made.data())
        assert said == SHOWN.format("выгрузка.xlsx") + (
            "Столбцы не поняты и не взяты: «Дата рождения», «E-mail», «Телефон»."
        )
        await press(place, ADMIN, "Применить")
        assert set(await people(place)) == {MARIA, PAVEL, OLGA}
        assert all(row.body is None for row in await place.rows(tables.dialog_states))
    kept = "\n".join(plain.dumped(tmp_path / "zvonok.db"))
    assert [each for each in ("example.com", "8(912)", "12.03.1980") if each in kept] == []


async def test_a_tarification_list_is_read_whole(tmp_path):
    made = BY_HAND["tarification with a name in three columns under one heading"]
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, "тарификация.xlsx", made.data())
        assert said.split("\n")[1:] == [
            "Сотрудники: новых 2, изменено 0, без изменений 0.",
            "Новые: Петрова М. П., Уткин П. И.",
        ]
        await press(place, ADMIN, "Применить")
        assert set(await people(place)) == {MARIA, PAVEL}


async def test_who_stands_in_two_rows_is_one_person_and_that_is_said(tmp_path):
    made = OF_TEXT["1С: an inner part-timer on two rows"]
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, "1С.xlsx", made.data())
        assert said == (
            "МАОУ «СОШ № 12», файл «1С.xlsx». Пока ничего не изменено.\n"
            "Сотрудники: новых 2, изменено 0, без изменений 0.\n"
            "Новые: Петрова М. П., Уткин П. И.\n"
            "В нескольких строках, взяты как один человек: Петрова Мария Петровна (Учитель "
            "математики, Логопед). Если это однофамильцы, укажите в файле VK каждого.\n"
            "Столбцы не поняты и не взяты: «Вид занятости»."
        )
        await press(place, ADMIN, "Применить")
        assert set(await people(place)) == {MARIA, PAVEL}


async def test_what_a_spreadsheet_hides_is_named(tmp_path):
    made = MET_LATER["a hidden row is read, a hidden sheet is not"]
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, "список.xlsx", made.data())
        assert said == (
            "МАОУ «СОШ № 12», файл «список.xlsx». Пока ничего не изменено.\n"
            "Сотрудники: новых 2, изменено 0, без изменений 0.\n"
            "Новые: Петрова М. П., Уткин П. И.\n"
            "Лист «Прошлое» не прочитан: он скрыт. Нужен — покажите его в таблице и пришлите файл "
            "снова.\n"
            "Скрытые строки прочитаны как остальные: лист «Педагоги», строка 3."
        )
