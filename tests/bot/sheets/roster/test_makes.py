"""Rosters as schools make them: whatever the make, the same people and classes are read."""

import io
from datetime import datetime

import openpyxl
import pytest

from bot.sheets.roster.roster import read_roster
from bot.sheets.roster.words import problem
from bot.sheets.untrusted.reading import Book, Table
from bot.words.vocabulary import SCHOOL
from tests.bombs import ods_parts, zipped

MARIA, PAVEL = "Петрова Мария Петровна", "Уткин Павел Ильич"
TEACHER = "Учитель математики"


def a_book(**sheets):
    """Make a workbook of sheets by name."""
    return Book(
        tables=tuple(
            Table(name=name, rows=tuple(tuple(row) for row in rows))
            for name, rows in sheets.items()
        ),
        is_text=False,
    )


def read(**sheets):
    return read_roster(a_book(**sheets), "список.xlsx")


def names(roster):
    return [each.full_name for each in roster.people]


def sentences(roster):
    return [problem(each, SCHOOL) for each in roster.problems]


PEOPLE = (("ФИО", "Должность", "Классы"),)
CLASSES = ("Класс", "Учеников", "Родителей")


@pytest.mark.parametrize(
    "written",
    [
        "5А",
        "5A",
        "5 А",
        "5а",
        "5-а",
        "5 «А»",
        "5(А)",
        "5 кл. А",
        "5 класс «А»",
        "5\u00a0А",
        "5\u00adА",
    ],
)
def test_a_class_is_one_in_both_lists(written):
    roster = read(
        Сотрудники=(*PEOPLE, (MARIA, TEACHER, written)), Классы=(CLASSES, (written, 25, 40))
    )
    assert (roster.people[0].classes, roster.classes[0].name) == (("5А",), "5А")
    assert roster.problems == ()


@pytest.mark.parametrize("written", ["5А, 6Б", "5А;6Б", "5А и 6Б", "5А/6Б", "5А\n6Б", "5а 6б"])
def test_several_classes_in_a_cell(written):
    roster = read(Сотрудники=(*PEOPLE, (MARIA, TEACHER, written)))
    assert roster.people[0].classes == ("5А", "6Б")


@pytest.mark.parametrize(
    "total",
    ["Итого", "Итого:", "ИТОГО по школе", "Всего", "Всего по школе", "Начальная школа",
     "Основная школа", "Средняя школа:", "Начальное звено", "1 ступень", "Параллель 5-х"],
)  # fmt: skip
def test_sums_and_titles_of_parts_are_no_classes_and_no_people(total):
    roster = read(
        Сотрудники=(*PEOPLE, (total, "", ""), (MARIA, TEACHER, "5А"), (total, "2", "")),
        Классы=(CLASSES, (total, "", ""), ("5А", 25, 40), (total, 25, 40)),
    )
    assert names(roster) == [MARIA]
    assert [each.name for each in roster.classes] == ["5А"]
    assert roster.problems == ()


def test_a_row_that_numbers_the_columns_is_nobody():
    roster = read(
        Сотрудники=(*PEOPLE, (1, 2, 3), (MARIA, TEACHER, "5А")),
        Классы=(CLASSES, (1.0, 2.0, 3.0), ("5А", 25, 40)),
    )
    assert (names(roster), len(roster.classes), roster.problems) == ([MARIA], 1, ())


def test_a_class_that_excel_made_a_date_is_told_with_what_to_do():
    day = datetime(2026, 2, 1)  # noqa: DTZ001 - a cell's date has no zone
    roster = read(
        Сотрудники=(*PEOPLE, (MARIA, TEACHER, day), (PAVEL, TEACHER, "5А")),
        Классы=(CLASSES, (day, 25, 40), ("5А", 25, 40)),
    )
    assert names(roster) == [PAVEL]
    assert [each.name for each in roster.classes] == ["5А"]
    said = (
        "Excel принял класс за дату: «01.02.2026». Задайте столбцу формат «Текстовый» и наберите "
        "класс заново, например 1А."
    )
    assert sentences(roster) == [
        f"Лист «Сотрудники», строка 2: {said}",
        f"Лист «Классы», строка 2: {said}",
    ]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#ССЫЛКА!", "#Н/Д", "#ИМЯ?", "#DIV/0!"])
