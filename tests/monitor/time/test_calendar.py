"""Working days and the moments at which staff may be written to."""

import subprocess
import sys
from datetime import MAXYEAR, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.time.calendar import (
    Hours,
    days_off,
    holidays_ahead,
    is_working,
    never,
    next_allowed,
    working_days,
)
from monitor.time.week import week_of_day
from storage.records import Vacation
from tests.cast import MONDAY, SCHOOL, ZONE, at

HOURS = Hours(time(8, 30), time(18))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 16), True),
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 4), False),  # Wednesday, Unity Day
        (date(2027, 1, 1), False),
        (date(2027, 1, 7), False),
        (date(2026, 5, 1), False),
        (date(2026, 5, 11), False),  # the Monday after a Victory Day that is a Saturday
        (date(2026, 6, 12), False),
    ],
)
def test_schools_work_from_monday_to_friday_but_for_holidays(day, working):
    assert is_working(day) is working


@pytest.mark.parametrize(
    ("monday", "days"),
    [
        (date(2026, 11, 16), [16, 17, 18, 19, 20]),
        (date(2026, 5, 4), [4, 5, 6, 7, 8]),
        (date(2026, 11, 2), [2, 3, 5, 6]),
        (date(2032, 1, 5), [9]),
        (date(2027, 1, 4), []),
    ],
)
def test_the_working_days_of_a_week(monday, days):
    week = week_of_day(monday, ZONE)

    assert working_days(week.days) == tuple(monday.replace(day=day) for day in days)


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (at(0, 0), at(0, 8, 30)),
        (at(0, 8, 29, 59), at(0, 8, 30)),
        (at(0, 8, 30), at(0, 8, 30)),
        (at(3, 14), at(3, 14)),
        (at(4, 17, 59, 59), at(4, 17, 59, 59)),
        (at(3, 18), at(4, 8, 30)),
        (at(4, 18), at(7, 8, 30)),
        (at(4, 19), at(7, 8, 30)),
        (at(5, 12), at(7, 8, 30)),
        (at(6, 23, 59), at(7, 8, 30)),
        (datetime(2026, 11, 3, 19, tzinfo=ZONE), datetime(2026, 11, 5, 8, 30, tzinfo=ZONE)),
        (datetime(2026, 12, 30, 19, tzinfo=ZONE), datetime(2027, 1, 11, 8, 30, tzinfo=ZONE)),
    ],
)
def test_what_is_due_in_quiet_hours_waits_for_the_next_working_morning(moment, allowed):
    assert next_allowed(moment, HOURS, ZONE) == allowed


def test_quiet_hours_are_those_of_the_unit_s_own_zone():
    noon_in_kaliningrad = datetime(2026, 11, 16, 12, tzinfo=ZoneInfo("Europe/Kaliningrad"))
    kamchatka = ZoneInfo("Asia/Kamchatka")

    assert next_allowed(noon_in_kaliningrad, HOURS, kamchatka) == datetime(
        2026, 11, 17, 8, 30, tzinfo=kamchatka
    )


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - hypothesis wants naive bounds
    st.sampled_from(["Europe/Kaliningrad", "Asia/Yekaterinburg", "Asia/Kamchatka"]),
)
def test_an_allowed_moment_is_not_before_is_in_hours_and_allows_itself(moment, name):
    zone = ZoneInfo(name)
    moment = moment.replace(tzinfo=zone)
    allowed = next_allowed(moment, HOURS, zone)

    assert moment <= allowed <= moment + timedelta(days=16)
    assert is_working(allowed.date())
    assert HOURS.opens <= allowed.time() < HOURS.closes
    assert next_allowed(allowed, HOURS, zone) == allowed


def resting(first, last, class_name=""):
    """Days of the cast's week (0: Monday) off, for the whole school or a class."""
    days = MONDAY + timedelta(days=first), MONDAY + timedelta(days=last)
    return Vacation(unit=SCHOOL, class_name=class_name, first=days[0], last=days[1])


WEEKDAYS = tuple(MONDAY + timedelta(days=n) for n in range(7))
OFF = (resting(1, 2), resting(3, 3, "5А"), resting(4, 4, "6Б"))


@pytest.mark.parametrize(
    ("vacations", "class_name", "off"),
    [
        (OFF, "", [1, 2]),
        (OFF, "5А", [1, 2, 3]),
        (OFF, "6Б", [1, 2, 4]),
        (OFF, "7В", [1, 2]),
        (OFF[1:], "", []),
        ((), "5А", []),
    ],
)
def test_a_class_rests_with_the_school_and_on_days_of_its_own(vacations, class_name, off):
    rests = days_off(iter(vacations), class_name)

    assert [n for n, day in enumerate(WEEKDAYS) if rests(day)] == off
    assert working_days(WEEKDAYS, rests) == tuple(WEEKDAYS[n] for n in range(5) if n not in off)
    assert not never(MONDAY)


def test_what_is_due_in_a_vacation_waits_for_its_end_and_never_for_ever():
    thursday = days_off([resting(3, 4)])
    ever = days_off([Vacation(unit=SCHOOL, class_name="", first=MONDAY, last=date(2100, 1, 1))])

    assert next_allowed(at(3, 12), HOURS, ZONE, thursday) == at(7, 8, 30)
    assert next_allowed(at(2, 19), HOURS, ZONE, thursday) == at(7, 8, 30)
    assert next_allowed(at(0, 12), HOURS, ZONE, ever) == at(401, 8, 30)


def test_a_working_saturday_is_worked_and_nobody_is_written_to():
    """The 28th of December 2024 was worked for the 30th; the 9th of January followed."""
    saturday = datetime(2024, 12, 28, 12, tzinfo=ZONE)

    assert is_working(saturday.date())
    assert next_allowed(saturday, HOURS, ZONE) == datetime(2025, 1, 9, 8, 30, tzinfo=ZONE)


UNITY = (date(2026, 11, 4), date(2026, 11, 4))
NEW_YEAR = (date(2026, 12, 31), date(2027, 1, 10))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 1), [UNITY, NEW_YEAR]),  # a Sunday, which is no holiday by itself
        (date(2026, 11, 4), [UNITY, NEW_YEAR]),
        (date(2026, 11, 5), [NEW_YEAR]),
        (date(2026, 3, 2), [(date(2026, 3, 7), date(2026, 3, 9))]),  # a Saturday comes before it
        (date(2027, 1, 5), [(date(2027, 1, 5), NEW_YEAR[1])]),
        (date(2026, 11, 5), []),
    ],
)
def test_the_next_holidays_are_told_with_the_weekends_that_touch_them(today, expected):
    assert holidays_ahead(today, len(expected)) == expected


def test_the_calendar_ends_and_so_do_the_holidays():
    assert holidays_ahead(date(MAXYEAR, 12, 1), 1) == []


@pytest.mark.parametrize("year", range(2020, 2041))
def test_holidays_are_those_of_the_library(year):
    theirs = holidays.country_holidays("RU", years=year)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]

    assert [day for day in days if is_working(day)] == [
        day for day in days if theirs.is_working_day(day)
    ]


def test_holidays_of_other_countries_are_not_imported():
    program = (
        "import sys; from datetime import date; from monitor.time.calendar import is_working; "
        "is_working(date(2026, 11, 16)); "
        "print(*(name for name in sys.modules if name.startswith('holidays.countries')))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout.split() == [b"holidays.countries.russia"]
