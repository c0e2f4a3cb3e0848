"""Municipalities and regions through the whole program: what is summed, kept and told."""

import json
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from monitor.facts.values import Among, Report
from monitor.jobs.asked.today import load_digest
from monitor.jobs.levels import load_level_report
from monitor.jobs.loading.load import UnitOrder, below, organisations
from monitor.jobs.tick import heights
from monitor.time.week import Calendar, Regime, utc_seconds
from storage import tables
from storage.records import Vacation
from storage.weeks import snapshots, vacations
from tests.builders import a_unit
from tests.cast import (
    ADMIN,
    COORDINATOR,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    NAMES,
    NEXT_MONDAY_CLOSE,
    OLGA,
    PAVEL,
    PERM,
    ROSTER,
    SCHOOL,
    WEEK,
    ZONE,
    at,
)
from tests.levels import ORDER
from tests.monitor.jobs.under_a_region import LYCEUM_ROSTER, WEEK47, WEEK48, config, staff
from tests.playground import playground

FRIDAY_ROLLUP = at(4, 16)


async def at_work(place):
    """Both organisations with a chat and a roster; the coordinators may be written to."""
    for person in (ADMIN, COORDINATOR, OLGA, LYCEUM_ADMIN):
        place.world.allow_dm(person)
    await place.roster()
    await place.roster(LYCEUM_ROSTER, LYCEUM)
    mine = await place.chat("Педсовет", MARIA, PAVEL)
    other = await place.chat("Кафедра", by=LYCEUM_ADMIN)
    return mine, other


async def rollups(place):
    rows = [row for row in await place.rows(tables.notices) if row.kind == "rollup"]
    return sorted((row.unit, row.period, row.recipient, row.state) for row in rows)


async def closed(place, unit):
    async with place.service.core.database.reading() as connection:
        kept = await snapshots.latest(connection, unit, WEEK)
    return kept, kept and msgspec.json.decode(kept.report, type=Report)


