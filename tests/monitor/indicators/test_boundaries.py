"""The boundary cases of counting, on facts made by hand: days, leave, coming late."""

from datetime import date, datetime, timedelta

import pytest

from monitor.facts.values import Requirement
from monitor.indicators import Counted
from monitor.indicators.judging import Judge
from monitor.indicators.people import requirements
from monitor.orders.model import IndicatorSpec
from monitor.report.making import make_report
from monitor.time.week import week_of_day
from storage.records import Vacation
from tests.builders import a_person, an_order, away, bound, some_facts, wrote
from tests.cast import MARIA, MONDAY, OLGA, PAVEL, SCHOOL, ZONE, at
from tests.monitor.counting import ACTIVE, counted, teachers

DAY = timedelta(days=1)
TEN = ("messages = 10", "personal = true", 'norm = { threshold = 1.0, text = "" }')
SCALED = (*TEN, "scaled = true")

NEW_YEAR = week_of_day(date(2026, 12, 28), ZONE)
"""2026-W53: school from Monday 28 to Wednesday 30; 31 is a day off moved from January."""

ONE_DAY = week_of_day(date(2032, 1, 5), ZONE)
"""2032-W02: the holidays end on Thursday, so that Friday is the only working day."""

REST = week_of_day(date(2027, 1, 4), ZONE)
"""2027-W01: holidays from Monday to Sunday."""