def test_a_broken_formula_is_told_with_what_to_do(error):
    roster = read(
        Сотрудники=(*PEOPLE, (error, TEACHER, ""), (MARIA, TEACHER, error)),
        Классы=(CLASSES, (error, 25, 40)),
    )
    assert (roster.people, roster.classes) == ((), ())
    assert {each.code for each in roster.problems} == {"formula_error"}
    assert len(roster.problems) == 3


ANY_ERROR = ["#Н/Д", "#ЗНАЧ!", "#N/A", "#####", "Err:508"]


@pytest.mark.parametrize("error", ANY_ERROR)
@pytest.mark.parametrize("column", ["Должность", "Роль", "VK", "Классы", "Отсутствует с"])
def test_a_broken_formula_in_any_column_is_a_bad_row(error, column):
    roster = (
        read(Сотрудники=(("ФИО", "Должность", column), (MARIA, TEACHER, error)))
        if (column != "Должность")
        else read(Сотрудники=(("ФИО", column), (MARIA, error)))
    )
    assert roster.people == ()
    assert "formula_error" in {each.code for each in roster.problems}


def test_errors_of_real_workbooks_are_read_as_excel_shows_them():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("ФИО", "Должность", "Классы"))
    sheet.append((MARIA, TEACHER, "#N/A"))
    sheet["C2"].data_type = "e"
    written = io.BytesIO()
    book.save(written)
    [problem_] = read_roster(written.getvalue(), "список.xlsx").problems
    assert problem(problem_, SCHOOL) == (
        "Лист «Sheet», строка 2: ошибка формулы: «#N/A». Впишите в ячейку само значение."
    )


def test_errors_of_libreoffice_are_read_as_it_shows_them():
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    broken = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#Н/Д</text:p></table:table-cell>'
    )
    rows = (
        f"<table:table-row>{cell.format('ФИО')}{cell.format('Должность')}</table:table-row>"
        f"<table:table-row>{cell.format(MARIA)}{broken}</table:table-row>"
    )
    body = zipped(ods_parts(rows))
    [wrong, *_] = read_roster(body, "список.ods").problems
    assert (wrong.code, wrong.value) == ("formula_error", "#Н/Д")


@pytest.mark.parametrize(
    "heading",
    ["ФИО", "Ф.И.О.", "Ф. И. О.", "ФИО работника", "Ф.И.О. педагогического работника",
     "Сотрудник", "Работник", "ФИО сотрудника (полностью)", "Фамилия, имя, отчество",
     "Фамилия Имя Отчество педагога", "Фамилия, имя, отчетсво"],
)  # fmt: skip
def test_a_heading_of_names(heading):
    roster = read(Лист1=((heading, "Должность"), (MARIA, TEACHER)))
    assert (names(roster), roster.unknown) == ([MARIA], ())


@pytest.mark.parametrize(
    "heading", ["Должность", "Занимаемая должность", "должность по штату", "Дожность", "ДОЛЖНОСТЬ:"]
)
def test_a_heading_of_posts(heading):
    [person] = read(Лист1=(("ФИО", heading), (MARIA, TEACHER))).people
    assert person.position == TEACHER


@pytest.mark.parametrize(
    "heading",
    ["VK", "ВК", "Ссылка на ВК", "Страница ВК", "ID ВК", "Профиль ВКонтакте",
     "Ссылка на профиль VK", "ссылка Вконтакте", "Адрес страницы ВКонтакте", "Вконтакт"],
)  # fmt: skip
def test_a_heading_of_profiles(heading):
    [person] = read(Лист1=(("ФИО", "Должность", heading), (MARIA, TEACHER, "id104"))).people
    assert person.account == 104