@pytest.mark.asyncio
async def test_on_friday_the_coordinators_read_the_sum_of_the_schools_as_of_the_hour(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine, other = await at_work(place)
        place.say(mine, MARIA, 3, at(1, 9))
        place.say(mine, PAVEL, 2, at(1, 9))
        place.say(other, LYCEUM_ADMIN, 3, at(1, 10))
        await place.tick(FRIDAY_ROLLUP)

        assert await rollups(place) == [
            ("krai", WEEK, OLGA, "sent"),
            (PERM, WEEK, COORDINATOR, "sent"),
        ]
        assert place.heard(dm=COORDINATOR) == [
            "Сводка муниципалитета: неделя 16–22 ноября, на 16:00 пятницы, не окончена.\n"
            "Департамент образования города Перми. Данные 2 из 2 организаций.\n"
            "⚠️ Сотрудники, написавшие минимум 3 сообщения: 2 из 6 (33,3\xa0%); норма 50\xa0%: "
            "выполнена в 1 организации из 2.\n"
            "• Школы с данными: 2 из 2 (100\xa0%).\n"
            "• Учителя, активные за неделю: 3 из 4 (75,0\xa0%).\n"
            "• Организации, выполнившие норму: 1 из 2 (50,0\xa0%).\n"
            "Остальные показатели (1) — в таблице."
        ]
        region, *rest = place.heard(dm=OLGA)
        assert rest == []
        assert region.splitlines()[:3] == [
            "Сводка региона: неделя 16–22 ноября, на 16:00 пятницы, не окончена.",
            "Пермский край. Данные 2 из 2 организаций.",
            "⚠️ Сотрудники, написавшие минимум 3 сообщения: 2 из 6 (33,3\xa0%); норма 50\xa0%: "
            "выполнена в 1 организации из 2.",
        ]


@pytest.mark.asyncio
async def test_a_running_week_of_a_level_stands_beside_the_same_hour_of_the_week_before(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine, other = await at_work(place)
        place.say(mine, MARIA, 3, at(1, 9))
        place.say(other, LYCEUM_ADMIN, 3, at(4, 15))
        place.say(mine, PAVEL, 3, at(4, 17))  # after the hour that is compared
        await place.tick(at(7, 12))
        for number in range(2):
            place.say(mine, PAVEL, 3, at(8 + number, 9))
        await place.tick(at(11, 16))

        for person in (OLGA, COORDINATOR):
            assert place.heard(dm=person)[-1].splitlines()[2] == (
                "⚠️ Сотрудники, написавшие минимум 3 сообщения: 1 из 6 (16,7\xa0%); норма 50\xa0%: "
                "не выполнена ни в одной из 2 организаций. "
                "Неделю назад к этому часу: 2 из 6 (33,3\xa0%)."
            )
        units = place.service.core.units
        async with place.service.core.database.reading() as connection:
            shown = await load_digest(connection, units[PERM], WEEK48, at(11, 16), units)
            week = await load_digest(connection, units[PERM], WEEK47, at(11, 16), units)
        assert (staff(week.report)[:2], week.then) == ((3, 6), None)
        assert (shown.then.value, shown.then.of) == (2, 6)


@pytest.mark.asyncio
async def test_a_school_that_closes_later_is_added_and_told_once_with_the_next_digest(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine, other = await at_work(place)
        place.say(mine, MARIA, 3, at(1, 9))
        await place.tick(FRIDAY_ROLLUP)
        place.say(other, LYCEUM_ADMIN, 3, at(5, 10))
        await place.tick(NEXT_MONDAY_CLOSE)
        kept, report = await closed(place, PERM)

        assert (kept.version, staff(report)) == (1, (1, 6, Among(met=0, unmet=2, unknown=0)))
        assert [(line.unit, line.state) for line in report.organisations] == [
            (LYCEUM, "late"),
            (SCHOOL, "closed"),
        ]
        await place.tick(at(7, 12))
        for unit in (PERM, "krai"):
            kept, report = await closed(place, unit)
            assert (kept.version, kept.author, kept.made_at) == (2, "close", at(7, 12))
            assert staff(report) == (2, 6, Among(met=1, unmet=1, unknown=0))
            assert report.window.closed is True
        standing = {row.unit: json.loads(row.figures) for row in await place.rows(tables.standings)}
        assert standing["krai"][0]["value"] == 2
        assert [row for row in await rollups(place) if "final" in row[1]] == [
            ("krai", f"{WEEK} final", OLGA, "sent"),
            (PERM, f"{WEEK} final", COORDINATOR, "sent"),
        ]
        assert "Неделя не закрыта: 1 (МАОУ «Лицей № 5»)." in place.heard(dm=COORDINATOR)[-1]
        await place.tick(at(11, 16))
        again = (
            "Итог недели 16–22 ноября уточнён. Сотрудники, написавшие минимум 3 сообщения: "
            "2 из 6 (33,3\xa0%), было 1 из 6 (16,7\xa0%)."
        )
        for coordinator in (COORDINATOR, OLGA):
            assert again in place.heard(dm=coordinator)[-1].splitlines()
        for later in (at(14, 9), at(14, 12), at(18, 16)):
            await place.tick(later)
        for coordinator in (COORDINATOR, OLGA):
            assert sum(again in text for text in place.heard(dm=coordinator)) == 1


@pytest.mark.asyncio
async def test_doing_a_levels_jobs_again_changes_nothing(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine, _ = await at_work(place)
        place.say(mine, MARIA, 3, at(1, 9))
        for moment in (FRIDAY_ROLLUP, NEXT_MONDAY_CLOSE, at(7, 12)):
            await place.tick(moment)
            once = [await place.rows(table) for table in (tables.snapshots, tables.notices)]
            await place.tick(moment)
            assert [await place.rows(table) for table in (tables.snapshots, tables.notices)] == once


@pytest.mark.asyncio
async def test_no_name_of_a_person_leaves_the_organisation(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine, other = await at_work(place)
        place.say(mine, MARIA, 3, at(1, 9))
        place.say(other, LYCEUM_ADMIN, 3, at(1, 10))
        for moment in (FRIDAY_ROLLUP, NEXT_MONDAY_CLOSE, at(7, 12)):
            await place.tick(moment)
        told = [row.facts for row in await place.rows(tables.notices) if row.kind == "rollup"]
        told += [
            row.report for row in await place.rows(tables.snapshots) if row.unit in (PERM, "krai")
        ]
        surnames = [surname for _, surname in NAMES.values()]
        surnames += [line.split()[0] for line in ROSTER.splitlines()[1:]]

        assert len(told) == 4 + 3  # the lyceum, late, changed no figure of the region
        assert [name for name in surnames if any(name in each for each in told)] == []


@pytest.mark.asyncio
async def test_an_open_week_of_a_level_is_summed_as_of_now_and_nothing_is_written(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        mine, _ = await at_work(place)
        place.say(mine, MARIA, 3, at(1, 9))
        await place.settle()
        units = place.service.core.units
        week = units["krai"].week_named(WEEK)
        async with place.service.core.database.reading() as connection:
            report = await load_level_report(connection, units["krai"], week, at(2), units)
            school = await load_level_report(connection, units[SCHOOL], week, at(2), units)

        assert staff(report) == (1, 6, Among(met=0, unmet=2, unknown=0))
        assert [(line.unit, line.state) for line in report.organisations] == [(PERM, "running")]
        assert staff(school)[:2] == (1, 5)
        assert await place.rows(tables.standings) == []


@pytest.mark.asyncio
async def test_who_ended_the_week_sooner_by_another_calendar_is_not_late(tmp_path):
    fridays = Calendar((Regime(0, ZONE, 0), Regime(utc_seconds(at(0)), ZONE, 4)))
    async with playground(tmp_path, config(tmp_path)) as place:
        mine, _ = await at_work(place)
        place.say(mine, MARIA, 3, at(1, 9))
        await place.settle()
        known = place.service.core.units
        units = {**known, SCHOOL: replace(known[SCHOOL], calendar=fridays)}
        async with place.service.core.database.reading() as connection:
            week = units[PERM].week_named(WEEK)
            report = await load_level_report(connection, units[PERM], week, at(5), units)

        assert {line.unit: line.state for line in report.organisations}[SCHOOL] == "running"


@pytest.mark.asyncio
async def test_in_the_departments_vacation_the_week_so_far_is_not_told(tmp_path):
    async with playground(tmp_path, config(tmp_path)) as place:
        await at_work(place)
        async with place.service.core.database.writing() as connection:
            rest = Vacation(
                unit="krai", class_name="", first=date(2026, 11, 16), last=date(2026, 11, 22)
            )
            await vacations.add(connection, rest, "bot")
        await place.tick(FRIDAY_ROLLUP)

        assert await rollups(place) == []


@pytest.mark.asyncio
async def test_a_level_without_the_bot_in_any_chat_below_is_not_closed(tmp_path):
    async with playground(tmp_path, config(tmp_path), clock=at(7, 8)) as place:
        await at_work(place)
        await place.tick(at(7, 12))

        assert (await closed(place, PERM))[0] is None
        assert await rollups(place) == []


def test_a_school_with_a_branch_stays_an_organisation():
    def of(name, kind, *above):
        return UnitOrder(a_unit(name, kind=kind), ORDER, above)

    units = {
        "krai": of("krai", "region"),
        PERM: of(PERM, "municipality", "krai"),
        SCHOOL: of(SCHOOL, "school", PERM, "krai"),
        "branch": of("branch", "kindergarten", SCHOOL, PERM, "krai"),
    }
    assert heights(units) == {"krai": 3, PERM: 2, SCHOOL: 0, "branch": 0}
    assert [each.unit.id for each in below(units[PERM], units)] == [SCHOOL, "branch"]
    assert [each.unit.id for each in organisations(units["krai"], units)] == [SCHOOL, "branch"]
