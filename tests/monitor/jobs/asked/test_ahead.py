"""A level's summary is summed from what was counted ahead, and says as of when."""

from datetime import timedelta

import pytest

from monitor.jobs.asked import ahead
from monitor.jobs.asked.ahead import EVERY, Ahead
from monitor.jobs.asked.today import load_digest
from monitor.jobs.levels import FRESH_FOR, rollup, sum_level
from monitor.jobs.loading import load
from storage import tables
from tests.cast import LYCEUM, LYCEUM_ADMIN, MARIA, PAVEL, PERM, SCHOOL, at
from tests.monitor.jobs.under_a_region import LYCEUM_ROSTER, WEEK48, config, staff
from tests.playground import playground

MINUTE = timedelta(minutes=1)
NOON = at(3, 12)


@pytest.fixture(autouse=True)
def _large(monkeypatch):
    """Let two schools be many."""
    monkeypatch.setattr(load, "AT_ONCE_ASKED", 1)


async def begun(place):
    """Two schools with a chat and a roster each; one of their people has written enough."""
    await place.roster()
    await place.roster(LYCEUM_ROSTER, LYCEUM)
    mine = await place.chat("Педсовет", MARIA, PAVEL)
    await place.chat("Кафедра", by=LYCEUM_ADMIN)
    place.say(mine, MARIA, 3, at(1, 9))
    await place.settle()
    return mine


async def counted(place, now):
    """Count ahead until there is no need; give the turns it took."""
    turns, database = 0, place.service.core.database
    counting = Ahead(database, place.service.core.units)
    while await counting.turn(now):
        turns += 1
    return turns


async def digest(place, now):
    core = place.service.core
    async with core.database.reading() as connection:
        unit = core.units[PERM]
        return await load_digest(connection, unit, unit.week(now), now, core.units)


@pytest.mark.asyncio
async def test_what_was_counted_ahead_is_shown_for_a_while_and_says_as_of_when(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine = await begun(place)
        assert await counted(place, NOON) == 3  # both schools at once, then each of two levels
        place.say(mine, PAVEL, 3, at(3, 11))
        await place.settle()
        shown = await digest(place, NOON + FRESH_FOR)
        later = await digest(place, NOON + FRESH_FOR + MINUTE)

    assert (staff(shown.report)[:2], shown.report.window.as_of) == ((1, 6), NOON)
    assert staff(later.report)[:2] == (2, 6)
    assert later.report.window.as_of == NOON + FRESH_FOR + MINUTE


@pytest.mark.asyncio
async def test_without_everybody_counted_a_level_is_counted_when_it_is_asked_for(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine = await begun(place)
        await counted(place, NOON)
        async with place.service.core.database.writing() as connection:
            standings = tables.standings
            await connection.execute(standings.delete().where(standings.c.unit == LYCEUM))
        place.say(mine, PAVEL, 3, at(3, 11))
        await place.settle()
        shown = await digest(place, NOON + MINUTE)

    assert staff(shown.report)[:2] == (2, 6)
    assert shown.report.window.as_of == NOON + MINUTE


@pytest.mark.asyncio
async def test_a_few_are_counted_at_once_and_none_again_before_its_time(tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "A_TURN", 1)
    async with playground(tmp_path, config(tmp_path)) as place:
        await begun(place)
        counting = Ahead(place.service.core.database, place.service.core.units)
        early = [await counting.turn(NOON) for _ in range(5)]
        again = await counting.turn(NOON + EVERY - MINUTE)
        late = await counting.turn(NOON + EVERY)
        stood = sorted(row.unit for row in await place.rows(tables.standings))

    assert (early, again, late) == ([True] * 4 + [False], False, True)
    assert stood == sorted((SCHOOL, LYCEUM))


@pytest.mark.asyncio
async def test_who_cannot_be_counted_keeps_nobody_else_from_it(tmp_path, monkeypatch):
    async def count(connection, wanted, week, now):
        if any(each.id == SCHOOL for each in wanted):
            raise ValueError
        return await right(connection, wanted, week, now)

    right = ahead.count
    monkeypatch.setattr(ahead, "count", count)
    async with playground(tmp_path, config(tmp_path)) as place:
        await begun(place)
        assert await counted(place, NOON) == 3
        assert [row.unit for row in await place.rows(tables.standings)] == [LYCEUM]


@pytest.mark.asyncio
async def test_beside_a_week_stands_what_was_kept_of_the_same_hour_of_the_last(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine = await begun(place)
        await counted(place, NOON - 5 * MINUTE)
        place.say(mine, PAVEL, 3, at(3, 10))  # learnt later: it was not known at that hour
        await place.tick(at(7, 12))
        kept = await digest(place, NOON + timedelta(days=7))
        anew = await digest(place, NOON + timedelta(days=7, hours=1))

        assert (kept.then.value, kept.then.of) == (1, 6)
        assert (anew.then.value, anew.then.of) == (2, 6)
        await counted(place, at(12))
        moments = await place.rows(tables.level_moments)
    assert kept.report.window.week == WEEK48.name
    assert {row.as_of for row in moments} == {int(at(12).timestamp())}  # the old are forgotten


@pytest.mark.asyncio
async def test_few_organisations_are_counted_when_they_are_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(load, "AT_ONCE_ASKED", 2)
    async with playground(tmp_path, config(tmp_path)) as place:
        mine = await begun(place)
        assert await counted(place, NOON) == 0
        place.say(mine, PAVEL, 3, at(3, 11))
        await place.settle()
        shown = await digest(place, NOON + MINUTE)
    assert (staff(shown.report)[:2], shown.report.window.as_of) == ((2, 6), NOON + MINUTE)


@pytest.mark.asyncio
async def test_what_is_told_on_friday_is_as_of_its_moment_though_it_was_counted_since(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine = await begun(place)
        place.say(mine, PAVEL, 3, NOON + MINUTE)
        await place.settle()
        later = NOON + 2 * MINUTE
        await counted(place, later)
        core = place.service.core
        async with core.database.writing() as connection:
            await rollup(connection, core.units[PERM], NOON, later, core.units)
            unit = core.units[PERM]
            told = await sum_level(connection, unit, unit.week(NOON), NOON, core.units)
        shown = await digest(place, later)
    assert (told.window.as_of, staff(told)[:2]) == (NOON, (1, 6))
    assert staff(shown.report)[:2] == (1, 6)
