"""A new school year: each class a year on, once, and who leaves school."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.chats.school_year import has_ninth, promotion, year_of

NAMES = ["1А", "4Б", "8А", "9А", "9Б", "10А", "11А", "Хор", "ИС-21", "5"]


def test_every_class_is_a_year_on_and_the_ninth_and_the_last_leave():
    change = promotion(NAMES)
    assert change.renamed == {"1А": "2А", "4Б": "5Б", "5": "6", "8А": "9А", "10А": "11А"}
    assert change.leaving == ("9А", "9Б", "11А")
    assert change.of(("8А", "9А", "Хор", "11А")) == ("9А", "Хор")


def test_ninths_go_on_if_it_is_said():
    change = promotion(NAMES, ninth_goes_on=True)
    assert (change.renamed["9А"], change.renamed["9Б"]) == ("10А", "10Б")
    assert change.leaving == ("11А",)


def test_an_evening_school_has_a_year_more():
    assert promotion(["11А", "12А"]).renamed == {"11А": "12А"}


def test_groups_are_no_classes():
    assert promotion(["Солнышко", "ИС-21", "13А", "0Б"]).renamed == {}
    assert has_ninth(["9В"])
    assert not has_ninth(["19", "Хор"])


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 6, 1), 2026),
        (date(2026, 9, 1), 2026),
        (date(2027, 1, 12), 2026),
        (date(2027, 5, 31), 2026),
        (date(2027, 8, 25), 2027),
    ],
)
def test_the_year_that_classes_are_brought_into(day, year):
    assert year_of(day) == year


classes = st.builds(
    lambda year, letter: f"{year}{letter}", st.integers(1, 11), st.sampled_from("АБВ")
)


@given(st.sets(classes), st.booleans())
def test_no_two_classes_become_one_and_none_is_lost(names, goes_on):
    change = promotion(names, ninth_goes_on=goes_on)
    assert len(set(change.renamed.values())) == len(change.renamed)
    assert {*change.renamed, *change.leaving} == names
