"""Rows of a roster that are wrong or there twice: told by their number, the others kept."""

import pytest

from bot.sheets.roster.roster import read_roster
from tests.bot.sheets.roster.rosters import CLASS_HEADER, MARIA, a_workbook, read_people, sentences


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((None, "Учитель", None, 7), "нет ФИО."),
        (("Петрова", "Учитель"), "ФИО неполное или с цифрами: «Петрова»."),
        (("Повара 43 человека", "Учитель"), "ФИО неполное или с цифрами: «Повара 43 человека»."),
        (
            (*MARIA[:5], "16.13.2026", None),
            "непонятная дата: «16.13.2026». Нужна дата вида 16.11.2026.",
        ),
        (
            (*MARIA[:5], None, "с понедельника"),
            "непонятная дата: «с понедельника». Нужна дата вида 16.11.2026.",
        ),
        (
            (*MARIA[:5], "20.11.2026", "16.11.2026"),
            "отсутствие кончается раньше, чем начинается (20.11.2026 – 16.11.2026).",
        ),
        (
            ("Петрова Мария Петровна", "Учитель", "космонавт"),
            "неизвестная роль: «космонавт». Роли: учитель, преподаватель, воспитатель, "
            "педагог, администрация, прочий персонал.",
        ),
        (
            ("Петрова Мария Петровна", "Волонтёр"),
            "роль не указана и не видна из должности: «Волонтёр».",
        ),
        (("Петрова Мария Петровна",), "нет ни роли, ни должности."),
    ],
)
def test_a_wrong_row_is_told_by_its_number_and_the_right_one_kept(row, told):
    right = ("Сидоров Пётр Ильич", "Учитель", None, 102)
    roster = read_people(row, right)
    assert [person.row for person in roster.people] == [3]
    assert sentences(roster) == [f"Лист «Сотрудники», строка 2: {told}"]


def test_every_problem_of_a_row_is_told():
    roster = read_people(("Петрова", None, None, "???", None, "32.01.2026", None))
    assert roster.people == ()
    assert [found.code for found in roster.problems] == [
        "bad_vk",
        "bad_date",
        "one_word_name",
        "no_role",
    ]


def test_a_row_that_is_there_already_is_told():
    roster = read_people(
        MARIA,
        MARIA,
        ("Петрова Мария Петровна", "Завуч", None, 101),
        ("Сидоров Пётр Ильич", "Учитель", None, "id101"),
        ("Иванова Анна Львовна", "Учитель", None, "@anna"),
        ("Сидоров Пётр Ильич", "Учитель", None, "vk.com/ANNA"),
        ("Ким Чен Ир", "Сторож"),
        ("ким чен ир", "сторож", None, None, "5А"),
    )
    assert [person.row for person in roster.people] == [2, 6, 8]
    assert roster.people[0].position == "Учитель, Завуч"
    assert sentences(roster) == [
        "Лист «Сотрудники», строка 3: повторяет строку 2.",
        "Лист «Сотрудники», строка 5: профиль VK «id101» уже указан в строке 2 "
        "у другого сотрудника.",
        "Лист «Сотрудники», строка 7: профиль VK «anna» уже указан в строке 6 "
        "у другого сотрудника.",
        "Лист «Сотрудники», строка 9: этот сотрудник уже есть в строке 8: Ким Чен Ир. "
        "Однофамильцев различают VK или должность.",
    ]


def test_namesakes_with_another_profile_or_position_are_two_people():
    roster = read_people(
        MARIA,
        ("Петрова Мария Петровна", "Учитель", None, 102),
        ("Петрова Мария Петровна", "Учитель"),
        ("Петрова Мария Петровна", "Методист"),
    )
    assert [person.row for person in roster.people] == [2, 3, 4, 5]
    assert roster.problems == ()


def test_wrong_rows_of_the_classes_are_told():
    classes = (
        CLASS_HEADER,
        ("5А", 28),
        ("5 а", 28),
        ("5А", 30),
        (None, 20),
        ("6Б", -1),
        ("5А", 28),
    )
    roster = read_roster(a_workbook(classes=classes), "список.xlsx")
    assert [row.name for row in roster.classes] == ["5А"]
    assert sentences(roster) == [
        "Лист «Классы», строка 3: повторяет строку 2.",
        "Лист «Классы», строка 4: класс «5А» уже есть в строке 2 с другими данными.",
        "Лист «Классы», строка 5: нет названия класса.",
        "Лист «Классы», строка 6: не число: «-1».",
        "Лист «Классы», строка 7: повторяет строку 2.",
    ]
