"""Rosters as schools make them: whatever the make, the same people and classes are read."""

from datetime import datetime

import pytest

from bot.sheets.roster.roster import read_roster
from bot.sheets.roster.words import problem
from bot.sheets.untrusted.reading import Book, Table
from bot.words.vocabulary import SCHOOL

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
