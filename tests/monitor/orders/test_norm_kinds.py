"""The four kinds of norms: met, not met, and nothing to judge by."""

from datetime import date

import pytest

from monitor.facts.ratio import Ratio
from monitor.facts.values import Figure, NormReading, WeekFigure
from monitor.orders.model import IndicatorSpec, NormSpec
from monitor.orders.norms import met_as_ordered, read_norm, reread
from monitor.report.making import make_report
from monitor.report.standing import figures_of, standing_of, week_figures
from tests.builders import an_indicator, an_order, some_facts, this_week
from tests.cast import WEEK
from tests.monitor.counting import people_who_wrote, teachers


def spec(**norm):
    text = norm.pop("text", "")
    return IndicatorSpec(
        id="main",
        family="people_active",
        title="",
        point="2.1",
        messages=1,
        norm=NormSpec(text=text, **norm) if norm else None,
    )


def met(value, of=None, before=None, *, resting=False, **norm):
    return read_norm(spec(**norm), Ratio(value, of), before, resting=resting).met


def test_an_indicator_without_a_norm_is_held_against_nothing():
    assert read_norm(spec(), Ratio(5, 5)) is None


@pytest.mark.parametrize(
    ("value", "of", "threshold", "reached"),
    [
        (11, 46, 0.25, False),
        (12, 46, 0.25, True),
        (624, 2500, 0.25, False),
        (45, 46, 1.0, False),
        (46, 46, 1.0, True),
        (0, 46, 0.25, False),
        (0, 0, 0.25, None),
        (None, 46, 0.25, None),
        (None, None, 0.25, None),
        (5, None, 0.25, None),
    ],
)
def test_a_share_of_at_least(value, of, threshold, reached):
    assert met(value, of, threshold=threshold) is reached


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [(0, False, True), (1, False, True), (2, True, True), (3, True, False)],
)
def test_a_count_of_at_least_or_at_most_whatever_it_is_of(value, least, most):
    for of in (None, 5):
        assert met(value, of, at_least=2) is least
        assert met(value, of, at_most=2) is most


def test_a_count_of_at_most_nothing_is_met_by_zero_and_not_by_no_data():
    assert met(0, at_most=0) is True
    assert met(1, at_most=0) is False
    assert met(None, at_most=0) is None
    assert met(None, at_least=1) is None


@pytest.mark.parametrize(
    ("growth", "before", "now", "reached"),
    [
        (0, (5, 10), (5, 10), False),
        (0, (5, 10), (6, 10), True),
        (0, (5, 10), (6, 12), False),  # more people, the same share
        (0, (5, 10), (5, 9), True),
        (0, (0, 10), (0, 10), False),
        (0, (0, 10), (1, 10), True),
        (0.1, (50, 100), (54, 100), False),
        (0.1, (50, 100), (55, 100), True),
        (0.5, (0, 10), (1, 10), True),
        (0.1, (10, 10), (10, 10), True),  # everybody: nothing is left to grow
        (0.1, None, (10, 10), True),
        (0.1, None, (9, 10), None),
        (0.1, (None, 10), (9, 10), None),
        (0.1, (0, 0), (9, 10), None),
        (0.1, (5, 10), (None, 10), None),
        (0.1, (5, 10), (0, 0), None),
        (0, (5, None), (5, None), False),
        (0, (5, None), (6, None), True),
        (0.2, (5, None), (6, None), True),
        (0.2, (10, None), (11, None), False),
        (0, None, (6, None), None),
    ],
)
def test_growth_is_more_than_the_week_before_by_a_part_of_it(growth, before, now, reached):
    past = None if before is None else Ratio(*before)

    assert met(*now, past, growth=growth) is reached


@pytest.mark.parametrize(
    "rule", [{"threshold": 0.5}, {"at_least": 1}, {"at_most": 1}, {"growth": 0.0}]
)
def test_a_week_without_school_judges_nobody_by_any_rule(rule):
    for value in (0, 1, 5):
        assert met(value, 5, Ratio(2, 5), resting=True, **rule) is None


def test_a_reading_tells_the_whole_norm():
    deadline = date(2023, 10, 20)

    assert read_norm(
        spec(growth=0.1, text="рост", deadline=deadline), Ratio(6, 10), Ratio(5, 10)
    ) == NormReading(
        text="рост",
        threshold=None,
        met=True,
        point="2.1",
        growth=0.1,
        before=0.5,
        deadline=deadline,
    )
    assert read_norm(spec(at_most=0, text="нет"), Ratio(2), Ratio(5)) == NormReading(
        text="нет", threshold=None, met=False, point="2.1", at_most=0
    )
    assert read_norm(spec(at_least=3, text="три"), Ratio(3, 7)) == NormReading(
        text="три", threshold=None, met=True, point="2.1", at_least=3
    )


