"""Norms held against figures: unrounded, and without a base there is no data."""

from math import gcd

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.report.making import make_report
from tests.builders import (
    an_order,
    away,
    some_facts,
)
from tests.cast import MONDAY
from tests.monitor.counting import people_who_wrote
from tests.tries import tries

NORM = 'norm = { threshold = 0.25, text = "не менее четверти" }'


def main_figure(facts, *lines):
    return make_report(facts, an_order(*lines)).figure("main")


@pytest.mark.parametrize(
    ("wrote_enough", "of", "met"),
    [
        (11, 46, False),
        (12, 46, True),
        (1, 4, True),
        (624, 2500, False),  # 24.96 %, shown as 24.9
        (625, 2500, True),
        (0, 5, False),
        (0, 0, None),
    ],
)
def test_a_norm_is_compared_unrounded_and_without_a_base_there_is_no_data(wrote_enough, of, met):
    facts = some_facts(**people_who_wrote([1] * wrote_enough + [0] * (of - wrote_enough)))
    figure = main_figure(facts, "messages = 1", NORM)

    assert (figure.value, figure.of, figure.norm.met) == (wrote_enough if of else None, of, met)
    assert figure.share == (wrote_enough / of if of else None)


@given(st.integers(1, 100), st.integers(1, 3))
@settings(max_examples=tries(40), deadline=None)
def test_exactly_the_threshold_meets_it_whatever_the_fraction(percent, times):
    """A share of exactly N % meets N %, and one person fewer does not."""
    of = times * 100 // gcd(percent, 100)
    enough = of * percent // 100
    order = f'norm = {{ threshold = {percent / 100}, text = "" }}'
    full = some_facts(**people_who_wrote([1] * enough + [0] * (of - enough)))
    short = some_facts(**people_who_wrote([1] * (enough - 1) + [0] * (of - enough + 1)))

    assert main_figure(full, "messages = 1", order).norm.met is True
    assert main_figure(short, "messages = 1", order).norm.met is False


def test_everybody_on_leave_is_no_data_neither_failure_nor_success():
    facts = some_facts(
        **people_who_wrote([0, 5]), absences=[away(1, MONDAY, None), away(2, MONDAY, None)]
    )
    figure = main_figure(facts, "messages = 1", 'base = "present"', NORM)

    assert (figure.value, figure.of, figure.share, figure.norm.met) == (None, 0, None, None)


def test_where_the_bot_was_not_the_norm_cannot_be_judged_and_nobody_is_short():
    facts = some_facts(**people_who_wrote([0, 0]) | {"tallies": []}, chats=())
    report = make_report(facts, an_order("messages = 1", "personal = true", NORM))

    assert (report.figure("main").value, report.figure("main").norm.met) == (None, None)
    assert (report.completeness, [person.short for person in report.people]) == (
        None,
        [False, False],
    )
