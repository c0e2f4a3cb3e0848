"""What a chat's title says about it, as schools write titles."""

import pytest

from monitor.chats.titles import TitleGuess, guess
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
        ("Педсовет", TitleGuess(STAFF, "")),
        ("Учителя начальных классов", TitleGuess(STAFF, "")),
        ("ШМО математики", TitleGuess(STAFF, "")),
        ("МО учителей физики", TitleGuess(STAFF, "")),
        ("Администрация", TitleGuess(STAFF, "")),
        ("Классные руководители 5–9", TitleGuess(STAFF, "")),
        ("Воспитатели группы «Ромашка»", TitleGuess(STAFF, "")),
        ("Родители 5А", TitleGuess(PARENTS, "5А")),
        ("5 «Б» родительский чат", TitleGuess(PARENTS, "5Б")),
        ("Мамы 1-в", TitleGuess(PARENTS, "1В")),
        ("11А ученики", TitleGuess(PUPILS, "11А")),
        ("Ребята 10б", TitleGuess(PUPILS, "10Б")),
        ("Студенты ИС-21", TitleGuess(PUPILS, "")),
        ("7Г ученики и родители", TitleGuess(MIXED, "7Г")),
        ("Дети и папы 3а", TitleGuess(MIXED, "3А")),
        ("9 А", TitleGuess(None, "9А")),
        ("Поход 2026", TitleGuess(None, "")),
        ("12А", TitleGuess(None, "")),
        ("215А", TitleGuess(None, "")),
        ("Заведующая и заместители", TitleGuess(STAFF, "")),
        ("Кураторы 2 курса", TitleGuess(STAFF, "")),
        ("", TitleGuess(None, "")),
    ],
)
def test_a_title_tells_the_kind_and_the_class(title, expected):
    assert guess(title) == expected


@pytest.mark.parametrize(
    ("title", "names", "expected"),
    [
        ("родители 5 а", ["5А", "5Б"], TitleGuess(PARENTS, "5А")),
        ("Родители 5-«А»", ["5А"], TitleGuess(PARENTS, "5А")),
        ("Ученики 10А", ["10А", "1А"], TitleGuess(PUPILS, "10А")),
        ("Родители группы «Ёжик»", ["Ежик"], TitleGuess(PARENTS, "Ежик")),
        ("Родители ежики-2", ["Ёжики-2", "Ёжики"], TitleGuess(PARENTS, "Ёжики-2")),
        ("ИС-21 студенты", ["ИС-21"], TitleGuess(PUPILS, "ИС-21")),
        ("Родители 5А", ["", "«»"], TitleGuess(PARENTS, "5А")),
        ("Родители 15А", ["5А"], TitleGuess(PARENTS, "")),
    ],
)
def test_a_class_of_the_roster_is_named_as_the_roster_names_it(title, names, expected):
    assert guess(title, names) == expected


@pytest.mark.parametrize("title", ["Родители 5 и 6 классов", "Родители, сбор 9 в 18:00"])
def test_a_conjunction_or_preposition_is_no_letter_of_a_class(title):
    assert guess(title) == TitleGuess(PARENTS, "")


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("Группа «Солнышко»", "kindergarten", TitleGuess(PARENTS, "Солнышко")),
        ("гр. «Радуга» родители", "kindergarten", TitleGuess(PARENTS, "Радуга")),
        ("Воспитатели группы «Ромашка»", "kindergarten", TitleGuess(STAFF, "")),
        ("Выпускной 2026", "kindergarten", TitleGuess(None, "")),
        ("Студенты ИС-21", "college", TitleGuess(PUPILS, "ИС-21")),
        ("ПКД-3-21", "college", TitleGuess(None, "ПКД-3-21")),
        ("21-ИС родители", "college", TitleGuess(PARENTS, "21-ИС")),
        ("2 курс", "college", TitleGuess(PUPILS, "")),
        ("Курсы повышения", "college", TitleGuess(None, "")),
        ("5А", "college", TitleGuess(None, "")),
        ("Студия «Палитра» родители", "further", TitleGuess(PARENTS, "Палитра")),
        ("Объединение «Робототехника»", "further", TitleGuess(None, "Робототехника")),
        ("Группа «Солнышко»", "school", TitleGuess(None, "")),
        ("ОГЭ-26", "school", TitleGuess(None, "")),
    ],
)
def test_a_group_is_named_as_its_kind_of_organisation_names_it(title, kind, expected):
    assert guess(title, kind=kind) == expected


def test_a_kindergarten_s_chat_with_a_group_of_the_roster_is_its_parents():
    assert guess("Солнышко", ["Солнышко"], "kindergarten") == TitleGuess(PARENTS, "Солнышко")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Родители 5-х классов", ""),
        ("Родители 5х классов", ""),
        ("1-й класс родители", ""),
        ("Родители 1-й", ""),
        ("Родители 5А и 5Б", ""),
        ("Родители 5А, 6А", ""),
        ("Родители 5A", "5А"),
        ("Родители 5 A", "5А"),
        ("Родители 5(А)", "5А"),
        ("Родители 5 «А»", "5А"),
        ("Родители 7 кл. Б", "7Б"),
        ("Родители 7 класс «Б»", "7Б"),
        ("Родители 5-е", "5Е"),
        ("Родители 7 класс", ""),
    ],
)
@pytest.mark.parametrize("names", [(), ("5А", "5Б", "6А", "7Б", "5Е")])
def test_a_class_is_known_in_each_spelling_and_a_year_or_two_classes_are_none(
    title, names, expected
):
    assert guess(title, names) == TitleGuess(PARENTS, expected)