@pytest.mark.parametrize(
    "heading",
    ["Учеников", "Кол-во учащихся", "Количество учеников", "Кол-во обучающихся", "Число детей",
     "Всего учащихся", "Численность обучающихся", "Колво учеников", "Наполняемость"],
)  # fmt: skip
def test_a_heading_of_learners(heading):
    roster = read(
        Сотрудники=(*PEOPLE, (MARIA, TEACHER, "5А")), Классы=(("Класс", heading), ("5А", 25))
    )
    assert [(each.name, each.pupils) for each in roster.classes] == [("5А", 25)]


def test_a_name_in_three_columns_is_one():
    rows = (("№", "Фамилия", "Имя", "Отчество", "Должность"), (1, *MARIA.split(), TEACHER))
    assert names(read(Лист1=rows)) == [MARIA]


def test_a_class_teacher_s_column_is_no_class_of_a_person():
    rows = (("Класс", "ФИО классного руководителя", "Количество учеников"), ("5А", MARIA, 25))
    roster = read(Сотрудники=(*PEOPLE, (MARIA, TEACHER, "5А")), Классы=rows)
    assert [(each.name, each.teacher, each.pupils) for each in roster.classes] == [
        ("5А", MARIA, 25)
    ]


def test_columns_that_are_not_understood_are_named():
    rows = (("№ п/п", "ФИО", "Должность", "Телефон", "Стаж"), (1, MARIA, TEACHER, "нет", 5))
    assert [each.heading for each in read(Лист1=rows).unknown] == ["Телефон", "Стаж"]


def test_a_heading_is_what_somebody_says_it_is():
    rows = (("Кто", "Чем занят", "Сеть"), (MARIA, TEACHER, "104"))
    given = {"кто": "full_name", "чемзанят": "position", "сеть": "vk"}
    [person] = read_roster(a_book(Лист1=rows), "список.xlsx", given).people
    assert (person.full_name, person.position, person.account) == (MARIA, TEACHER, 104)


THREE = {
    "Учителя": (("ФИО", "Должность"), (MARIA, TEACHER)),
    "Администрация": (("ФИО", "Должность"), (PAVEL, "Директор")),
    "Прочие": (("ФИО", "Должность"), ("Юдина Ольга Олеговна", "Секретарь")),
}


def test_all_sheets_of_people_are_read():
    roster = read(**THREE)
    assert names(roster) == [MARIA, PAVEL, "Юдина Ольга Олеговна"]
    assert (roster.unread, roster.problems) == ((), ())


def test_a_sheet_that_is_not_read_is_named():
    more = {
        "Ученики": (("ФИО", "Класс"), ("Иванов Иван", "5А")),
        "Расписание": (("День", "Урок"), ("Среда", 1)),
        "Дети 5А": (("ФИО", "Класс"), ("Иванов Иван", "5А")),
        "Пустой": (),
    }
    roster = read(**THREE, **more)
    assert len(roster.people) == 3
    assert [(each.sheet, each.why) for each in roster.unread] == [
        ("Ученики", "others"),
        ("Расписание", "no_columns"),
        ("Дети 5А", "no_post"),
    ]


def test_of_a_sheet_a_year_the_newest_is_read():
    roster = read(
        **{
            "2025-2026": (("ФИО", "Должность"), (PAVEL, TEACHER)),
            "2026-2027": (("ФИО", "Должность"), (MARIA, TEACHER)),
        }
    )
    assert names(roster) == [MARIA]
    assert [(each.sheet, each.why) for each in roster.unread] == [("2025-2026", "old")]


def test_one_person_on_two_sheets_is_told_with_the_sheet():
    twice = {**THREE, "Прочие": (("ФИО", "Должность"), (MARIA, TEACHER))}
    roster = read(**twice)
    assert sentences(roster) == ["Лист «Прочие», строка 2: повторяет строку 2 листа «Учителя»."]
