"""Rosters as people write them, and what is read of them."""

import io

import openpyxl
import pytest

from bot.sheets.roster.roster import BadSheet, RosterRow, read_roster
from bot.sheets.roster.words import bad_sheet, problem
from bot.words.vocabulary import SCHOOL

HEADER = ("ФИО", "Должность", "Роль", "VK", "Классы", "Отсутствует с", "Отсутствует по")
CLASS_HEADER = ("Класс", "Учеников", "Родителей", "Классный руководитель")
MARIA = ("Петрова Мария Петровна", "Учитель", "учитель", 101, "5А", None, None)


def a_workbook(people=(HEADER, MARIA), classes=(), *, merged=(), name="Сотрудники"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in people:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    if classes:
        second = book.create_sheet("Классы")
        for row in classes:
            second.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def a_person(row=2, **changes):
    values = {
        "full_name": "Петрова Мария Петровна",
        "position": "Учитель",
        "role": "учитель",
        "account": 101,
        "screen_name": None,
        "classes": ("5А",),
        "absent_from": None,
        "absent_to": None,
    }
    return RosterRow(row=row, **(values | changes))


def read_people(*rows):
    return read_roster(a_workbook((HEADER, *rows)), "список.xlsx")


def sentences(roster):
    return [problem(found, SCHOOL) for found in roster.problems]


def refusal(data, name="список.xlsx"):
    with pytest.raises(BadSheet) as caught:
        read_roster(data, name)
    return bad_sheet(caught.value, name, SCHOOL)
