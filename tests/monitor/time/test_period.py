"""Periods: every week is in one month, one quarter and one school year, and names come back."""

from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.time.period import (
    BadPeriod,
    a_week,
    month_of,
    of_kind,
    period_named,
    quarter_of,
    school_year_of_day,
)
from monitor.time.week import week_at, week_named, week_of_day
from tests.cast import ZONE

KINDS = ("week", "month", "quarter", "year")
DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


def named(name):
    return period_named(name, partial(week_named, zone=ZONE))


def weeks(period, zone=ZONE, first_day=0):
    return period.weeks(lambda moment: week_at(moment, zone, first_day), zone)


@given(day=DAYS, kind=st.sampled_from(KINDS), first_day=st.integers(0, 6))
def test_a_week_is_in_the_period_it_belongs_to_and_in_no_other_of_its_kind(day, kind, first_day):
    week = week_of_day(day, ZONE, first_day)
    period = of_kind(kind, week)
    found = weeks(period, first_day=first_day)
    assert week in found
    assert [each.name for each in found] == sorted({each.name for each in found})
    for beside in (found[0].shifted(-1), found[-1].shifted(1)):
        assert not period.has(beside)


@given(day=DAYS, kind=st.sampled_from(KINDS))
def test_a_name_gives_its_period_back(day, kind):
    period = of_kind(kind, week_of_day(day, ZONE))
    assert named(period.name) == period


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026/2027", date(2026, 9, 1), date(2027, 8, 31)),
        ("2026/27", date(2026, 9, 1), date(2027, 8, 31)),
        ("2099/00", date(2099, 9, 1), date(2100, 8, 31)),
    ],
)
def test_names_of_periods(name, first, last):
    assert (named(name).first, named(name).last) == (first, last)


@pytest.mark.parametrize(
    "name",
    [
        *("", "2026", "2026-13", "2026-00", "2026-Q5", "2026/2028", "2026/26", "2026-W60"),
        *("1999-11", "0000-01", "9999/00", "9999-W99", "ноябрь", "2026-W47 ", "26-11"),
    ],
)
def test_what_names_no_period_is_refused(name):
    with pytest.raises(BadPeriod):
        named(name)


def test_the_week_over_the_end_of_a_month_is_of_the_month_in_which_it_begins():
    found = weeks(month_of(date(2026, 11, 7)))
    assert [each.first.day for each in found] == [2, 9, 16, 23, 30]
    assert weeks(quarter_of(date(2026, 11, 7)))[0].first == date(2026, 10, 5)


def test_the_week_of_the_first_of_september_is_the_first_of_its_school_year():
    found = weeks(school_year_of_day(date(2026, 9, 1)))
    assert found[0].first == date(2026, 8, 31)
    assert found[-1].last == date(2027, 8, 29)
    assert len(found) == 52


def test_a_week_is_its_own_period():
    week = week_named("2026-W47", ZoneInfo("Europe/Moscow"))
    assert weeks(a_week(week), ZoneInfo("Europe/Moscow")) == (week,)
    assert not a_week(week).has(week.shifted(1))
    assert week.first + timedelta(days=6) == week.last
