"""The families of people over both bases: all, and those who are there."""

import pytest

from monitor.facts.values import OtherBase
from monitor.indicators import FAMILIES, Counted
from monitor.report.making import make_report
from tests.builders import (
    a_call,
    a_chat,
    a_person,
    an_indicator,
    an_order,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import MARIA, MONDAY, OLGA, PAVEL
from tests.monitor.counting import counted

# Four people: one wrote, one only called, one did nothing, one has no profile and is on leave.
FOUR = {
    "persons": [a_person(number) for number in (1, 2, 3, 4)],
    "bindings": bound(1, MARIA) + bound(2, PAVEL) + bound(3, OLGA),
    "tallies": [wrote(MARIA, 3)],
    "calls": [a_call(PAVEL)],
    "absences": [away(4, MONDAY, None)],
    "chats": [a_chat(1, owner=MARIA)],
    "members": {1: frozenset({MARIA, OLGA})},
}
OVER_BOTH = {
    "people_active": ({"messages": 3}, 1),
    "people_inactive": ({}, 1),
    "people_registered": ({}, 3),
    "people_connected": ({}, 2),
    "chat_owners": ({}, 1),
}


def test_every_family_of_people_is_tried_over_both_bases():
    assert set(OVER_BOTH) == {family.name for family in FAMILIES if family.people}


@pytest.mark.parametrize("family", OVER_BOTH)
def test_both_bases_of_every_family_of_people(family):
    """The person on leave has no profile, so he is in "inactive" where he is counted."""
    values, value = OVER_BOTH[family]
    facts = some_facts(**FOUR)
    of_all = value + (family == "people_inactive")

    assert counted(family, facts, base="all", **values) == Counted(of_all, 4)
    assert counted(family, facts, base="present", **values) == Counted(value, 3)


@pytest.mark.parametrize("family", OVER_BOTH)
def test_a_figure_tells_the_other_base_where_somebody_is_away_and_only_there(family):
    values, value = OVER_BOTH[family]
    lines = [f"{name} = {number}" for name, number in values.items()]
    order = an_order("messages = 1", an_indicator("other", *lines, family=family))
    of_all = value + (family == "people_inactive")

    assert make_report(some_facts(**FOUR), order).figure("other").other == OtherBase(
        base="present", value=value, of=3
    )
    lines.append('base = "present"')
    present = an_order("messages = 1", an_indicator("other", *lines, family=family))
    figure = make_report(some_facts(**FOUR), present).figure("other")
    assert (figure.base, figure.value, figure.of) == ("present", value, 3)
    assert figure.other == OtherBase(base="all", value=of_all, of=4)
    there = some_facts(**FOUR | {"absences": ()})
    assert make_report(there, order).figure("other").other is None


@pytest.mark.parametrize("family", OVER_BOTH)
def test_with_nobody_to_be_counted_there_is_no_data(family):
    values, _ = OVER_BOTH[family]
    facts = some_facts(**FOUR)

    assert counted(family, facts, audience="heads", **values) == Counted(None, 0, "nobody")
    assert counted(family, some_facts(), **values) == Counted(None, 0, "nobody")


def test_people_are_counted_on_the_roster_and_an_empty_roster_is_no_data():
    facts = some_facts(**FOUR)

    assert counted("people_total", facts) == Counted(4)
    assert counted("people_total", facts, base="present") == Counted(3)
    assert counted("people_total", facts, audience="heads") == Counted(None, None, "nobody")