def moment(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def needed(facts, **values):
    """What a scaled minimum of ten asks of each person."""
    spec = IndicatorSpec(id="main", family=ACTIVE, title="", messages=10, scaled=True, **values)
    return [[each.needed for each in requirements(person, facts, spec)] for person in facts.people]


def one(count, week=None, **values):
    when = moment((week or week_of_day(MONDAY, ZONE)).last - 2 * DAY)
    return some_facts(
        [a_person(1)], bound(1, MARIA), [wrote(MARIA, count, when)], week=week, **values
    )


def judged(facts, *lines):
    """The main figure, what the norm says, and who is short."""
    report = make_report(facts, an_order(*lines))
    figure = report.figure("main")
    return (figure.value, figure.of), figure.norm.met, [line.short for line in report.people]


@pytest.mark.parametrize(("count", "three", "ten"), [(2, 0, 0), (3, 1, 0), (9, 1, 0), (10, 1, 1)])
def test_exactly_three_and_exactly_ten_are_enough(count, three, ten):
    facts = one(count)

    assert counted(ACTIVE, facts, messages=3) == Counted(three, 1)
    assert counted(ACTIVE, facts, messages=10) == Counted(ten, 1)


def test_the_week_over_new_year_has_three_working_days_and_seven_days_that_count():
    facts = some_facts(
        **teachers(2),
        tallies=[
            wrote(11, 5, moment(date(2026, 12, 31), 23)),
            wrote(11, 5, moment(date(2027, 1, 1), 0)),
            wrote(12, 6, moment(date(2026, 12, 28))),
        ],
        week=NEW_YEAR,
    )

    assert [day.day for day in facts.working] == [28, 29, 30]
    assert [person.days for person in facts.people] == [2, 1]
    assert judged(facts, *TEN) == ((1, 2), False, [False, True])
    assert needed(facts) == [[6], [6]]
    assert judged(facts, *SCALED) == ((2, 2), True, [False, False])


@pytest.mark.parametrize(
    ("count", "plain", "scaled"), [(1, False, False), (2, False, True), (10, True, True)]
)
def test_in_a_week_with_one_working_day_a_scaled_ten_are_two(count, plain, scaled):
    facts = one(count, ONE_DAY)

    assert facts.working == (date(2032, 1, 9),)
    assert needed(facts) == [[2]]
    assert judged(facts, *TEN) == ((int(plain), 1), plain, [not plain])
    assert judged(facts, *SCALED) == ((int(scaled), 1), scaled, [not scaled])


@pytest.mark.parametrize("lines", [TEN, SCALED])
def test_a_week_without_school_judges_nobody_and_still_counts(lines):
    facts = some_facts(**teachers(2), tallies=[wrote(11, 10, moment(REST.first))], week=REST)
    report = make_report(facts, an_order(*lines))

    assert report.resting is True
    assert judged(facts, *lines) == ((1, 2), None, [False, False])
    assert [Judge(facts, an_order(*lines)).nudge(person) for person in facts.people] == [None] * 2


def test_in_a_week_of_which_half_is_vacation_a_scaled_minimum_is_halved_and_rounded_up():
    rest = Vacation(unit=SCHOOL, class_name="", first=MONDAY, last=MONDAY + DAY)
    of_a_class = Vacation(unit=SCHOOL, class_name="5А", first=MONDAY, last=MONDAY + 6 * DAY)
    facts = one(6, vacations=(rest, of_a_class))

    assert [day.day for day in facts.working] == [18, 19, 20]
    assert needed(facts) == [[6]]
    assert judged(facts, *SCALED) == ((1, 1), True, [False])


@pytest.mark.parametrize("lines", [TEN, SCALED])
@pytest.mark.parametrize(
    ("base", "figure", "met"), [("all", (0, 2), False), ("present", (None, 0), None)]
)
def test_everybody_on_leave_is_neither_everybody_nor_anybody_s_fault(lines, base, figure, met):
    """Asked for nothing, a scaled minimum must not make everybody active."""
    facts = some_facts(**teachers(2), absences=[away(1, MONDAY, None), away(2, MONDAY, None)])

    assert judged(facts, *lines, f'base = "{base}"') == (figure, met, [False, False])
    assert counted("people_active", facts, base="present").missing == "nobody"


def test_who_writes_ten_on_leave_is_active_among_all_and_not_counted_among_the_present():
    facts = some_facts(**teachers(2), tallies=[wrote(11, 10)], absences=[away(1, MONDAY, None)])

    assert judged(facts, *SCALED)[0] == (1, 2)
    assert judged(facts, *SCALED, 'base = "present"')[0] == (0, 1)


HIRED = [a_person(1), a_person(2, "Уткин Павел Ильич", added_at=at(2, 11))]
BOUND = bound(1, MARIA) + bound(2, PAVEL)


def test_hired_on_wednesday_is_asked_for_three_days_of_five_if_the_minimum_is_scaled():
    facts = some_facts(HIRED, BOUND, [wrote(MARIA, 6), wrote(PAVEL, 6, at(3))])

    assert [person.worked for person in facts.people] == [5, 3]
    assert needed(facts) == [[10], [6]]
    assert judged(facts, *SCALED) == ((1, 2), False, [True, False])
    assert judged(facts, *TEN) == ((0, 2), False, [True, True])


def test_in_a_roster_that_is_new_itself_everybody_has_been_there_before():
    new = [a_person(1, added_at=at(2, 9)), a_person(2, "Уткин", added_at=at(2, 11))]
    facts = some_facts(new, BOUND)

    assert [person.worked for person in facts.people] == [5, 5]
    assert needed(facts) == [[10], [10]]


def test_hired_on_saturday_is_asked_for_nothing_where_the_minimum_is_scaled():
    facts = some_facts([a_person(1), a_person(2, "Уткин", added_at=at(5, 9))], BOUND)

    assert needed(facts) == [[10], []]
    assert judged(facts, *SCALED) == ((1, 2), False, [True, False])


def test_hired_on_wednesday_and_away_from_friday_leaves_two_days():
    facts = some_facts(HIRED, BOUND, absences=[away(2, MONDAY + 4 * DAY, None)])

    assert (facts.people[1].worked, facts.people[1].absent) == (2, False)
    assert needed(facts) == [[10], [4]]


@pytest.mark.parametrize(("days", "asked"), [(1, 8), (2, 6), (3, 4), (4, 2)])
def test_a_scaled_minimum_shrinks_with_the_days_away(days, asked):
    facts = some_facts([a_person(1)], absences=[away(1, MONDAY, MONDAY + (days - 1) * DAY)])

    assert needed(facts) == [[asked]]


def test_a_scaled_minimum_is_rounded_up_and_calls_and_days_shrink_as_well():
    facts = some_facts([a_person(1)], absences=[away(1, MONDAY, MONDAY)])
    spec = IndicatorSpec(
        id="main", family=ACTIVE, title="", messages=3, calls=1, days=5, scaled=True
    )

    assert requirements(facts.people[0], facts, spec) == (
        Requirement(counts="messages", done=0, needed=3),  # 2.4
        Requirement(counts="calls", done=0, needed=1),  # 0.8
        Requirement(counts="days", done=0, needed=4),
    )


def test_nobody_is_asked_for_more_because_a_saturday_was_moved():
    """In 2024 the working Saturday 27 April made a week of six days."""
    facts = one(9, week_of_day(date(2024, 4, 22), ZONE))

    assert (len(facts.working), facts.regular, facts.people[0].worked) == (6, 5, 6)
    assert needed(facts) == [[10]]


def test_one_person_with_two_profiles_is_one_and_two_of_one_name_are_two():
    persons = [a_person(1), a_person(2), a_person(3)]
    facts = some_facts(
        persons,
        bound(1, MARIA, OLGA) + bound(2, PAVEL),
        [wrote(MARIA, 6), wrote(OLGA, 4), wrote(PAVEL, 9)],
    )
    report = make_report(facts, an_order(*TEN))

    assert [(line.id, line.name, line.messages, line.bound) for line in report.people] == [
        (1, "Петрова Мария Петровна", 10, True),
        (2, "Петрова Мария Петровна", 9, True),
        (3, "Петрова Мария Петровна", 0, False),
    ]
    assert judged(facts, *TEN) == ((1, 3), False, [False, True, True])
