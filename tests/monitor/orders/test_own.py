"""Own norms: higher than the order's, where it allows; levels above judge by the order."""

import pytest

from bot.sheets.digest_words import norm as norm_in_table
from bot.words.figures import figure_line
from bot.words.vocabulary import SCHOOL
from monitor.orders.norms import met_as_ordered
from monitor.orders.own_norms import NORM, adjustable, own_norm
from monitor.report.making import make_report
from monitor.report.standing import standing_of, week_figures
from tests.builders import a_person, an_order, bound, some_facts, wrote
from tests.cast import at

RAISED = {f"{NORM}main": "0.6"}
NORMED = (
    "messages = 3",
    "adjustable = true",
    'norm = { threshold = 0.25, text = "активна четверть" }',
)


def report(settings, *lines):
    """Two of four people have written their three messages."""
    facts = some_facts(
        persons=tuple(a_person(number, f"Человек {number}") for number in range(1, 5)),
        bindings=tuple(each for number in range(1, 5) for each in bound(number, 100 + number)),
        tallies=(wrote(101, 3), wrote(102, 3)),
        settings=settings,
    )
    return make_report(facts, an_order(*(lines or NORMED)))


def test_an_own_norm_judges_the_organisation_and_says_so():
    plain, own = report({}).figures[0], report(RAISED).figures[0]

    assert (plain.norm.threshold, plain.norm.ordered, plain.norm.met) == (0.25, None, True)
    assert (own.norm.threshold, own.norm.ordered, own.norm.met) == (0.6, 0.25, False)
    assert figure_line(own, at(3).date(), SCHOOL).endswith(
        "2 из 4 (50,0\xa0%), норма 60\xa0% (своя)"
    )
    assert norm_in_table(own) == "активна четверть; 60\xa0% (своя)"


def test_levels_above_judge_by_the_order():
    own = report(RAISED)

    assert met_as_ordered(own.figures[0]) is True
    assert week_figures(standing_of(own)).figures[0].met is True


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("0.25", NORMED),
        ("0.2", NORMED),
        ("1.5", NORMED),
        ("0.6", (NORMED[0], NORMED[2])),
    ],
    ids=["no higher", "lower", "more than all", "not adjustable"],
)
def test_the_order_s_norm_stays_where_there_is_nothing_to_raise(written, lines):
    [spec] = an_order(*lines).indicator

    assert own_norm(spec, {f"{NORM}main": written}) is None
    assert report({f"{NORM}main": written}, *lines).figures[0].norm.threshold == 0.25


def test_only_what_the_order_leaves_open_is_offered():
    order = an_order(*NORMED)

    assert [spec.id for spec in adjustable(order, "school")] == ["main"]
    assert adjustable(an_order(NORMED[0], NORMED[2]), "school") == ()
