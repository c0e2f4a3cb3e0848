"""Weeks, quiet hours and hourly tallies in every time zone of Russia."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts.assembling import local_day
from monitor.time.calendar import Hours, is_working, next_allowed, working_days
from monitor.time.week import utc_seconds, week_at, week_named
from tests.builders import a_person, bound, some_facts, wrote

HOURS = Hours(time(8, 30), time(18))

RUSSIA = tuple(
    ZoneInfo(name)
    for name in (
        "Europe/Kaliningrad",
        "Europe/Moscow",
        "Europe/Simferopol",
        "Europe/Kirov",
        "Europe/Volgograd",
        "Europe/Astrakhan",
        "Europe/Saratov",
        "Europe/Ulyanovsk",
        "Europe/Samara",
        "Asia/Yekaterinburg",
        "Asia/Omsk",
        "Asia/Novosibirsk",
        "Asia/Barnaul",
        "Asia/Tomsk",
        "Asia/Novokuznetsk",
        "Asia/Krasnoyarsk",
        "Asia/Irkutsk",
        "Asia/Chita",
        "Asia/Yakutsk",
        "Asia/Khandyga",
        "Asia/Vladivostok",
        "Asia/Ust-Nera",
        "Asia/Magadan",
        "Asia/Sakhalin",
        "Asia/Srednekolymsk",
        "Asia/Kamchatka",
        "Asia/Anadyr",
    )
)

zones = st.sampled_from(RUSSIA)
moments = st.datetimes(datetime(2023, 1, 1), datetime(2032, 1, 1)).map(  # noqa: DTZ001 - hypothesis wants naive bounds
    lambda naive: naive.replace(tzinfo=UTC)
)
first_days = st.integers(0, 6)


@given(zones, moments, first_days)
def test_a_week_is_168_whole_hours_from_local_midnight_and_the_next_one_follows(
    zone, moment, first_day
):
    week = week_at(moment, zone, first_day)
    start, end = utc_seconds(week.start), utc_seconds(week.end)

    assert (start % 3600, end - start) == (0, 168 * 3600)
    assert (week.start.time(), week.start.weekday()) == (time(), first_day)
    assert start <= moment.timestamp() < end
    assert week.shifted(1).start == week.end
    assert week_named(week.name, zone, first_day) == week


@given(zones, moments, first_days)
def test_an_hour_s_tally_lies_in_one_local_day_of_one_week(zone, moment, first_day):
    week = week_at(moment, zone, first_day)
    hour = int(moment.timestamp()) // 3600
    begins = datetime.fromtimestamp(hour * 3600, UTC)
    ends = begins + timedelta(minutes=59, seconds=59)

    assert local_day(hour, week) == moment.astimezone(zone).date()
    assert begins.astimezone(zone).date() == ends.astimezone(zone).date()
    assert week_at(begins, zone, first_day) == week_at(ends, zone, first_day) == week


@pytest.mark.parametrize("zone", RUSSIA, ids=str)
def test_the_last_message_of_sunday_and_the_first_of_monday_are_days_of_their_own(zone):
    week = week_named("2026-W47", zone)
    monday, last = week.start, week.end - timedelta(seconds=1)
    facts = some_facts(
        [a_person(1)], bound(1, 104), [wrote(104, 4, monday), wrote(104, 3, last)], week=week
    )

    assert [(each.messages, each.days) for each in facts.people] == [(7, 2)]


@given(zones, moments)
def test_an_allowed_moment_is_in_local_hours_of_a_working_weekday_and_allows_itself(zone, moment):
    allowed = next_allowed(moment, HOURS, zone)
    local = allowed.astimezone(zone)

    assert moment <= allowed
    assert is_working(local.date())
    assert local.weekday() < 5
    assert HOURS.opens <= local.time() < HOURS.closes
    assert next_allowed(allowed, HOURS, zone) == allowed


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 4, 27), True),  # a Saturday, for Monday 29 April
        (date(2024, 4, 29), False),
        (date(2024, 11, 2), True),
        (date(2024, 12, 28), True),
        (date(2024, 12, 30), False),
        (date(2025, 11, 1), True),
        (date(2025, 11, 3), False),
        (date(2026, 1, 9), False),
        (date(2026, 12, 31), False),
        (date(2026, 12, 30), True),
    ],
)
def test_days_moved_by_the_government_are_moved(day, working):
    assert is_working(day) is working


def test_nobody_is_written_to_on_a_saturday_that_is_a_working_day():
    zone = ZoneInfo("Europe/Moscow")
    friday_evening = datetime(2024, 4, 26, 19, tzinfo=zone)

    # Saturday 27 April works, Monday to Wednesday are days off.
    assert next_allowed(friday_evening, HOURS, zone) == datetime(2024, 5, 2, 8, 30, tzinfo=zone)


@pytest.mark.parametrize(
    ("name", "first", "working"),
    [
        (
            "2026-W53",
            date(2026, 12, 28),
            (date(2026, 12, 28), date(2026, 12, 29), date(2026, 12, 30)),
        ),
        ("2027-W01", date(2027, 1, 4), ()),
        ("2027-W02", date(2027, 1, 11), tuple(date(2027, 1, day) for day in range(11, 16))),
    ],
)
def test_the_weeks_over_new_year(name, first, working):
    week = week_named(name, ZoneInfo("Asia/Yekaterinburg"))

    assert week.first == first
    assert working_days(week.days) == working
    assert week.shifted(1).shifted(-1) == week


def test_the_week_after_the_53rd_is_the_first():
    week = week_named("2026-W53", ZoneInfo("Asia/Kamchatka"))

    assert [week.shifted(n).name for n in (-1, 1, 2)] == ["2026-W52", "2027-W01", "2027-W02"]
