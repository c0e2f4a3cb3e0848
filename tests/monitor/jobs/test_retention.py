"""How long things are kept: the moments, once a day, and what can still be read afterwards."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.jobs.loading.week import load_report
from monitor.jobs.retention import forget
from monitor.time.keeping import WORK, Forgotten, Keep, limits
from monitor.time.week import week_at
from storage import tables
from tests.cast import MARIA, SCHOOL, WEEK, ZONE, at
from tests.monitor.schooling import everything, school
from tests.playground import playground

KEEP = Keep(tallies_weeks=6, reports_years=1, journal_years=3)


def test_the_moments_before_which_things_are_forgotten():
    past = limits(KEEP, datetime(2027, 11, 24, 12, tzinfo=UTC))

    assert past.seen == datetime(2027, 10, 13, 12, tzinfo=UTC)
    assert past.work == datetime(2027, 10, 13, 12, tzinfo=UTC)
    assert past.journal == datetime(2024, 11, 24, 12, tzinfo=UTC)
    assert past.week == "2026-W48"
    assert past.people == datetime(2026, 11, 16, tzinfo=UTC)


def test_the_29th_of_february_goes_back_to_the_28th():
    past = limits(KEEP, datetime(2028, 2, 29, tzinfo=UTC))

    assert past.journal == datetime(2025, 2, 28, tzinfo=UTC)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2060, 1, 1)).map(  # noqa: DTZ001 - hypothesis wants naive bounds
    lambda naive: naive.replace(tzinfo=UTC)
)


@given(moments, st.integers(6, 520), st.integers(1, 10), st.integers(0, 6))
def test_who_left_before_the_moment_of_people_is_in_no_week_that_is_kept(
    now, weeks, years, first_day
):
    past = limits(Keep(tallies_weeks=weeks, reports_years=years, journal_years=3), now)
    last_day_of_his = week_at(past.people - timedelta(seconds=1), ZONE, first_day)

    assert last_day_of_his.name < past.week
    assert past.seen <= now - WORK
    assert past.week <= week_at(now, ZONE, first_day).name


async def a_closed_week(place):
    chat = await school(place)
    place.say(chat, MARIA, 10, at(1, 9))
    place.world.call(chat, MARIA, [MARIA], 60)
    await place.tick(at(3, 15))
    await place.tick(at(7, 9))
    return chat


@pytest.mark.asyncio
async def test_a_closed_week_is_read_as_it_was_after_its_tallies_are_forgotten(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await a_closed_week(place)
        before = await place.report()
        place.say(chat, MARIA, 1, at(64, 9))  # nine weeks later
        await place.settle()
        done = await forget(place.service.core.database, KEEP, at(64, 10))
        after = await place.report()

        assert done is True
        assert after == before
        assert before.figure("staff_messages_10").value == 1
        assert [row.messages for row in await place.rows(tables.tallies)] == [1]
        assert await place.rows(tables.calls) == []
        assert await place.rows(tables.notices) == []
        runs = {(row.job, row.unit) for row in await place.rows(tables.job_runs)}
        assert ("close", SCHOOL) in runs


@pytest.mark.asyncio
async def test_nothing_done_is_done_again_because_its_run_was_forgotten(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await a_closed_week(place)
        await place.tick(at(64, 9))
        place.say(chat, MARIA, 1, at(64, 9))
        await place.settle()
        snapshots = await place.rows(tables.snapshots)
        await forget(place.service.core.database, KEEP, at(64, 10))
        before = await everything(place)
        await place.tick(at(64, 10))
        after = await everything(place)

        assert {name for name in before if before[name] != after[name]} <= {
            "cursors"
        }  # it was read
        assert await place.rows(tables.snapshots) == snapshots


@pytest.mark.asyncio
async def test_it_is_done_once_a_day_and_the_second_time_finds_nothing(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await a_closed_week(place)
        place.say(chat, MARIA, 1, at(64, 9))
        await place.settle()
        database = place.service.core.database
        first = await forget(database, KEEP, at(64, 10))
        once = await everything(place)
        same_day = await forget(database, KEEP, at(64, 20))
        unchanged = await everything(place)
        next_day = await forget(database, KEEP, at(65, 10))
        twice = await everything(place)

        assert (first, same_day, next_day) == (True, False, True)
        assert unchanged == once
        assert {name for name in once if once[name] != twice[name]} == {"conditions"}


@pytest.mark.asyncio
async def test_a_week_of_which_nothing_is_kept_is_refused_instead_of_called_silent(
    tmp_path: Path,
):
    async with playground(tmp_path) as place:
        chat = await school(place)
        place.say(chat, MARIA, 1, at(64, 9))
        await place.settle()
        await forget(place.service.core.database, KEEP, at(64, 10))
        with pytest.raises(Forgotten, match=WEEK):
            await place.report(now=at(64, 10))
        unit = place.service.core.units[SCHOOL]
        async with place.service.core.database.reading() as connection:
            running = unit.week_named("2027-W03")
            report = await load_report(connection, unit, running, at(64, 10))

        assert report.window.week == "2027-W03"


@pytest.mark.asyncio
async def test_the_service_forgets_with_its_minute_s_work(tmp_path: Path):
    async with playground(tmp_path) as place:
        chat = await a_closed_week(place)
        place.say(chat, MARIA, 1, at(430, 9))
        await place.settle()
        place.world.set_clock(at(430, 10))
        await place.service._work()

        assert [row.messages for row in await place.rows(tables.tallies)] == [1]


@pytest.mark.asyncio
async def test_where_nothing_was_ever_counted_nothing_is_forgotten(tmp_path: Path):
    async with playground(tmp_path) as place:
        assert await forget(place.service.core.database, KEEP, at(64)) is False
