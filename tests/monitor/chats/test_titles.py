"""What a chat's title says about it, as schools write titles."""

import pytest

from monitor.chats.titles import Guess, guess
from storage.records import ChatKind

STAFF, PUPILS, PARENTS, MIXED = (
    ChatKind.STAFF,
    ChatKind.PUPILS,
    ChatKind.PARENTS,
    ChatKind.MIXED,
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Педсовет", Guess(STAFF, "")),
        ("Учителя начальных классов", Guess(STAFF, "")),
        ("ШМО математики", Guess(STAFF, "")),
        ("МО учителей физики", Guess(STAFF, "")),
        ("Администрация", Guess(STAFF, "")),
        ("Классные руководители 5–9", Guess(STAFF, "")),
        ("Воспитатели группы «Ромашка»", Guess(STAFF, "")),
        ("Родители 5А", Guess(PARENTS, "5А")),
        ("5 «Б» родительский чат", Guess(PARENTS, "5Б")),
        ("Мамы 1-в", Guess(PARENTS, "1В")),
        ("11А ученики", Guess(PUPILS, "11А")),
        ("Ребята 10б", Guess(PUPILS, "10Б")),
        ("Студенты ИС-21", Guess(PUPILS, "")),
        ("7Г ученики и родители", Guess(MIXED, "7Г")),
        ("Дети и папы 3а", Guess(MIXED, "3А")),
        ("9 А", Guess(None, "9А")),
        ("Поход 2026", Guess(None, "")),
        ("12А", Guess(None, "")),
        ("215А", Guess(None, "")),
        ("Заведующая и заместители", Guess(STAFF, "")),
        ("Кураторы 2 курса", Guess(STAFF, "")),
        ("", Guess(None, "")),
    ],
)
def test_a_title_tells_the_kind_and_the_class(title, expected):
    assert guess(title) == expected


@pytest.mark.parametrize(
    ("title", "names", "expected"),
    [
        ("родители 5 а", ["5А", "5Б"], Guess(PARENTS, "5А")),
        ("Родители 5-«А»", ["5А"], Guess(PARENTS, "5А")),
        ("Ученики 10А", ["10А", "1А"], Guess(PUPILS, "10А")),
        ("Родители группы «Ёжик»", ["Ежик"], Guess(PARENTS, "Ежик")),
        ("Родители ежики-2", ["Ёжики-2", "Ёжики"], Guess(PARENTS, "Ёжики-2")),
        ("ИС-21 студенты", ["ИС-21"], Guess(PUPILS, "ИС-21")),
        ("Родители 5А", ["", "«»"], Guess(PARENTS, "5А")),
        ("Родители 15А", ["5А"], Guess(PARENTS, "")),
    ],
)
def test_a_class_of_the_roster_is_named_as_the_roster_names_it(title, names, expected):
    assert guess(title, names) == expected


@pytest.mark.parametrize("title", ["Родители 5 и 6 классов", "Родители, сбор 9 в 18:00"])
def test_a_conjunction_or_preposition_is_no_letter_of_a_class(title):
    assert guess(title) == Guess(PARENTS, "")


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("Группа «Солнышко»", "kindergarten", Guess(PARENTS, "Солнышко")),
        ("гр. «Радуга» родители", "kindergarten", Guess(PARENTS, "Радуга")),
        ("Воспитатели группы «Ромашка»", "kindergarten", Guess(STAFF, "")),
        ("Выпускной 2026", "kindergarten", Guess(None, "")),
        ("Студенты ИС-21", "college", Guess(PUPILS, "ИС-21")),
        ("ПКД-3-21", "college", Guess(None, "ПКД-3-21")),
        ("21-ИС родители", "college", Guess(PARENTS, "21-ИС")),
        ("2 курс", "college", Guess(PUPILS, "")),
        ("Курсы повышения", "college", Guess(None, "")),
        ("5А", "college", Guess(None, "")),
        ("Студия «Палитра» родители", "further", Guess(PARENTS, "Палитра")),
        ("Объединение «Робототехника»", "further", Guess(None, "Робототехника")),
        ("Группа «Солнышко»", "school", Guess(None, "")),
        ("ОГЭ-26", "school", Guess(None, "")),
    ],
)
def test_a_group_is_named_as_its_kind_of_organisation_names_it(title, kind, expected):
    assert guess(title, kind=kind) == expected


def test_a_kindergarten_s_chat_with_a_group_of_the_roster_is_its_parents():
    assert guess("Солнышко", ["Солнышко"], "kindergarten") == Guess(PARENTS, "Солнышко")
