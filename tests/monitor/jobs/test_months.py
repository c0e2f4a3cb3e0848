"""The month of a week: every day is of one, and what is confirmed for a week is in its month."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts.assembling import assemble
from monitor.indicators.judging import Judge
from monitor.jobs.asked.correcting import correct
from monitor.time.week import month_until, week_of_day, weeks_of_month
from storage.people import people
from storage.records import Correction
from tests.builders import ORDER, a_person, an_indicator, an_order, bound, some_facts, wrote
from tests.cast import ADMIN, CONFIG, MARIA, SCHOOL, WEEK, ZONE, at
from tests.monitor.schooling import forget_facts, school
from tests.playground import playground

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


MONTHLY = (
    ORDER
    + an_indicator("main", "calls = 3")
    + an_indicator("month", "calls = 3", 'window = "month"', 'audience = "teachers"')
)


async def month_of(place, week, now):
    figure = (await place.report(week=week, now=now)).figure("month")
    return figure.value, figure.corrected


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("late", "older"),
    [(False, False), (True, False), (True, True)],
    ids=["in the running week", "when both are closed", "closed before facts were kept"],
)
async def test_what_is_confirmed_for_a_week_is_in_its_month(tmp_path, late, older):
    """Three calls of Maria's, confirmed for the first week: the second week's month has them."""
    (tmp_path / "monthly.toml").write_text(MONTHLY, encoding="utf-8")
    async with playground(tmp_path, CONFIG.replace('"perm"\nadm', '"monthly.toml"\nadm')) as place:
        chat = await school(place)
        place.say(chat, MARIA, 1, at(1, 9))
        await place.settle()
        core = place.service.core
        unit = core.units[SCHOOL]
        async with core.database.reading() as connection:
            maria = (await people.persons_of(connection, MARIA))[0].id
        new = Correction(
            id=0,
            unit=SCHOOL,
            week=WEEK,
            person=maria,
            figure="",
            calls=3,
            comment="Звонки вне чатов",
            author=ADMIN,
            made_at=at(14, 12) if late else at(8, 12),
        )
        moments = [at(7, 9), at(14, 9)]
        if late:
            for moment in moments:
                await place.tick(moment)
        if older:
            await forget_facts(place)
        async with core.database.writing() as connection:
            await correct(connection, unit, unit.week_named(WEEK), new, core.units)
        if not late:
            for moment in moments:
                await place.tick(moment)

        assert [await month_of(place, week, at(14, 13)) for week in (WEEK, "2026-W48")] == [
            (1, True),
            (1, True),
        ]
        assert await month_of(place, "2026-W50", at(22, 13)) == (0, False)
