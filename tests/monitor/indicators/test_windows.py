"""Figures of a day and of a month, and of some chats only: facts put together again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.facts.assembling import assemble, day_of, narrowed
from monitor.facts.facts import EVERYWHERE, Filter
from monitor.report.making import make_report
from monitor.time.week import month_until, week_of_day
from storage.records import Cause, ChatKind, Correction, ForeignLinks, Interruption
from tests.builders import (
    a_call,
    a_chat,
    a_person,
    an_order,
    away,
    bound,
    some_facts,
    this_week,
    wrote,
)
from tests.cast import MARIA, MONDAY, PAVEL, SCHOOL, WEEK, ZONE, at
from tests.monitor.counting import teachers

THURSDAY = MONDAY.replace(day=19)
TWO = {"persons": [a_person(1), a_person(2)], "bindings": bound(1, MARIA) + bound(2, PAVEL)}
DAILY = [
    wrote(MARIA, 2, at(2, 23, 59)),
    wrote(MARIA, 3, at(3, 0)),
    wrote(PAVEL, 1, at(3, 13)),
    wrote(PAVEL, 4, at(1)),
]


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        (at(0, 0), 16),
        (at(3, 0), 19),
        (at(3, 23, 59), 19),
        (at(5, 12), 20),
        (at(6, 12), 20),
        (at(7), 20),  # closed: the last working day of the week
        (at(-1), 16),
    ],
)
def test_a_day_is_the_last_working_day_begun(as_of, day):
    span = day_of(some_facts(as_of=as_of))

    assert (span.first, span.last) == (date(2026, 11, day),) * 2


@pytest.mark.parametrize(("as_of", "day"), [(at(51), 6), (at(49), 4), (at(56), 10)])
def test_in_a_week_without_school_it_is_the_last_day_begun(as_of, day):
    rest = week_of_day(date(2027, 1, 4), ZONE)

    assert day_of(some_facts(week=rest, as_of=as_of)).first == date(2027, 1, day)


def test_a_figure_of_a_day_counts_only_what_was_written_on_that_day():
    facts = some_facts(**TWO, tallies=DAILY, as_of=at(3, 14))
    report = make_report(facts, an_order("messages = 3", 'window = "day"'))
    figure = report.figure("main")

    assert (figure.value, figure.of) == (1, 2)
    assert (figure.window, figure.first, figure.last) == ("day", THURSDAY, THURSDAY)
    assert [line.messages for line in report.people] == [5, 5]
    assert make_report(facts, an_order("messages = 5")).figure("main").value == 2


def test_who_is_away_on_the_day_is_absent_of_the_day_and_not_short_of_it():
    facts = some_facts(
        **TWO, tallies=DAILY[:1], as_of=at(3, 14), absences=[away(1, THURSDAY, THURSDAY)]
    )
    lines = ("messages = 3", 'window = "day"', 'base = "present"', "personal = true")
    report = make_report(facts, an_order(*lines))

    assert (report.figure("main").value, report.figure("main").of) == (0, 1)
    assert [line.short for line in report.people] == [False, True]


def test_a_scaled_minimum_of_a_day_is_whole_for_who_is_there():
    facts = some_facts(**TWO, tallies=DAILY, as_of=at(3, 14), absences=[away(2, MONDAY, MONDAY)])
    lines = ("messages = 3", 'window = "day"', "scaled = true", "personal = true")

    assert [
        [each.needed for each in line.asked] for line in make_report(facts, an_order(*lines)).people
    ] == [[], [3]]


MONTH = month_until(this_week())
EARLIER = [wrote(MARIA, 9, at(-15, 0)), wrote(PAVEL, 1, at(-8, 9)), wrote(PAVEL, 8, at(-16, 23))]


def a_month(**values):
    """The week's facts with those of its month, as storage would give them."""
    week = some_facts(**TWO, tallies=DAILY, as_of=at(3, 14), **values)
    raw = replace(week.raw, tallies=(*DAILY, *EARLIER[:2]))
    month = assemble(raw, week.week, week.as_of, participants=False, span=MONTH)
    return replace(week, month=month)


