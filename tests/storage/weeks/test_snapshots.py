"""Closed weeks: versions only grow, keys are destroyed."""

import pytest
from sqlalchemy import select

from storage import tables
from storage.places.directory import Directory, refresh
from storage.records import Snapshot
from storage.weeks import snapshots
from tests.builders import weeks_of
from tests.cast import LYCEUM, SCHOOL, WEEK, at, utc

CLOSED = at(7, 9)


def a_snapshot(week=WEEK, version=1, report="{}", author="close", made_at=CLOSED):
    return Snapshot(
        unit=SCHOOL, week=week, version=version, author=author, made_at=made_at, report=report
    )


async def saved(database, week, report="{}", unit=SCHOOL, author="close", now=CLOSED):
    async with database.writing() as connection:
        return (await snapshots.save_all(connection, week, {unit: report}, author, now))[unit]


@pytest.mark.asyncio
async def test_a_correction_is_a_new_version_and_the_newest_speaks(database):
    async with database.reading() as connection:
        assert await snapshots.latest(connection, SCHOOL, WEEK) is None
    versions = [
        await saved(database, WEEK),
        await saved(database, WEEK, '{"v":2}', author="101", now=at(8)),
    ]
    async with database.reading() as connection:
        newest = await snapshots.latest(connection, SCHOOL, WEEK)
        kept = await connection.scalars(
            select(tables.snapshots.c.report).order_by(tables.snapshots.c.version)
        )
        assert list(kept) == ["{}", '{"v":2}']

    assert versions == [1, 2]
    assert newest == a_snapshot(version=2, report='{"v":2}', author="101", made_at=at(8))


@pytest.mark.asyncio
async def test_versions_are_counted_for_each_unit_and_week(database):
    assert await saved(database, WEEK) == 1
    assert await saved(database, WEEK, unit=LYCEUM) == 1
    assert await saved(database, "2026-W48") == 1


@pytest.mark.asyncio
async def test_keys_of_weeks_that_ended_are_destroyed_and_every_process_learns_of_it(database):
    rows = []
    for unit, day in ((SCHOOL, -7), (SCHOOL, 0), (SCHOOL, 7), (LYCEUM, 0)):
        week, starts_at, ends_at = weeks_of(unit, utc(at(day)))
        rows.append(
            {"unit": unit, "week": week, "starts_at": starts_at, "ends_at": ends_at, "key": b"key"}
        )
    async with database.writing() as connection:
        await connection.execute(tables.weekly_keys.insert(), rows)
        known = await refresh(connection, Directory())
        await snapshots.destroy_keys(connection, [SCHOOL], at(7))
        fresh = await refresh(connection, known)

    assert [key.key for key in known.keys[SCHOOL]] == [b"key"] * 3
    assert [key.key for key in fresh.keys[SCHOOL]] == [None, None, b"key"]
    assert [key.key for key in fresh.keys[LYCEUM]] == [b"key"]
