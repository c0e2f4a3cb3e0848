"""Working days and the moments at which staff may be written to."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.calendar import Hours, is_working, next_allowed, working_days
from monitor.week import week_of_day
from tests.cast import ZONE, at

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
