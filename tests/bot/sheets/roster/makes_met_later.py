"""Workbooks and documents tried when the first forty makes were right: most broke something."""

import io
from datetime import datetime

import docx
import openpyxl

from tests.bot.sheets.roster.makes_of_programs import (
    HEAD,
    IGOR,
    MARIA,
    MATHS,
    OLGA,
    PAVEL,
    PHYSICS,
    SECRETARY,
    THREE,
    TWO,
)
from tests.bot.sheets.roster.making import Made, excel, later


@later
def linked():
    """Make a workbook in which words are links: under the name, and under the profile."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("ФИО", "Должность", "Страница ВК"),
        (MARIA, MATHS, "страница"),
        (PAVEL, PHYSICS, "vk.com/id105"),
        (OLGA, SECRETARY, "Ольга"),
    ):
        sheet.append(row)
    sheet["C2"].hyperlink = "https://vk.com/id104"
    sheet["C3"].hyperlink = "https://vk.com/id999"
    sheet["C4"].hyperlink = "https://vk.ru/olga_yudina"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@later
def unseen():
    """Make a workbook with a row and a sheet that are not shown."""
    make = excel(("ФИО", "Должность"), *TWO, sheet="Педагоги", hidden_rows=(3,))
    book = openpyxl.load_workbook(io.BytesIO(make()))
    other = book.create_sheet("Прошлое")
    other.sheet_state = "hidden"
    for row in (("ФИО", "Должность"), (OLGA, SECRETARY)):
        other.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@later
def word():
    """Make a document: a table, merged cells, and the list going on in another table."""
    document = docx.Document()
    document.add_paragraph("Список педагогов")
    first = document.add_table(rows=0, cols=4)
    for row in (
        ("№", "ФИО", "Должность", "VK"),
        ("1", "Петрова\nМария Петровна", MATHS, "id104"),
        ("2", PAVEL, PHYSICS, ""),
        ("", "", "Логопед", ""),
    ):
        for cell, said in zip(first.add_row().cells, row, strict=True):
            cell.text = said
    first.cell(2, 1).merge(first.cell(3, 1))
    second = document.add_table(rows=1, cols=4)
    for cell, said in zip(second.rows[0].cells, ("3", OLGA, SECRETARY, ""), strict=True):
        cell.text = said
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


MAKES = {
    "a table of a Word document": Made(
        data=word(),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS), (PAVEL, "Логопед"), (OLGA, SECRETARY)],
        profiles={MARIA: 104},
    ),
    "profiles as links under words": Made(
        data=linked(),
        people=THREE,
        profiles={MARIA: 104, PAVEL: 105, OLGA: "olga_yudina"},
    ),
    "a hidden row is read, a hidden sheet is not": Made(
        data=unseen(), people=TWO, unread=["Прошлое"]
    ),
    "Ф. И. О. with spaces, and short headings": Made(
        data=excel(
            ("Ф. И. О.", "Занимает должность", "Класс. рук."),
            (MARIA, MATHS, "5А"),
            (PAVEL, PHYSICS, "-"),
        ),
        people=TWO,
        classes={MARIA: ("5А",)},
        unknown=[],
    ),
    "a surname, and the given name with the patronymic": Made(
        data=excel(
            ("Фамилия", "Имя Отчество", "Должность"),
            ("Петрова", "Мария Петровна", MATHS),
            ("Уткин", "Павел Ильич", PHYSICS),
        ),
        people=TWO,
    ),
    "hours by classes are no classes": Made(
        data=excel(
            ("№ п/п", "Ф.И.О.", "Наименование должности", "Кол-во часов", None, None),
            (None, None, None, "1-4 классы", "5-9 классы", "10-11 классы"),
            (1, MARIA, MATHS, 0, 18, 0),
            (2, PAVEL, PHYSICS, 6, 12, 2),
            merged=("A1:A2", "B1:B2", "C1:C2", "D1:F1"),
        ),
        people=TWO,
    ),
    "parts with Roman numbers, and a part of those who left": Made(
        data=excel(
            ("№", "ФИО", "Должность"),
            ("I", "Административно-управленческий персонал", None),
            (1, IGOR, HEAD),
            ("II", "Педагоги", None),
            (2, MARIA, MATHS),
            ("III", "МОП", None),
            (3, OLGA, SECRETARY),
            ("IV", "Уволены", None),
            (4, PAVEL, PHYSICS),
        ),
        people=[(IGOR, HEAD), (MARIA, MATHS), (OLGA, SECRETARY)],
        bad=[(9, "left")],
    ),
    "a day of dismissal": Made(
        data=excel(
            ("ФИО", "Должность", "Дата увольнения"),
            (MARIA, MATHS, None),
            (PAVEL, PHYSICS, datetime(2026, 6, 1)),  # noqa: DTZ001 - a cell's date has no zone
        ),
        people=[(MARIA, MATHS)],
        bad=[(3, "left")],
    ),
    "remarks after a dash, and footnotes with brackets": Made(
        data=excel(
            ("ФИО", "Должность"),
            (f"{MARIA} - декретный отпуск", MATHS),
            (f"{PAVEL} ²)", PHYSICS),
            (f"{OLGA} – в отпуске по уходу до 01.02.2027 1)", SECRETARY),
            ("Алиев Тимур Гасан - оглы", HEAD),
        ),
        people=[*THREE, ("Алиев Тимур Гасан-оглы", HEAD)],
    ),
    "initials without any space": Made(
        data=excel(("ФИО", "Должность"), ("М.П.Петрова", MATHS), ("Уткин П.И.", PHYSICS)),
        people=[("М.П. Петрова", MATHS), ("Уткин П.И.", PHYSICS)],
    ),
    "vacancies with rates": Made(
        data=excel(
            ("ФИО", "Должность"),
            (MARIA, MATHS),
            ("вакансия 0,5 ст.", "Логопед"),
            ("(вакант)", "Дворник"),
        ),
        people=[(MARIA, MATHS)],
    ),
    "signatures in other columns than names": Made(
        data=excel(
            ("№", "ФИО", "Должность"),
            (1, MARIA, MATHS),
            (2, PAVEL, PHYSICS),
            (),
            ("Директор МБОУ СОШ № 3", None, "И. П. Иванов"),
            ("Исполнитель: Орлова Т. Т. 8-912", None, None),
        ),
        people=TWO,
        never=("Иванов", "Орлова", "912"),
    ),
    "telephones and answers that only speak of VK": Made(
        data=excel(
            ("ФИО", "Должность", "Телефон, привязанный к ВК", "Есть страница в ВК"),
            (MARIA, MATHS, "9120001122", "да"),
            (PAVEL, PHYSICS, "9120001123", "нет"),
        ),
        people=TWO,
        unknown=["Телефон, привязанный к ВК", "Есть страница в ВК"],
        never=("9120001122",),
    ),
    "telephones where profiles should be": Made(
        data=excel(
            ("ФИО", "Должность", "ВК"),
            (MARIA, MATHS, "89120001122"),
            (PAVEL, PHYSICS, 9120001133),
            (OLGA, SECRETARY, "id 106"),
        ),
        people=[(OLGA, SECRETARY)],
        profiles={OLGA: 106},
        bad=[(2, "bad_vk"), (3, "bad_vk")],
    ),
    "a school year a sheet, in two digits": Made(
        data=excel(
            ("ФИО", "Должность"),
            (PAVEL, PHYSICS),
            sheet="25-26",
            more=[("26-27", [("ФИО", "Должность"), (MARIA, MATHS)])],
        ),
        people=[(MARIA, MATHS)],
        unread=["25-26"],
    ),
    "a year and a day a sheet": Made(
        data=excel(
            ("ФИО", "Должность"),
            (PAVEL, PHYSICS),
            sheet="2025 г.",
            more=[("на 30.09.26", [("ФИО", "Должность"), (MARIA, MATHS)])],
        ),
        people=[(MARIA, MATHS)],
        unread=["2025 г."],
    ),
    "sheets by parallels are no years": Made(
        data=excel(
            ("Класс", "Учеников"),
            ("5А", 25),
            sheet="5-9",
            more=[("10-11", [("Класс", "Учеников"), ("10А", 20)])],
        ),
        groups=[("5А", 25), ("10А", 20)],
    ),
    "Word pasted into Excel: words parted at the end of a line": Made(
        data=excel(
            ("№ п/п", "Фамилия,\nимя,\nотчество", "Долж-\nность"),
            ("1.", "Петрова\nМария\nПетровна", "Учитель мате-\nматики"),
            ("2.", "Уткин\nПавел Ильич", "Учитель-\nлогопед"),
        ),
        people=[(MARIA, MATHS), (PAVEL, "Учитель-логопед")],
    ),
    "the number of a class and its letter apart": Made(
        data=excel(
            ("Класс", "Литера", "Кол-во обучающихся"),
            (5, "А", 25),
            (5, "Б", "26 чел."),
            (6, "A", "24 (2 на дому)"),
        ),
        groups=[("5А", 25), ("5Б", 26)],
        bad=[(4, "bad_count")],
    ),
    "numbers glued to names, links beside them": Made(
        data=excel(
            ("ФИО", "Должность"),
            (f"1. {MARIA} vk.com/id104", MATHS),
            (f"2) {PAVEL}, https://m.vk.com/pavel_utkin", PHYSICS),
        ),
        people=TWO,
        profiles={MARIA: 104, PAVEL: "pavel_utkin"},
    ),
    "contacts are telephones, a profile stands under them": Made(
        data=excel(
            ("№", "ФИО", "Контакты", None, "Должность"),
            (None, None, "тел.", "ВК", None),
            (1, MARIA, "223344", "id104", MATHS),
            (2, PAVEL, "223355", "", PHYSICS),
        ),
        people=TWO,
        profiles={MARIA: 104},
    ),
    "contacts alone": Made(
        data=excel(
            ("ФИО", "Должность", "Контакты"), (MARIA, MATHS, "223344"), (PAVEL, PHYSICS, 223355)
        ),
        people=TWO,
        unknown=["Контакты"],
    ),
    "parts of a school in a column of their own": Made(
        data=excel(
            ("Подразделение", "ФИО", "Должность"),
            ("Начальная школа", MARIA, MATHS),
            (None, PAVEL, PHYSICS),
            ("Всего", None, None),
            ("2 корпус", OLGA, SECRETARY),
            ("Итого", "3 человека", None),
            ("Заполнил: Орлова Т. Т.", None, None),
            merged=("A2:A3",),
        ),
        people=THREE,
    ),
    "degrees and honours beside names": Made(
        data=excel(
            ("ФИО", "Должность"),
            (f"к.п.н. {MARIA}", MATHS),
            (f"{PAVEL}, засл. учитель РФ", "Муз.рук."),
        ),
        people=[(MARIA, MATHS), (PAVEL, "Муз.рук.")],
    ),
}
