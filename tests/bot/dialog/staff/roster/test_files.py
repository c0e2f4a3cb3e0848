"""A roster handed to the bot: shown, applied once, and every bad file told in a sentence."""

import io
import zipfile

import openpyxl
import pytest

from bot.dialog.staff.roster.words import NOTHING_RIGHT, SEND_A_TABLE, UNCHANGED
from bot.words.dialog import ALREADY, NOT_A_TABLE, NOT_ALLOWED, cancelled
from storage import tables
from tests.bot.dialog.conversing import buttons, press, say
from tests.bot.dialog.staffing import HEADER, hand, handed, lines, people, table, taken
from tests.cast import ADMIN, DEPUTY, LYCEUM, LYCEUM_ADMIN, MARIA, ROSTER, SCHOOL, STRANGER
from tests.playground import playground
from tests.tries import tries

pytestmark = pytest.mark.asyncio

FIRST = (
    "МАОУ «СОШ № 12», файл «список.csv». Пока ничего не изменено.\n"
    "Сотрудники: новых 5, изменено 0, без изменений 0.\n"
    "Новые: Быкова А. С., Зотов И. Л., Петрова М. П., Уткин П. И., Юдина О. О.\n"
    "Привяжется профилей: 4, отметок об отсутствии: 0."
)
APPLIED = (
    "МАОУ «СОШ № 12»: список обновлён.\n"
    "Сотрудники: новых 5, изменено 0, без изменений 0.\n"
    "Без профиля: 1 из 5 сотрудников. Дальше: раздайте им ссылки или коды, раздел «Привязка». До "
    "привязки их сообщения за ними не учитываются."
)
CHANGED = ROSTER.replace("Учитель физики", "Учитель информатики").replace(
    "Юдина Ольга Олеговна;Секретарь;прочий персонал;;;;\n", "Ян Ли;Повар;;;;;\n"
)
CLASSES = "Класс;Учеников;Родителей\n5А;28;41\n"


async def test_a_table_is_shown_first_and_applied_once(tmp_path):
    async with playground(tmp_path) as place:
        assert await handed(place, ROSTER) == FIRST
        assert buttons(place, ADMIN) == [["Применить"], ["Столбцы"], ["Отмена"]]
        assert await people(place) == set()
        place.world.press(ADMIN, dm=True, label="Применить")
        assert await press(place, ADMIN, "Применить") == (APPLIED, ALREADY)
        assert len(await people(place)) == 5
        assert await lines(place, "roster_imported") == [(ADMIN, SCHOOL, {"new": 5, "changed": 0})]
        [state] = [row for row in await place.rows(tables.dialog_states) if row.account == ADMIN]
        assert (state.act, state.body, state.file_name) == ("", None, "")


