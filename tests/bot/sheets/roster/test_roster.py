"""Rosters are read as the contract says: XLSX and CSV, their template, headings, merged cells."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from bot.sheets.roster.roster import ClassRow, Roster, read_roster, roster_template
from bot.sheets.roster.rows import UnknownColumn
from bot.words.vocabulary import SCHOOL
from tests.bot.sheets.roster.rosters import (
    CLASS_HEADER,
    HEADER,
    MARIA,
    a_person,
    a_workbook,
    sentences,
)


def test_people_and_classes_of_the_contract_are_read():
    data = a_workbook(
        (
            HEADER,
            MARIA,
            (
                "Сидоров Пётр Ильич",
                "Заместитель директора",
                "администрация",
                "https://vk.com/sidorov",
                "5А, 6Б",
                datetime(2026, 11, 16),  # noqa: DTZ001 - openpyxl writes naive dates only
                "27.11.2026",
            ),
        ),
        (CLASS_HEADER, ("5А", 28, 41, "Петрова Мария Петровна"), ("6Б", None, None, None)),
    )
    assert read_roster(data, "список.xlsx") == Roster(
        people=(
            a_person(),
            a_person(
                row=3,
                full_name="Сидоров Пётр Ильич",
                position="Заместитель директора",
                role="администрация",
                account=None,
                screen_name="sidorov",
                classes=("5А", "6Б"),
                absent_from=date(2026, 11, 16),
                absent_to=date(2026, 11, 27),
            ),
        ),
        classes=(
            ClassRow(row=2, name="5А", pupils=28, parents=41, teacher="Петрова Мария Петровна"),
            ClassRow(row=3, name="6Б", pupils=None, parents=None, teacher=""),
        ),
        problems=(),
    )


def test_the_template_is_itself_a_right_roster_and_always_the_same():
    roster = read_roster(roster_template(SCHOOL), "шаблон.xlsx")
    assert [row.full_name for row in roster.people] == [
        "Петрова Мария Петровна",
        "Сидоров Пётр Ильич",
    ]
    assert [row.absent_to for row in roster.people] == [None, date(2026, 11, 27)]
    assert [row.name for row in roster.classes] == ["5А", "6Б"]
    assert roster.problems == ()
    assert roster_template(SCHOOL) == roster_template(SCHOOL)


def test_the_template_offers_the_roles_and_explains_its_columns():
    book = openpyxl.load_workbook(io.BytesIO(roster_template(SCHOOL)))
    sheet = book["Сотрудники"]
    assert [cell.value for cell in sheet[1]] == list(HEADER)
    (offered,) = sheet.data_validations.dataValidation
    assert str(offered.sqref) == "C2:C2001"
    assert offered.formula1 == (
        '"учитель,преподаватель,воспитатель,педагог,администрация,прочий персонал"'
    )
    assert all(cell.comment.text for cell in sheet[1])
    assert [cell.value for cell in book["Классы"][1]] == list(CLASS_HEADER)


def test_the_header_is_found_loosely():
    data = a_workbook(
        (
            ("МАОУ «СОШ № 12»",),
            ("Список сотрудников на 2026/27 год",),
            (),
            ("№ п/п", " вк ", "фио  сотрудника", "ДОЛЖНОСТЬ", "Телефон"),
            (1, "id101", "Петрова  Мария\N{NO-BREAK SPACE}Петровна", "Учитель", "нет"),
            (2, None, None, None, None),
            (3, None, "Сидоров Пётр Ильич", "Сторож", None),
        ),
        name="Лист1",
    )
    assert read_roster(data, "список.xlsx") == Roster(
        people=(
            a_person(row=5, classes=()),
            a_person(
                row=7,
                full_name="Сидоров Пётр Ильич",
                position="Сторож",
                role="прочий персонал",
                account=None,
                classes=(),
            ),
        ),
        classes=(),
        problems=(),
        unknown=(UnknownColumn(sheet="Лист1", heading="Телефон", of_people=True),),
    )


def test_a_cell_merged_downwards_counts_in_each_of_its_rows():
    data = a_workbook(
        (
            ("ФИО", "Должность"),
            ("Петрова Мария Петровна", "Учитель"),
            ("Сидоров Пётр Ильич", None),
            ("Иванова Анна Львовна", None),
        ),
        merged=("B2:B4",),
    )
    people = read_roster(data, "список.xlsx").people
    assert [row.position for row in people] == ["Учитель"] * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_in_every_usual_form(encoding, delimiter):
    lines = [
        delimiter.join(("Должность", "ФИО", "VK", "Классы")),
        delimiter.join(("Учитель", "Петрова Мария Петровна", "vk.com/id101", '"5А, 6Б; 7В"')),
    ]
    assert read_roster("\r\n".join(lines).encode(encoding), "список.csv") == Roster(
        people=(a_person(classes=("5А", "6Б", "7В")),), classes=(), problems=()
    )


def test_csv_with_the_columns_of_classes_is_a_file_of_classes():
    data = "Класс;Учеников;Родителей\n5А;28;41\n6Б;много;30\n".encode("cp1251")
    roster = read_roster(data, "классы.csv")
    assert roster.classes == (ClassRow(row=2, name="5А", pupils=28, parents=41, teacher=""),)
    assert sentences(roster) == ["Строка 3: не число: «много»."]
