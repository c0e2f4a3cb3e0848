"""What is asked of somebody: choices, messages, calls and days, and the minimum that is told."""

import pytest

from monitor.facts.digest import Nudge
from monitor.facts.values import Requirement
from monitor.indicators.judging import Judge
from monitor.report.making import make_report
from storage.records import ChatKind
from tests.builders import a_call, a_chat, an_indicator, an_order, wrote
from tests.cast import MARIA, MONDAY, SCHOOL, at
from tests.monitor.indicators.short import ANY, DAY, PERSONAL, asked, line, nudged, one


@pytest.mark.parametrize(
    ("messages", "calls", "short"), [(9, 0, True), (10, 0, False), (0, 1, False), (10, 1, False)]
)
def test_of_a_choice_one_is_enough(messages, calls, short):
    facts = one(wrote(MARIA, messages), calls=[a_call(MARIA)] * calls)
    choice = (asked("messages", messages, 10), asked("calls", calls, 1))
    figure = make_report(facts, an_order(*ANY)).figure("main")

    assert line(facts, *ANY) == ((True, choice, True) if short else (False, (), False))
    assert (figure.value, figure.of, figure.demand.any) == (int(not short), 1, True)


def test_a_nudge_about_a_choice_tells_the_choice():
    assert nudged(one(wrote(MARIA, 7)), *ANY) == Nudge(
        name="Петрова Мария Петровна",
        unit_name=SCHOOL,
        first=MONDAY,
        last=MONDAY + 6 * DAY,
        requirements=(asked("messages", 7, 10), asked("calls", 0, 1)),
        days_left=4,
        working=(MONDAY + 3 * DAY, MONDAY + 4 * DAY),
        incomplete=False,
        any=True,
    )


def test_a_choice_is_told_alone_beside_what_is_asked_without_one():
    also = an_indicator("days", "days = 3", PERSONAL)
    told = nudged(one(wrote(MARIA, 7)), *ANY, also)
    without = nudged(one(wrote(MARIA, 10)), *ANY, also)

    assert (told.any, told.requirements) == (
        True,
        (asked("messages", 7, 10), asked("calls", 0, 1)),
    )
    assert (without.any, without.requirements) == (False, (asked("days", 1, 3),))


@pytest.mark.parametrize(("days", "short"), [((0,), True), ((0, 1), True), ((0, 1, 3), False)])
def test_days_are_distinct_local_days_with_a_message(days, short):
    facts = one(*(wrote(MARIA, 20, at(day, hour)) for day in days for hour in (0, 23)))
    expected = (True, (asked("days", len(days), 3),), False) if short else (False, (), False)

    assert line(facts, "days = 3", PERSONAL) == expected


def test_messages_calls_and_days_are_told_in_this_order_and_all_are_needed():
    facts = one(wrote(MARIA, 10), calls=[a_call(MARIA)])
    lines = ("days = 2", "calls = 1", "messages = 10", PERSONAL)

    assert line(facts, *lines) == (
        True,
        (asked("messages", 10, 10), asked("calls", 1, 1), asked("days", 1, 2)),
        False,
    )


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (2, (True, (asked("messages", 2, 10),), False)),
        (3, (True, (asked("messages", 3, 10),), False)),
        (10, (False, (), False)),
    ],
)
def test_of_nested_minimums_the_highest_is_told_and_they_are_never_added(messages, expected):
    nested = an_indicator("three", "messages = 3", PERSONAL)

    assert line(one(wrote(MARIA, messages)), "messages = 10", PERSONAL, nested) == expected


def test_of_two_choices_the_first_is_told():
    second = an_indicator("second", "messages = 20", "days = 4", "any = true", PERSONAL)
    told = nudged(one(wrote(MARIA, 7)), *ANY, second)

    assert (told.any, told.requirements) == (
        True,
        (asked("messages", 7, 10), asked("calls", 0, 1)),
    )


def test_days_with_many_messages_are_asked_for_beside_days_with_any():
    facts = one(wrote(MARIA, 1), wrote(MARIA, 2, at(2, 9)))
    many = an_indicator("many", "days = 4", "messages_a_day = 2", PERSONAL)
    more = an_indicator("more", "days = 3", "messages_a_day = 1", PERSONAL)

    assert line(facts, "days = 5", PERSONAL, many, more)[1] == (
        asked("days", 2, 5),
        Requirement(counts="days", done=1, needed=4, a_day=2),
    )
    assert line(facts, "days = 5", "messages_a_day = 2", PERSONAL, many, more)[1] == (
        Requirement(counts="days", done=2, needed=3, a_day=1),
        Requirement(counts="days", done=1, needed=5, a_day=2),
    )
    assert [
        Judge(facts, an_order(*lines)).by_day for lines in (("days = 5",), ("days = 5", many))
    ] == [False, True]


def test_of_as_much_in_two_places_the_first_place_is_told():
    facts = one(
        wrote(MARIA, 1), wrote(MARIA, 2, chat=2), chats=[a_chat(1), a_chat(2, ChatKind.PARENTS)]
    )
    parents = an_indicator("parents", "messages = 5", 'chats = ["parents"]', PERSONAL)

    assert line(facts, "messages = 5", 'chats = ["staff"]', PERSONAL, parents)[1] == (
        asked("messages", 1, 5),
    )