@pytest.mark.parametrize("deadline", [date(2023, 10, 20), date(2026, 11, 18), date(2030, 1, 1)])
def test_a_deadline_is_told_and_decides_nothing(deadline):
    order = f'norm = {{ threshold = 0.5, text = "", deadline = {deadline} }}'
    figure = make_report(
        some_facts(**people_who_wrote([1, 0, 0])), an_order("messages = 1", order)
    ).figure("main")

    assert (figure.norm.met, figure.norm.deadline) == (False, deadline)


def test_a_report_is_held_against_the_week_before_as_it_stood():
    order = an_order(
        "messages = 1",
        'norm = { growth = 0, text = "рост" }',
        an_indicator("chats", 'norm = { growth = 0.5, text = "рост" }', family="chats_active"),
    )
    week = this_week()
    past = make_report(
        some_facts(**people_who_wrote([1, 0, 0]), week=week.shifted(-1), as_of=week.start), order
    )
    kept = week_figures(standing_of(past))
    facts = some_facts(**people_who_wrote([1, 1, 0]))
    before = figures_of([kept], week.shifted(-1).name)
    report = make_report(facts, order, before=before)

    assert (kept.week, past.figure("main").value) == ("2026-W46", 1)
    assert report.window.week == WEEK
    assert [(each.id, each.norm.met, each.norm.before) for each in report.figures] == [
        ("main", True, 1 / 3),
        ("chats", True, 1.0),
    ]
    assert figures_of([kept], "2026-W45") == {}
    alone = make_report(facts, order)
    assert (alone.figure("main").norm.met, alone.figure("main").norm.before) == (None, None)


def test_the_norms_of_activity_rest_in_a_week_without_school_and_others_do_not():
    rest = this_week().shifted(7)  # 2027-W01
    order = an_order(
        "messages = 1",
        'norm = { threshold = 1.0, text = "" }',
        an_indicator("there", 'norm = { threshold = 1.0, text = "" }', family="people_registered"),
    )
    report = make_report(some_facts(**teachers(2), week=rest), order)

    assert (rest.name, report.resting) == ("2027-W01", True)
    assert [(each.id, each.norm.met) for each in report.figures] == [
        ("main", None),
        ("there", True),
    ]


def test_what_stood_is_told_as_it_was_and_without_names():
    facts = some_facts(**people_who_wrote([1, 0]), missed={1: 1})
    order = an_order("messages = 1", 'norm = { threshold = 0.5, text = "" }')
    standing = standing_of(make_report(facts, order, closed=True))

    assert week_figures(standing).figures == (
        WeekFigure(id="main", value=1, of=2, met=True, incomplete=True, among=None),
    )
    assert (standing.closed, standing.completeness) == (True, 0.5)
    assert "Человек" not in standing.figures
    assert week_figures(standing).figure("other") is None


@pytest.mark.parametrize(
    ("value", "of", "own_met", "met"),
    [
        (25, 100, False, True),
        (24, 100, False, False),
        (70, 100, True, True),
        (70, 100, None, None),  # a week without school judges nobody, by either norm
        (None, 100, None, None),
    ],
)
def test_of_two_norms_a_level_above_judges_by_the_ordered_one(value, of, own_met, met):
    norm = NormReading(text="", threshold=0.6, met=own_met, ordered=0.25)
    figure = Figure(id="main", title="", value=value, of=of, base="all", norm=norm)

    assert met_as_ordered(figure) is met


def test_a_level_above_judges_by_the_only_norm_there_is():
    norm = NormReading(text="", threshold=0.6, met=False)
    figures = [
        Figure(id="main", title="", value=70, of=100, base="all", norm=each)
        for each in (norm, None)
    ]

    assert [met_as_ordered(figure) for figure in figures] == [False, None]


@pytest.mark.parametrize(
    ("before", "value", "resting", "reached"),
    [
        (1 / 3, 334, False, True),
        (1 / 3, 333, False, False),
        (None, 900, False, None),
        (None, 1000, False, True),
        (1 / 3, 900, True, None),
    ],
)
def test_a_corrected_value_is_held_against_the_norm_as_it_was_read(before, value, resting, reached):
    kept = NormReading(text="рост", threshold=None, met=None, growth=0.0, before=before)

    assert reread(kept, Ratio(value, 1000), resting=resting) == NormReading(
        text="рост", threshold=None, met=reached, growth=0.0, before=before
    )


@pytest.mark.parametrize(("past", "kept"), [((0, 10), 0), ((10, 10), 1), ((1, 4), 0.25)])
def test_of_the_week_before_a_whole_number_is_kept_as_one(past, kept):
    reading = read_norm(spec(growth=0.1), Ratio(1, 10), Ratio(*past))

    assert (reading.before, type(reading.before)) == (kept, type(kept))
    assert read_norm(spec(threshold=0.5), Ratio(1, 10), Ratio(*past)).before is None
