"""The month of a week: every day is of one, and what is confirmed for a week is in its month."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.assembling import assemble
from monitor.judging import Judge
from monitor.week import month_until, week_of_day, weeks_of_month
from tests.builders import a_person, an_order, bound, some_facts, wrote
from tests.cast import MARIA, ZONE, at

YEARS = (date(2023, 12, 20), date(2029, 1, 20))


@pytest.mark.parametrize("first_day", range(7))
def test_every_day_of_years_is_in_the_last_window_of_one_month(first_day):
    last: dict[date, set[date]] = {}
    week = week_of_day(YEARS[0], ZONE, first_day)
    while week.first < YEARS[1]:
        window = month_until(week)
        last[window.first] = set(window.days)  # a later week's window holds an earlier one's
        week = week.shifted(1)

    days = Counter(day for window in last.values() for day in window)
    first, *_, end = sorted(last)
    every = (end - first).days
    assert days >= Counter({first + timedelta(days=n): 1 for n in range(every)})
    assert set(days.values()) == {1}


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_the_weeks_of_a_month_are_those_that_begin_in_it(day, first_day):
    week = week_of_day(day, ZONE, first_day)
    weeks = weeks_of_month(week)

    assert weeks[-1] == week
    assert [each.first.month for each in weeks] == [week.first.month] * len(weeks)
    assert weeks[0].shifted(-1).first.month != week.first.month
    assert [each.shifted(1) for each in weeks[:-1]] == list(weeks[1:])


def test_nobody_is_nudged_for_a_month_that_is_over():
    """On Thursday the 3rd of December the week shows November, of which nothing can be mended."""
    week = week_of_day(date(2026, 12, 3), ZONE)
    facts = some_facts(
        [a_person(1)], bound(1, MARIA), [wrote(MARIA, 2, at(15, 9))], week=week, as_of=at(17, 15)
    )
    month = assemble(facts.raw, week, facts.as_of, participants=False, span=month_until(week))
    facts = replace(facts, month=month)
    judge = Judge(facts, an_order("messages = 9", 'window = "month"', "personal = true"))
    [maria] = facts.people

    assert [spec.id for spec, _ in judge.missed(maria)] == ["main"]
    assert judge.nudge(maria) is None
