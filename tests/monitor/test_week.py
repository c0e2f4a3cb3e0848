"""Weeks in a unit's own zone: every moment in exactly one, every name there and back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.week import BadWeek, Week, utc_seconds, week_at, week_named, week_of_day
from tests.cast import MONDAY, ZONE

RUSSIA = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)

zones = st.sampled_from([*map(ZoneInfo, RUSSIA), BERLIN])
first_days = st.integers(0, 6)
moments = st.datetimes(datetime(2012, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds


@given(moments, zones, first_days)
def test_every_moment_lies_in_exactly_one_week(moment, zone, first_day):
    week = week_at(moment, zone, first_day)

    assert [
        each.start <= moment < each.end for each in (week.shifted(-1), week, week.shifted(1))
    ] == [False, True, False]
    assert week.shifted(-1).end == week.start
    assert week.shifted(1).start == week.end


@given(moments, zones, first_days)
def test_a_week_is_seven_local_days_from_its_first_weekday(moment, zone, first_day):
    week = week_at(moment, zone, first_day)

    assert [day.weekday() for day in week.days] == [(first_day + n) % 7 for n in range(7)]
    assert (week.days[0], week.days[-1]) == (week.first, week.last)
    assert moment.astimezone(zone).date() in week.days
    assert (week.start.hour, week.end.hour, week.end.date()) == (
        0,
        0,
        week.last + timedelta(days=1),
    )


@given(moments, zones, first_days)
def test_a_name_leads_back_to_its_week(moment, zone, first_day):
    week = week_at(moment, zone, first_day)

    assert week_named(week.name, zone, first_day) == week


@given(moments, first_days, st.integers(-60, 60), st.integers(-60, 60))
def test_shifting_adds_up_and_later_weeks_have_later_names(moment, first_day, one, two):
    week = week_at(moment, ZONE, first_day)

    assert week.shifted(one).shifted(two) == week.shifted(one + two)
    assert (week.shifted(one).name < week.shifted(two).name) == (one < two)


@given(moments, zones)
def test_utc_seconds_are_those_of_the_moment_in_any_zone(moment, zone):
    assert utc_seconds(moment.astimezone(zone)) == int(moment.timestamp())


@pytest.mark.parametrize("zone", RUSSIA)
def test_each_zone_of_russia_has_its_own_midnight(zone):
    week = week_of_day(MONDAY, ZoneInfo(zone))

    assert (week.name, week.first, week.end - week.start) == ("2026-W47", MONDAY, 168 * HOUR)
    assert week_at(week.start - timedelta(seconds=1), ZoneInfo(zone)).name == "2026-W46"
    assert week_at(week.end, ZoneInfo(zone)).name == "2026-W48"


def test_when_kamchatka_is_in_the_next_week_kaliningrad_is_still_in_this_one():
    moment = datetime(2026, 11, 22, 13, tzinfo=UTC)

    assert week_at(moment, ZoneInfo("Asia/Kamchatka")).name == "2026-W48"
    assert week_at(moment, ZoneInfo("Europe/Kaliningrad")).name == "2026-W47"


@pytest.mark.parametrize(
    ("day", "first_day", "name", "first"),
    [
        (date(2026, 12, 31), 0, "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 1), 0, "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 3), 0, "2026-W53", date(2026, 12, 28)),
        (date(2027, 1, 4), 0, "2027-W01", date(2027, 1, 4)),
        (date(2026, 12, 31), 4, "2026-W53", date(2026, 12, 25)),
        (date(2027, 1, 1), 4, "2027-W01", date(2027, 1, 1)),
        (date(2026, 11, 19), 4, "2026-W47", date(2026, 11, 13)),
        (date(2026, 11, 20), 4, "2026-W48", date(2026, 11, 20)),
        (date(2026, 11, 22), 6, "2026-W48", date(2026, 11, 22)),
    ],
)
def test_a_week_is_named_by_the_iso_week_of_its_last_day(day, first_day, name, first):
    expected = Week(first, first + timedelta(days=6), ZONE, name)

    assert week_of_day(day, ZONE, first_day) == expected
    assert week_named(name, ZONE, first_day) == expected


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 25), 167),
        (date(2026, 10, 21), 169),
        (date(2026, 11, 18), 168),
    ],
)
def test_a_week_in_which_clocks_are_changed_is_an_hour_shorter_or_longer(day, hours):
    week = week_of_day(day, BERLIN)
    length = week.end.astimezone(UTC) - week.start.astimezone(UTC)

    assert (length, week.end.time()) == (hours * HOUR, week.start.time())


@pytest.mark.parametrize(
    "name",
    [
        "",
        "47",
        "2026-47",
        "2026-W7",
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "2026-W47 ",
        "2026-w47",
        "0000-W01",
        "9999-W52",
        "２０２６-W99",
    ],
)
def test_what_names_no_week_is_refused(name):
    with pytest.raises(BadWeek) as refused:
        week_named(name, ZONE)

    assert str(refused.value) == name
