"""One spelling of a class, however it was written; a group's name stays."""

import pytest

from monitor.chats.class_names import several, spelt


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("5А", "5А"),
        ("5A", "5А"),  # a Latin letter
        ("5 А", "5А"),
        ("5а", "5А"),
        ("5-а", "5А"),
        ("5 – А", "5А"),
        ("5 «А»", "5А"),
        ('5"А"', "5А"),
        ("5(А)", "5А"),
        ("5 (а)", "5А"),
        ("7 кл. Б", "7Б"),
        ("7 класс «Б»", "7Б"),
        ("7Б класс", "7Б"),
        ("11 Б кл.", "11Б"),
        ("5\u00adА", "5А"),
        ("5\u00a0А", "5А"),
        ("5", "5"),
        ("5 класс", "5"),
        ("1-й класс", "1"),
        ("1-й", "1-й"),
        ("1-й Б", "1Б"),
        ("ИС-21", "ИС-21"),
        ("Солнышко", "Солнышко"),
        ("10 соц", "10 соц"),
        ("", ""),
    ],
)
def test_a_class_has_one_spelling(written, name):
    assert spelt(written) == name
    assert spelt(name) == name


def test_two_classes_in_one_part_are_two():
    assert list(several("5А и 5Б")) == ["5А", "5Б"]
    assert list(several("5a 6б")) == ["5А", "6Б"]
    assert list(several("5 А")) == ["5А"]
    assert list(several("Хор и танец")) == ["Хор и танец"]
