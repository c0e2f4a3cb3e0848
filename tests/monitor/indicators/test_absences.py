"""Who is away, and the two bases."""

from datetime import date, timedelta

import pytest

from monitor.indicators import Counted
from monitor.time.week import week_of_day
from tests.builders import (
    a_person,
    away,
    some_facts,
    wrote,
)
from tests.cast import MONDAY, ZONE
from tests.monitor.counting import ACTIVE, counted, teachers

SUNDAY = MONDAY + timedelta(days=6)


@pytest.mark.parametrize(
    ("first", "last", "absent"),
    [
        (MONDAY, SUNDAY, True),
        (MONDAY, MONDAY + timedelta(days=4), True),
        (MONDAY - timedelta(days=30), None, True),
        (MONDAY, None, True),
        (MONDAY, MONDAY + timedelta(days=3), False),
        (MONDAY + timedelta(days=1), SUNDAY, False),
        (MONDAY + timedelta(days=5), SUNDAY, False),
        (MONDAY - timedelta(days=9), MONDAY - timedelta(days=1), False),
        (SUNDAY + timedelta(days=1), None, False),
    ],
)
def test_absent_is_who_is_away_on_every_working_day(first, last, absent):
    facts = some_facts([a_person(1)], absences=[away(1, first, last)])

    assert facts.people[0].absent is absent
    assert facts.people[0].away == {
        day for day in facts.week.days if first <= day and (last is None or day <= last)
    }


@pytest.mark.parametrize(
    ("monday", "last", "absent"),
    [
        # 2032-W02: Christmas holidays to Thursday, one working day
        (date(2032, 1, 5), date(2032, 1, 8), False),
        (date(2032, 1, 5), date(2032, 1, 9), True),
        # 2027-W01: no working day at all; then every day counts
        (date(2027, 1, 4), date(2027, 1, 9), False),
        (date(2027, 1, 4), date(2027, 1, 10), True),
    ],
)
def test_in_a_week_with_one_working_day_or_none_absence_is_still_absence(monday, last, absent):
    facts = some_facts(
        [a_person(1)], absences=[away(1, monday, last)], week=week_of_day(monday, ZONE)
    )

    assert facts.people[0].absent is absent


def test_absences_that_follow_one_another_add_up_and_concern_one_person():
    middle = MONDAY + timedelta(days=2)
    facts = some_facts(
        [a_person(1), a_person(2)],
        absences=[
            away(1, MONDAY - timedelta(days=7), middle),
            away(1, middle + timedelta(days=1), MONDAY + timedelta(days=4)),
        ],
    )

    assert [person.absent for person in facts.people] == [True, False]


def test_everybody_on_leave_is_no_data_for_the_present_and_nobody_of_all():
    facts = some_facts(**teachers(2), absences=[away(1, MONDAY, None), away(2, MONDAY, None)])

    assert counted(ACTIVE, facts, base="present") == Counted(None, 0, "nobody")
    assert counted(ACTIVE, facts, base="all") == Counted(0, 2)
    assert counted("people_registered", facts, base="present") == Counted(None, 0, "nobody")
    assert counted("people_total", facts, base="present") == Counted(None, None, "nobody")


def test_both_bases_stand_side_by_side():
    facts = some_facts(
        **teachers(3),
        tallies=[wrote(11, 1), wrote(12, 1)],
        absences=[away(2, MONDAY, None)],
    )

    assert counted(ACTIVE, facts, base="all") == Counted(2, 3)
    assert counted(ACTIVE, facts, base="present") == Counted(1, 2)