def test_a_month_goes_from_its_first_day_to_the_week_s_last():
    assert (MONTH.first, MONTH.last) == (date(2026, 11, 1), date(2026, 11, 22))
    report = make_report(a_month(), an_order("messages = 14", 'window = "month"'))
    figure = report.figure("main")

    assert (figure.value, figure.of) == (1, 2)
    assert (figure.first, figure.last) == (MONTH.first, MONTH.last)
    assert [line.messages for line in report.people] == [5, 5]


def test_the_week_in_which_a_month_ends_closes_it():
    span = month_until(week_of_day(date(2026, 12, 31), ZONE))
    following = month_until(week_of_day(date(2027, 1, 4), ZONE))

    assert (span.first, span.last) == (date(2026, 12, 1), date(2026, 12, 31))
    assert (following.first, following.last) == (date(2027, 1, 1), date(2027, 1, 10))


def test_a_month_has_its_own_working_days_and_its_own_absence():
    facts = a_month(absences=[away(1, MONDAY, None)])

    assert [len(facts.working), len(facts.month.working)] == [5, 14]
    assert [facts.people[0].absent, facts.month.people[0].absent] == [True, False]
    assert facts.month.people[0].worked == 9


ROOMS = (a_chat(1), a_chat(2, ChatKind.PARENTS, class_name="5А"), a_chat(3, None))
SAID = [
    wrote(11, 1, chat=1),
    wrote(11, 2, chat=2),
    wrote(11, 4, chat=3),
    wrote(11, 8, chat=9),  # a chat that went to another unit
    wrote(-1, 5, chat=2),
]


@pytest.mark.parametrize(
    ("only", "messages", "calls"),
    [
        (EVERYWHERE, 15, 1),
        (Filter(chats=frozenset({ChatKind.STAFF})), 1, 1),
        (Filter(chats=frozenset({ChatKind.PARENTS})), 2, 0),
        (Filter(chats=frozenset({ChatKind.STAFF, ChatKind.PARENTS})), 3, 1),
        (Filter(chats=frozenset({ChatKind.PUPILS})), 0, 0),
    ],
)
def test_of_some_chats_only_what_was_said_there_counts(only, messages, calls):
    facts = some_facts(**teachers(1), chats=ROOMS, tallies=SAID, calls=[a_call(11)])
    again = narrowed(facts, "week", only)

    assert (again.people[0].messages, again.people[0].calls) == (messages, calls)
    assert again.watched is (only.chats != {ChatKind.PUPILS})
    assert (facts.people[0].messages, facts.people[0].calls) == (15, 1)


def test_completeness_is_that_of_the_chats_that_count():
    facts = some_facts(**teachers(1), chats=ROOMS, tallies=SAID, missed={2: 7})

    assert facts.completeness == 20 / 27
    assert narrowed(facts, "week", Filter(chats=frozenset({ChatKind.STAFF}))).completeness == 1.0
    assert narrowed(facts, "week", Filter(chats=frozenset({ChatKind.PARENTS}))).completeness == 0.5


def test_corrections_and_links_are_of_the_week_and_of_no_day_nor_kind_of_chat():
    facts = some_facts(
        **teachers(1),
        corrections=(
            Correction(
                id=1, unit=SCHOOL, week=WEEK, person=1, figure="", messages=4, made_at=at(3)
            ),
        ),
        links=(ForeignLinks(chat=1, messenger="viber", messages=2),),
    )
    day = narrowed(facts, "day", EVERYWHERE)
    staff = narrowed(facts, "week", Filter(chats=frozenset({ChatKind.STAFF})))

    assert [each.people[0].messages for each in (facts, day, staff)] == [4, 0, 0]
    assert [each.people[0].corrected for each in (facts, day, staff)] == [True, False, False]
    assert [len(each.raw.links) for each in (facts, day, staff)] == [1, 0, 1]