async def test_the_preview_tells_who_is_new_who_changes_and_who_leaves(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await handed(place, CHANGED) == (
            "МАОУ «СОШ № 12», файл «список.csv». Пока ничего не изменено.\n"
            "Сотрудники: новых 1, изменено 1, без изменений 3.\n"
            "Новые: Ян Л.\n"
            "Нет в файле (1): Юдина О. О.\n"
            "Они остаются в списке: кто ушёл, спрошу отдельно."
        )
        await press(place, ADMIN, "Применить")
        assert {"Ян Ли", "Юдина Ольга Олеговна"} <= await people(place)


async def test_what_changed_between_showing_and_applying_is_compared_again(tmp_path):
    async with playground(tmp_path) as place:
        assert await handed(place, ROSTER) == FIRST
        await place.roster("ФИО;Должность\nБыкова Анна Сергеевна;Учитель\nЯн Ли;Повар\n")
        said, _ = await press(place, ADMIN, "Применить")
        assert said.split("\n")[1] == ("Сотрудники: новых 4, изменено 1, без изменений 0.")
        assert len(await people(place)) == 6


async def test_a_preview_is_left(tmp_path):
    async with playground(tmp_path) as place:
        await handed(place, ROSTER)
        assert (await press(place, ADMIN, "Отмена"))[0] == cancelled("загрузка списка")
        assert await people(place) == set()
        assert [row.body for row in await place.rows(tables.dialog_states)] == [None]


async def test_a_corrected_file_takes_the_place_of_the_first(tmp_path):
    async with playground(tmp_path) as place:
        await handed(place, ROSTER)
        await handed(place, "ФИО;Должность\nЯн Ли;Повар\n")
        await press(place, ADMIN, "Применить")
        assert await people(place) == {"Ян Ли"}


async def test_a_file_handed_during_something_else_does_not_agree_to_it(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "найти уткин")
        await press(place, ADMIN, "1. Уткин П. И.")
        await press(place, ADMIN, "Уволен(а)")
        assert (await handed(place, ROSTER)).endswith(UNCHANGED)
        assert "Уткин Павел Ильич" in await people(place)


async def test_bad_rows_are_told_and_nobody_leaves_because_of_them(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        said = await handed(place, "ФИО;Должность;VK\nЮдина Ольга Олеговна;Завхоз;\nЯн;Повар;\n")
        assert said == (
            "МАОУ «СОШ № 12», файл «список.csv». Пока ничего не изменено.\n"
            "Сотрудники: новых 0, изменено 1, без изменений 0.\n"
            "Нет в файле, но остаются, пока в нём есть ошибки: 4.\n"
            "Замечание к строкам (1):\n"
            "• Строка 3: ФИО неполное или с цифрами: «Ян»."
        )
        await press(place, ADMIN, "Применить")
        assert len(await people(place)) == 5


async def test_of_many_bad_rows_the_rest_is_in_a_table(tmp_path):
    async with playground(tmp_path) as place:
        rows = [(f"Имя{n}", "x" * 4000, "учитель") for n in range(12)]
        said = await hand(place, ADMIN, "список.xlsx", table(*rows))
        assert len(said) < 4096
        assert said.split("\n")[2] == ("Замечания к строкам (12), все — в приложенной таблице:")
        assert said.count("•") == 10
        assert said.endswith(NOTHING_RIGHT)
        assert buttons(place, ADMIN) == []
        _, body = taken(place)
        sheet = openpyxl.load_workbook(io.BytesIO(body))["Ошибки"]
        assert [row[1] for row in sheet.iter_rows(values_only=True)] == ["Строка", *range(2, 14)]


async def test_a_formula_that_was_never_computed_is_told_as_what_it_gives_nothing(tmp_path):
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, "список.xlsx", table(("=A9", "Повар"), ("Ян Ли", "=B9")))
        assert said.split("\n")[2:] == [
            "Замечания к строкам (2):",
            "• Лист «Сотрудники», строка 2: нет ФИО.",
            "• Лист «Сотрудники», строка 3: нет ни роли, ни должности.",
            NOTHING_RIGHT,
        ]


async def test_a_list_of_classes_alone_touches_no_person(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        said = await handed(place, CLASSES)
        assert said.split("\n")[1:] == [
            "Сотрудники: новых 0, изменено 0, без изменений 0.",
            "Классов: 1, они заменят прежний список классов.",
        ]
        await press(place, ADMIN, "Применить")
        assert len(await people(place)) == 5
        assert [row.name for row in await place.rows(tables.classes)] == ["5А"]


async def test_mentions_in_a_file_s_name_and_cells_mention_nobody(tmp_path):
    async with playground(tmp_path) as place:
        said = await handed(place, "ФИО;Должность\nЯн Ли;[id1|кто]\n", "@all.csv")
        joiner = "\N{WORD JOINER}"
        assert f"файл «@{joiner}all.csv»" in said
        assert f"[{joiner}id1|кто]" in said


def bomb():
    """Make a workbook whose sheet unpacks to more than anybody's list."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 61_000_000)
    return written.getvalue()


def merged():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEADER, ("Ян Ли", "Повар", "", 900), ("Ян Ло", "", "", 901)):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


BAD = {
    "a picture": (
        "b.xlsx",
        b"\x89PNG\r\n\x1a\n",
        "Файл «b.xlsx»: повреждён или это не таблица XLSX.",
    ),
    "nothing": ("b.csv", b" ", "Файл «b.csv»: нет ни одной заполненной строки."),
    "an old workbook": (
        "b.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "Файл «b.xls»: в старом формате XLS. Сохраните его как XLSX и пришлите снова.",
    ),
    "another table": (
        "b.csv",
        "Дата;Сумма\n1;2\n".encode(),
        "Файл «b.csv»: нет столбца «ФИО». Первая строка листа «Сотрудники»: ФИО | Должность | Роль "
        "| VK | Классы | Отсутствует с | Отсутствует по.",
    ),
    "a document": ("b.pdf", b"%PDF-1.7", NOT_A_TABLE),
    "a document called a text": (
        "b.txt",
        b"%PDF-1.7",
        "Файл «b.txt»: в формате PDF. Пришлите таблицу, из которой он сделан: XLSX, ODS, CSV или "
        "DOCX.",
    ),
    "a document of before 2007": (
        "b.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "Файл «b.doc»: в старом формате DOC. Сохраните его как DOCX и пришлите снова.",
    ),
}


@pytest.mark.parametrize(("name", "body", "sentence"), BAD.values(), ids=BAD.keys())
async def test_a_bad_file_is_told_in_a_sentence_and_changes_nothing(name, body, sentence, tmp_path):
    await refused(tmp_path, name, body, sentence)


async def test_a_bomb_is_told_in_a_sentence_and_changes_nothing(tmp_path):
    sentence = "Файл «b.xlsx»: в распакованном виде больше 60 МБ."
    await refused(tmp_path, "b.xlsx", bomb(), sentence)


async def refused(tmp_path, name, body, sentence):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await hand(place, ADMIN, name, body) == sentence
        assert buttons(place, ADMIN) == []
        assert len(await people(place)) == 5


GOOD = {
    "CP1251": ("список.csv", ROSTER.encode("cp1251"), 5),
    "merged cells": ("список.xlsx", merged(), 2),
    "texts like formulas": ("список.csv", "ФИО;Должность;Роль\n=Ян Ли;=1+1;учитель\n".encode(), 1),
}


@pytest.mark.parametrize(("name", "body", "count"), GOOD.values(), ids=GOOD.keys())
async def test_an_odd_file_is_taken(name, body, count, tmp_path):
    async with playground(tmp_path) as place:
        said = await hand(place, ADMIN, name, body)
        assert said.split("\n")[1].startswith(f"Сотрудники: новых {count},")
        await press(place, ADMIN, "Применить")
        assert len(await people(place)) == count


async def test_thousands_of_people_are_taken_in_and_taken_again(tmp_path):
    count = tries(8_000)  # whole thousands of them
    text = "ФИО;Должность;VK\n" + "".join(
        f"{''.join(chr(1072 + int(digit)) for digit in str(n))}ова Анна;Учитель;{n + 1000}\n"
        for n in range(count)
    )
    async with playground(tmp_path) as place:
        said = await handed(place, text)
        thousands = f"{count // 1_000}\N{NO-BREAK SPACE}000"
        assert said.split("\n")[1] == (
            f"Сотрудники: новых {thousands}, изменено 0, без изменений 0."
        )
        await press(place, ADMIN, "Применить")
        assert len(await people(place)) == count
        assert (await handed(place, text)).endswith(UNCHANGED)


async def test_the_official_table_is_not_taken_for_a_roster(tmp_path):
    async with playground(tmp_path) as place:
        text = "Организация;Учителей всего;Учеников всего\nМАОУ «Лицей № 5»;40;600\n"
        said = await handed(place, text, "статистика.csv", LYCEUM_ADMIN)
        assert said.split("\n")[:2] == [
            "МАОУ «Лицей № 5». Официальная таблица, неделя 9–15 ноября: заголовки в строке 1.",
            "• Учителей всего: 40",
        ]
        assert await people(place, LYCEUM) == set()


@pytest.mark.parametrize("person", [MARIA, DEPUTY, STRANGER], ids=["teacher", "deputy", "stranger"])
async def test_nobody_else_hands_in_a_table(person, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await handed(place, CHANGED, person=person) == NOT_ALLOWED
        assert [row for row in await place.rows(tables.dialog_states) if row.body] == []


async def test_what_is_asked_without_a_file_is_a_file(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "Загрузить список") == SEND_A_TABLE
