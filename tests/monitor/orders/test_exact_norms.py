"""Norms are held in fractions: what is exactly reached is reached, whatever floats make of it."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sheets.book import as_shown
from bot.words.orders.norms import norm_words
from bot.words.russian import share, shown_share
from monitor.facts.assembling import counts_as_call
from monitor.facts.ratio import Ratio
from monitor.facts.values import Requirement
from monitor.orders.model import IndicatorSpec, NormSpec
from monitor.orders.norms import read_norm, reread
from monitor.report.making import make_report
from tests.builders import a_call, a_person, an_order, bound, some_facts, wrote
from tests.cast import MARIA, PAVEL, at


def read(value, of=None, before=None, **norm):
    spec = IndicatorSpec(
        id="main", family="people_active", title="", norm=NormSpec(text="", **norm)
    )
    past = None if before is None else Ratio(*before)
    return read_norm(spec, Ratio(value, of), past)


@pytest.mark.parametrize(
    ("now", "before", "growth", "met"),
    [
        ((22, 100), (20, 100), 0.1, True),
        ((11, 50), (20, 100), 0.1, True),
        ((2199, 10_000), (20, 100), 0.1, False),
        ((33, 100), (30, 100), 0.1, True),
        ((11, None), (10, None), 0.1, True),
        ((6, 10), (1, 2), 0.2, True),
        ((3, 10), (3, 10), 0.0, False),
        ((10, 10), (10, 10), 0.5, True),
    ],
)
def test_growth_is_exact(now, before, growth, met):
    assert read(*now, before=before, growth=growth).met is met


@pytest.mark.parametrize(
    ("now", "before", "points", "met"),
    [
        ((25, 100), (20, 100), 5, True),
        ((249, 1000), (20, 100), 5, False),
        ((63, 100), (1, 3), 29.66, True),
        ((3, 10), (1, 10), 20, True),
        ((3, 10), (3, 10), 0, False),
        ((301, 1000), (3, 10), 0, True),
        ((10, 10), (99, 100), 5, True),
        ((5, None), (1, None), 1, None),
        ((5, 10), None, 1, None),
    ],
)
def test_growth_in_percentage_points_is_exact(now, before, points, met):
    assert read(*now, before=before, growth_points=points).met is met


@settings(deadline=None)
@given(st.data())
def test_a_reached_norm_is_met_and_a_missed_one_is_not(data):
    """Against fractions of the decimals as written, also after a closed week is read again."""
    of = data.draw(st.integers(1, 3000))
    value = data.draw(st.integers(0, of - 1)) if of > 1 else 0
    past_of = data.draw(st.integers(1, 3000))
    past = data.draw(st.integers(0, past_of))
    written = data.draw(st.integers(1, 999)) / 1000
    now, then, said = Fraction(value, of), Fraction(past, past_of), Fraction(str(written))

    assert read(value, of, threshold=written).met is (now >= said)
    grown = read(value, of, (past, past_of), growth=written)
    assert grown.met is (now > then and now >= then * (1 + said))
    points = read(value, of, (past, past_of), growth_points=written)
    assert points.met is (now > then and now >= then + said / 100)
    assert [reread(each, Ratio(value, of), resting=False).met for each in (grown, points)] == [
        grown.met,
        points.met,
    ]


def test_just_below_a_quarter_is_neither_met_nor_shown_as_a_quarter():
    assert (read(624, 2500, threshold=0.25).met, share(624 / 2500)) == (
        False,
        "24,9\N{NO-BREAK SPACE}%",
    )


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (1, "рост к прошлой неделе на 1 процентный пункт"),
        (2, "рост к прошлой неделе на 2 процентных пункта"),
        (5, "рост к прошлой неделе на 5 процентных пунктов"),
        (2.5, "рост к прошлой неделе на 2,5 процентного пункта"),
        (0, "рост к прошлой неделе"),
    ],
)
def test_a_norm_in_points_is_said(points, words):
    assert norm_words(read(1, 2, growth_points=points)).replace("\N{NO-BREAK SPACE}", " ") == words


ON_FOUR_DAYS = ("days = 4", "messages_a_day = 2", "personal = true")


def days(*messages):
    return [
        wrote(MARIA, many, at(day, hour))
        for day, count in enumerate(messages)
        for hour, many in ((9, count - count // 2), (20, count // 2))
        if many
    ]


@pytest.mark.parametrize(
    ("messages", "done"),
    [
        ((2, 2, 2, 2), 4),
        ((2, 2, 2, 1), 3),
        ((9, 9, 9, 0), 3),
        ((1,) * 7, 0),
        ((3, 1, 2, 2, 0, 2), 4),
    ],
)
def test_two_messages_a_day_on_four_days(messages, done):
    facts = some_facts([a_person(1)], bound(1, MARIA), days(*messages))
    report = make_report(facts, an_order(*ON_FOUR_DAYS))
    [maria] = report.people
    asked = Requirement(counts="days", done=done, needed=4, a_day=2)

    assert report.figure("main").value == (done >= 4)
    assert maria.asked == (() if done >= 4 else (asked,))


@pytest.mark.parametrize(
    ("seconds", "counts"), [(299, False), (300, True), (None, False), (3600, True)]
)
def test_a_call_must_last_as_long_as_the_order_says(seconds, counts):
    call = replace(a_call(MARIA, MARIA, PAVEL), seconds=seconds)

    assert counts_as_call(call, 300) is counts
    assert counts_as_call(replace(call, reached=False), 300) is False
    assert counts_as_call(call) is True


@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(1, 1000))
@settings(deadline=None)
def test_a_share_that_misses_a_norm_never_looks_as_if_it_reached_it(value, of, thousandths):
    value, norm = min(value, of), thousandths / 1000
    reached = Fraction(value, of) >= Fraction(thousandths, 1000)
    shown = shown_share(value / of, None if reached else norm)

    assert (shown >= Decimal(repr(norm))) is reached or (reached and value < of)
    assert as_shown(value / of, None if reached else norm) <= value / of
