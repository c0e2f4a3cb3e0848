"""Closing many organisations at once: as if each were alone, and none holds another up."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.jobs import tick as jobs
from monitor.jobs.loading import week as load_week
from monitor.jobs.loading.load import load_facts, load_facts_of
from monitor.jobs.tick import tick
from monitor.orders.jobs import JobName
from monitor.time.week import week_named
from storage import tables
from storage.db.errors import DatabaseUnreachable
from storage.weeks import snapshots
from tests.cast import (
    CONFIG,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    NEXT_MONDAY_CLOSE,
    SCHOOL,
    STRANGER,
    WEEK,
    ZONE,
    at,
)
from tests.monitor.schooling import everything, scheduled, school
from tests.playground import playground

SAME_ORDER = CONFIG.replace('order = "sergokala"', 'order = "perm"')
LYCEUM_ROSTER = """ФИО;Должность;Роль;VK;Классы;Отсутствует с;Отсутствует по
Носова Нина Ивановна;Учитель химии;учитель;107;;;
"""


class Broken(Exception):
    """What the lyceum's report stumbles over."""


async def two_at_work(place):
    """A school and a lyceum that close at the same moment; both have staff and a stranger."""
    mine = await school(place)
    place.world.allow_dm(LYCEUM_ADMIN)
    await place.roster(LYCEUM_ROSTER, LYCEUM)
    other = await place.chat("Кафедра", STRANGER, by=LYCEUM_ADMIN)
    for chat, person in ((mine, MARIA), (other, LYCEUM_ADMIN)):
        place.say(chat, person, 10, at(1, 9))
        place.say(chat, STRANGER, 3, at(1, 9))
        place.world.call(chat, person, [STRANGER], 60)
    await place.settle()


async def closed(place):
    async with place.service.core.database.reading() as connection:
        return await snapshots.closed(connection, [SCHOOL, LYCEUM], WEEK)


async def done(place):
    rows = await place.rows(tables.job_runs)
    return {(row.job, row.unit): row.state for row in rows if row.job == JobName.CLOSE}


def without_numbers(rows):
    """Notices are numbered as they are written; who is first means nothing."""
    return sorted(str(replace_number(row)) for row in rows)


def replace_number(row):
    return {name: value for name, value in row._asdict().items() if name not in ("id", "random_id")}


@pytest.mark.asyncio
async def test_facts_of_many_are_the_facts_of_each(tmp_path: Path):
    async with playground(tmp_path, scheduled(tmp_path, SAME_ORDER)) as place:
        await two_at_work(place)
        week, units = week_named(WEEK, ZONE), place.service.core.units
        ours = [units[SCHOOL], units[LYCEUM]]
        async with place.service.core.database.reading() as connection:
            together = await load_facts_of(connection, ours, week, week.end)
            alone = {unit.id: await load_facts(connection, unit, week, week.end) for unit in ours}

    assert together == alone
    assert [sum(each.messages for each in facts.people) for facts in together.values()] == [10, 10]


@pytest.mark.asyncio
async def test_closing_together_leaves_what_closing_one_by_one_leaves(tmp_path: Path, monkeypatch):
    left = []
    for name, at_once in (("together", 50), ("alone", 1)):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(jobs, "AT_ONCE", at_once)
        config = scheduled(tmp_path / name, SAME_ORDER)
        async with playground(tmp_path / name, config) as place:
            await two_at_work(place)
            await tick(place.service.core.database, place.service.core.units, NEXT_MONDAY_CLOSE)
            assert await closed(place) == {SCHOOL, LYCEUM}
            found = await everything(place)
        wanted = ("snapshots", "standings", "notices", "calls", "call_participants", "job_runs")
        left.append({table: without_numbers(found[table]) for table in wanted})
        totals = sorted((row.chat, row.hour, row.messages, row.author) for row in found["tallies"])
        assert [author for *_, author in totals] == [0, MARIA, 0, LYCEUM_ADMIN]

    assert left[0] == left[1]


@pytest.mark.asyncio
async def test_a_unit_that_fails_holds_up_no_other_and_is_closed_by_the_next_tick(
    tmp_path: Path, monkeypatch
):
    async with playground(tmp_path, scheduled(tmp_path, SAME_ORDER)) as place:
        await two_at_work(place)
        database, units = place.service.core.database, place.service.core.units
        report_of = load_week.report_of

        def broken(judge, **more):
            if judge.facts.raw.unit.id == LYCEUM:
                raise Broken
            return report_of(judge, **more)

        monkeypatch.setattr(load_week, "report_of", broken)
        first = await tick(database, units, NEXT_MONDAY_CLOSE)
        assert [(each.job.unit, type(each.error)) for each in first.failed] == [(LYCEUM, Broken)]
        assert (LYCEUM, JobName.CLOSE) not in {(item.unit, item.job) for item in first.jobs}
        assert await closed(place) == {SCHOOL}
        assert (JobName.CLOSE, LYCEUM) not in await done(place)

        monkeypatch.setattr(load_week, "report_of", report_of)
        second = await tick(database, units, NEXT_MONDAY_CLOSE + timedelta(minutes=1))
        assert ([item.unit for item in second.jobs], second.failed) == ([LYCEUM], ())
        assert await closed(place) == {SCHOOL, LYCEUM}


@pytest.mark.asyncio
async def test_a_database_out_of_reach_ends_the_tick(tmp_path: Path, monkeypatch):
    async with playground(tmp_path, scheduled(tmp_path, SAME_ORDER)) as place:
        await two_at_work(place)

        def unreachable(*_given, **_more):
            raise DatabaseUnreachable("zvonok.db", "disk full")

        monkeypatch.setattr(load_week, "report_of", unreachable)
        with pytest.raises(DatabaseUnreachable):
            await tick(place.service.core.database, place.service.core.units, NEXT_MONDAY_CLOSE)
        assert (await closed(place), await done(place)) == (frozenset(), {})


@pytest.mark.asyncio
async def test_progress_is_told_batch_by_batch_up_to_the_last_job(tmp_path: Path):
    async with playground(tmp_path, scheduled(tmp_path, SAME_ORDER)) as place:
        await two_at_work(place)
        seen = []
        await tick(
            place.service.core.database,
            place.service.core.units,
            NEXT_MONDAY_CLOSE,
            on_progress=lambda behind, of: seen.append((behind, of)),
        )
    assert seen == [(2, 3), (3, 3)]  # both organisations at once, then the level above


@pytest.mark.asyncio
async def test_a_school_above_a_branch_keeps_its_week_when_the_branch_closes_after_it(
    tmp_path: Path,
):
    text = SAME_ORDER.replace(
        'name = "МАОУ «Лицей № 5»"\nparent = "perm"',
        'name = "МАОУ «Лицей № 5»"\nparent = "school-12"',
    )
    async with playground(tmp_path, scheduled(tmp_path, text)) as place:
        await two_at_work(place)
        core = place.service.core
        assert core.units[LYCEUM].above == (SCHOOL, "perm")
        await tick(core.database, {SCHOOL: core.units[SCHOOL]}, NEXT_MONDAY_CLOSE)
        await tick(core.database, core.units, NEXT_MONDAY_CLOSE + timedelta(minutes=1))
        kept = [row for row in await place.rows(tables.snapshots) if row.unit == SCHOOL]

    assert [row.version for row in kept] == [1]