def test_facts_of_a_week_or_month_and_of_every_chat_are_the_facts_themselves():
    facts = a_month()

    assert narrowed(facts, "week", EVERYWHERE) is facts
    assert narrowed(facts, "month", EVERYWHERE) is facts.month


@pytest.mark.parametrize(("kind", "messages"), [(ChatKind.STAFF, 14), (ChatKind.PARENTS, 0)])
def test_of_some_chats_a_month_is_as_long_as_of_all(kind, messages):
    month = narrowed(a_month(), "month", Filter(chats=frozenset({kind})))

    assert (month.span, month.people[0].messages) == (MONTH, messages)


def test_messages_of_days_are_told_in_the_order_of_the_days():
    tallies = [wrote(11, 1, at(4)), wrote(11, 2, at(1, 9)), wrote(11, 4, at(1, 8)), wrote(11, 8)]

    assert some_facts(**teachers(1), tallies=tallies).people[0].by_day == (14, 1)


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("as_of", "known"), [(at(0) - SECOND, None), (at(0), 1.0), (at(0) + SECOND, 1.0)]
)
def test_of_days_that_have_not_begun_nothing_is_known(as_of, known):
    assert some_facts(as_of=as_of).completeness == known
    assert some_facts(tallies=[wrote(11, 1)], as_of=as_of).completeness == known


def test_what_was_written_in_a_chat_the_bot_is_no_more_in_is_known():
    assert some_facts(chats=()).completeness is None
    assert some_facts(chats=(), tallies=[wrote(11, 1)], missed={1: 3}).completeness == 0.25


def test_a_day_is_from_its_midnight_to_the_next_one():
    """Calls and interruptions that touch Thursday only by its edges are of other days."""
    edges = (at(3) - SECOND, at(3), at(4) - SECOND, at(4))
    torn = (
        (at(2), at(3)),
        (at(2), at(3) + SECOND),
        (at(2), None),
        (at(4) - SECOND, at(5)),
        (at(4), None),
    )
    facts = some_facts(
        **teachers(1),
        calls=[a_call(11, number=n, when=edge) for n, edge in enumerate(edges)],
        tallies=[wrote(11, n, when) for n, when in ((1, at(2, 23)), (2, at(3)), (4, at(3, 23)))]
        + [wrote(11, 8, at(4))],
        interruptions=[
            Interruption(chat=None, cause=Cause.DOWN, since=since, until=until)
            for since, until in torn
        ],
        as_of=at(3, 23, 59),
    )
    day = narrowed(facts, "day", EVERYWHERE)

    assert [call.started_at for call in day.raw.calls] == list(edges[1:3])
    assert (day.people[0].calls, day.people[0].messages, day.people[0].hours) == (2, 6, 2)
    assert [(each.since, each.until) for each in day.raw.interruptions] == list(torn[1:4])


@pytest.mark.parametrize(
    ("added", "worked"), [(at(-30), 5), (at(0, 9), 5), (at(2, 23, 59), 3), (at(5), 0)]
)
def test_who_came_in_the_week_is_there_from_that_day_on(added, worked):
    """Beside somebody who has been on the roster before."""
    facts = some_facts([a_person(1), a_person(2, added_at=added)])
    alone = some_facts([a_person(2, added_at=added)])

    assert [each.worked for each in facts.people] == [5, worked]
    assert alone.people[0].worked == 5


def test_a_roster_of_the_week_s_first_midnight_is_new_itself():
    for added, worked in ((at(0), 5), (at(0) - SECOND, 2)):
        facts = some_facts([a_person(1, added_at=added), a_person(2, added_at=at(3))])
        assert facts.people[1].worked == worked


def test_days_away_are_those_of_the_week():
    spans = [(-3, 0), (2, 3), (6, None)]
    facts = some_facts(
        [a_person(1)],
        absences=[
            away(1, MONDAY + timedelta(first), None if last is None else MONDAY + timedelta(last))
            for first, last in spans
        ],
    )
    [person] = facts.people

    assert person.away == {MONDAY + timedelta(n) for n in (0, 2, 3, 6)}
    assert (person.worked, person.absent) == (2, False)
