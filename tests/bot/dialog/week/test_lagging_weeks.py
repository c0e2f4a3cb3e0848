"""For how many closed weeks somebody has been behind, and weeks of which nothing is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.jobs.asked.reminding import load_behind
from monitor.jobs.loading.closed import closed_report, keep_closed
from storage import tables
from storage.privacy import retention
from tests.bot.dialog.conversing import newest, say
from tests.bot.dialog.week.two_days import tuesday
from tests.cast import ADMIN, NEXT_MONDAY_CLOSE, SCHOOL, WEEK, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def in_a_row(place):
    """Give for how many weeks before this one each was behind, by surname."""
    of = place.service.core.units[SCHOOL]
    async with place.service.core.database.reading() as connection:
        _, behind = await load_behind(connection, of, place.service.clock())
    return {each.person.name.split()[0]: each.weeks for each in behind}


async def rewrite(place, change):
    """Keep a new version of the closed week."""
    async with place.service.core.database.writing() as connection:
        report = change(await closed_report(connection, SCHOOL, WEEK))
        await keep_closed(connection, WEEK, [report], "test", place.service.clock())


async def two_weeks_later(place):
    """Two weeks are closed in which Anna and Pavel were behind; Maria only in the second."""
    await tuesday(place)
    await place.tick(NEXT_MONDAY_CLOSE)
    await place.tick(at(14, 9))


async def test_weeks_are_counted_back_to_the_first_that_was_met(tmp_path):
    async with playground(tmp_path) as place:
        await two_weeks_later(place)
        weeks = {"Быкова": 2, "Зотов": 1, "Петрова": 1, "Уткин": 2, "Юдина": 0}
        assert await in_a_row(place) == weeks


async def test_a_week_without_school_is_passed_over(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await place.tick(NEXT_MONDAY_CLOSE)
        await rewrite(
            place,
            lambda report: replace(
                report,
                resting=True,
                people=tuple(replace(each, short=False) for each in report.people),
            ),
        )
        assert (await in_a_row(place))["Уткин"] == 0
        await place.tick(at(14, 9))
        assert (await in_a_row(place))["Уткин"] == 1


async def test_a_week_in_which_the_profile_was_not_known_ends_the_row(tmp_path):
    async with playground(tmp_path) as place:
        await two_weeks_later(place)
        await rewrite(
            place,
            lambda report: replace(
                report, people=tuple(replace(each, bound=False) for each in report.people)
            ),
        )
        assert (await in_a_row(place))["Уткин"] == 1


@pytest.mark.parametrize("act", ["why", "past", "pictures"])
async def test_a_week_that_is_deleted_by_age_is_said_to_be(act, tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        async with place.service.core.database.writing() as connection:
            await retention.begin(connection, at(-7) - timedelta(weeks=1), at(0))
        payload = {"do": act, "w": "2026-W40", "u": SCHOOL}
        place.world.say(ADMIN, dm=True, text="…", payload=payload)
        await place.settle()
        assert newest(place, ADMIN).text == (
            "Неделя 28 сентября – 4 октября: данные удалены по сроку хранения."
        )


@pytest.mark.parametrize("week", ["2027-W01", "вчера", "2026-W99", ""])
async def test_a_week_that_is_none_is_taken_for_the_running_one(week, tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        payload = {"do": "why", "w": week, "u": SCHOOL}
        place.world.say(ADMIN, dm=True, text="…", payload=payload)
        await place.settle()
        assert newest(place, ADMIN).text == await say(place, ADMIN, "почему")


@pytest.mark.parametrize(
    ("weeks", "counted"),
    [
        ("short resting short", 2),
        ("short resting resting resting resting resting short short short short short", 4),
        ("resting short", 1),
        ("short none short", 1),
        ("short met short", 1),
        ("resting resting", 0),
    ],
)
async def test_vacations_are_no_weeks_of_the_row(weeks, counted, tmp_path):
    """``weeks``: those before the running one, the newest first."""
    async with playground(tmp_path) as place:
        await tuesday(place)
        await place.tick(NEXT_MONDAY_CLOSE)
        unit = place.service.core.units[SCHOOL]
        running = unit.week(place.service.clock())
        async with place.service.core.database.writing() as connection:
            closed = await closed_report(connection, SCHOOL, WEEK)
            await connection.execute(tables.snapshots.delete())
            for back, was in enumerate(weeks.split(), start=1):
                if was == "none":
                    continue
                people = tuple(replace(each, short=was == "short") for each in closed.people)
                report = replace(closed, resting=was == "resting", people=people)
                name = running.shifted(-back).name
                await keep_closed(connection, name, [report], "test", at(0))
        assert (await in_a_row(place))["Уткин"] == counted
