"""Whom a nudge is for, and what it tells."""

from datetime import timedelta

import pytest

from monitor.facts.digest import Nudge
from monitor.facts.values import Requirement
from monitor.indicators.judging import Judge
from tests.builders import (
    INDICATOR,
    a_call,
    a_person,
    an_order,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import DEPUTY, MARIA, MONDAY, SCHOOL, at

DAY = timedelta(days=1)


PERSONAL = ("messages = 10", "personal = true")


def nudge(facts, *lines):
    return Judge(facts, an_order(*(lines or PERSONAL))).nudge(facts.people[0])


def one_person(count=7, accounts=(MARIA,), **values):
    known = {"as_of": at(3, 14), "tallies": [wrote(MARIA, count)]}
    return some_facts([a_person(1)], bound(1, *accounts), **(known | values))


def test_a_whole_nudge():
    assert nudge(one_person()) == Nudge(
        name="Петрова Мария Петровна",
        unit_name=SCHOOL,
        first=MONDAY,
        last=MONDAY + 6 * DAY,
        requirements=(Requirement(counts="messages", done=7, needed=10),),
        days_left=4,
        working=(MONDAY + 3 * DAY, MONDAY + 4 * DAY),
        incomplete=False,
    )


def test_a_nudge_tells_when_figures_may_be_incomplete():
    facts = one_person(missed={1: 1})

    assert nudge(facts).incomplete is True


@pytest.mark.parametrize(
    "facts",
    [
        one_person(10),
        one_person(accounts=()),
        one_person(chats=(), tallies=()),
        one_person(absences=[away(1, MONDAY, None)]),
        one_person(absences=[away(1, MONDAY + 3 * DAY, MONDAY + 3 * DAY)]),
    ],
    ids=["enough", "no profile", "bot was not there", "away all week", "away today"],
)
def test_there_is_nothing_to_nudge_about(facts):
    assert nudge(facts) is None


def test_who_is_away_on_another_day_is_nudged():
    assert nudge(one_person(absences=[away(1, MONDAY, MONDAY + 2 * DAY)])) is not None


def test_nobody_is_nudged_where_nothing_is_asked_of_each_person():
    assert nudge(one_person(), "messages = 10") is None


def test_nobody_is_nudged_about_what_is_asked_of_others():
    facts = some_facts([a_person(1, role="администрация")], bound(1, DEPUTY), as_of=at(3, 14))

    assert nudge(facts, *PERSONAL, 'audience = "teachers"') is None
    assert nudge(facts, *PERSONAL) is not None


@pytest.mark.parametrize(
    ("messages", "calls", "short"), [(9, 1, True), (10, 0, True), (10, 1, False), (9, 0, True)]
)
def test_requirements_are_told_together_once_one_of_them_is_short(messages, calls, short):
    second = INDICATOR.replace('"main"', '"second"') + "calls = 1\npersonal = true"
    facts = one_person(messages, calls=[a_call(MARIA)] * calls)
    said = nudge(facts, *PERSONAL, second)
    expected = (
        Requirement(counts="messages", done=messages, needed=10),
        Requirement(counts="calls", done=calls, needed=1),
    )

    assert (said and said.requirements) == (expected if short else None)


def test_of_nested_minimums_only_the_largest_is_told():
    second = INDICATOR.replace('"main"', '"second"') + "messages = 3\npersonal = true"
    said = nudge(one_person(2), *PERSONAL, second)

    assert said.requirements == (Requirement(counts="messages", done=2, needed=10),)
