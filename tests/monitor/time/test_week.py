"""Weeks in a unit's own zone: every moment in exactly one, every name there and back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.time.week import (
    WEEKDAYS,
    BadWeek,
    Calendar,
    Regime,
    Week,
    school_year_of,
    utc_seconds,
    week_at,
    week_named,
    week_of_day,
    weeks_of_month,
)
from tests.cast import MONDAY, ZONE, at

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


@pytest.mark.parametrize(
    ("first_day", "refused", "known", "first"),
    [
        (0, "9999-W51", "9999-W50", date(9999, 12, 13)),
        (4, "9999-W52", "9999-W51", date(9999, 12, 17)),
        (0, "0002-W08", "0002-W09", date(2, 2, 25)),
    ],
)
def test_a_week_has_a_week_after_it_and_more_than_a_year_before_it(
    first_day, refused, known, first
):
    with pytest.raises(BadWeek):
        week_named(refused, ZONE, first_day)

    assert week_named(known, ZONE, first_day).first == first


@pytest.mark.parametrize(
    ("day", "first_day", "year"),
    [
        (date(2026, 9, 6), 0, 2026),
        (date(2026, 8, 30), 0, 2025),
        (date(2026, 9, 1), 2, 2026),  # its last day is the first of September
        (date(2026, 8, 31), 1, 2025),  # its last day is the day before
        (date(2027, 1, 20), 0, 2026),
        (date(2026, 12, 31), 0, 2026),
    ],
)
def test_a_school_year_begins_with_the_week_in_which_the_first_of_september_lies(
    day, first_day, year
):
    assert school_year_of(week_of_day(day, ZONE, first_day)) == date(year, 9, 1)


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2026, 11, 2), [45]),  # the 1st lies in a week that began in October
        (MONDAY, [45, 46, 47]),
        (date(2026, 12, 3), [45, 46, 47, 48, 49]),  # it began on the 30th of November
        (date(2026, 12, 7), [50]),
    ],
)
def test_the_weeks_of_a_month_are_those_that_began_in_it_oldest_first(day, numbers):
    weeks = weeks_of_month(week_of_day(day, ZONE))

    assert [week.name for week in weeks] == [f"2026-W{number}" for number in numbers]


def test_days_are_named_as_orders_write_them():
    text = "monday tuesday wednesday thursday friday saturday sunday"

    assert " ".join(WEEKDAYS) == text


KAMCHATKA = ZoneInfo("Asia/Kamchatka")
FIRST, FRIDAYS, EAST = (
    Regime(utc_seconds(at(-70)), ZONE, 0),
    Regime(utc_seconds(at(0)), ZONE, 4),
    Regime(utc_seconds(at(18)), KAMCHATKA, 4),
)
CHANGED = Calendar((FIRST, FRIDAYS, EAST))
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("moment", "name", "first", "last", "start"),
    [
        (at(-1), "2026-W46", MONDAY - timedelta(7), MONDAY - timedelta(1), at(-7)),
        (at(0) - SECOND, "2026-W46", MONDAY - timedelta(7), MONDAY - timedelta(1), at(-7)),
        (at(0), "2026-W47", MONDAY, MONDAY + timedelta(3), at(0)),
        (at(4) - SECOND, "2026-W47", MONDAY, MONDAY + timedelta(3), at(0)),
        (at(4), "2026-W48", MONDAY + timedelta(4), MONDAY + timedelta(10), at(4)),
        (at(18) - SECOND, "2026-W49", MONDAY + timedelta(11), MONDAY + timedelta(17), at(11)),
        # seven hours of it were told in the week before, by the clock of Yekaterinburg
        (at(18), "2026-W50", MONDAY + timedelta(18), MONDAY + timedelta(24), at(18)),
        (at(-100), "2026-W32", date(2026, 8, 3), date(2026, 8, 9), at(-105)),
    ],
)
def test_a_changed_calendar_cuts_the_week_where_the_one_before_ended(
    moment, name, first, last, start
):
    week = CHANGED.week_at(moment)

    assert (week.name, week.first, week.last, week.start) == (name, first, last, start)
    assert week == CHANGED.week_named(name)
    assert week.start <= moment < week.end


def test_a_rest_with_the_name_of_the_week_before_belongs_to_the_next_week():
    """From Fridays to Mondays: the days from Friday on would be W47 as well."""
    back = Calendar((Regime(0, ZONE, 4), Regime(utc_seconds(at(4)), ZONE, 0)))
    before, rest = back.week_at(at(3)), back.week_at(at(4))

    assert (before.name, before.end) == ("2026-W47", at(4))
    assert (rest.name, rest.start, rest.last) == ("2026-W48", at(4), MONDAY + timedelta(13))
    assert back.week_at(at(14) - SECOND) == rest
    assert [rest.shifted(-1), rest.shifted(1).name] == [before, "2026-W49"]
    assert [before.shifted(2).name, rest.shifted(1).shifted(-2)] == ["2026-W49", before]


def test_a_change_is_still_to_come_until_its_moment():
    assert [CHANGED.coming(at(0) - SECOND), CHANGED.coming(at(0)), CHANGED.coming(at(18))] == [
        FRIDAYS,
        EAST,
        None,
    ]
    assert CHANGED.coming(at(-80)) == FRIDAYS  # the first regime is from ever


@pytest.mark.parametrize(("day", "names"), [(-1, []), (0, ["2026-W46"]), (11, ["2026-W46"])])
def test_the_last_week_of_a_calendar_is_told_for_three_weeks(day, names):
    week = CHANGED.week_at(at(day))

    assert [each.name for each in CHANGED.ended_by(week)] == names


def test_three_weeks_after_its_end_a_last_week_is_told_no_more():
    calendar = Calendar((Regime(0, ZONE, 0), Regime(utc_seconds(at(0)), ZONE, 0)))
    told = [calendar.ended_by(calendar.week_at(at(day))) for day in (14, 20, 21)]

    assert [len(weeks) for weeks in told] == [1, 1, 0]


def test_a_week_is_the_same_whichever_calendar_it_was_taken_from():
    plain, taken = week_at(at(3), ZONE), Calendar((FIRST,)).week_at(at(3))

    assert taken == plain
    assert repr(taken) == repr(plain)
