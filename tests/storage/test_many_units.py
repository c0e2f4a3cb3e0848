"""What is read and written for many units at once is each one's own."""

import pytest

from storage import tables
from storage.records import NewNotice
from storage.seen import activity, forgetting
from storage.told import notices, runs
from storage.weeks import snapshots, standings
from tests.builders import a_standing
from tests.cast import DEPUTY, LYCEUM, MARIA, PAVEL, PERM, SCHOOL, WEEK, at, utc
from tests.storage.taking import CHAT, OTHER_CHAT, employ, give, put, says, tallies

HOUR = utc(at(0, 12)) // 3600
THIS_WEEK = utc(at(0)), utc(at(7))


@pytest.mark.asyncio
async def test_a_run_is_marked_for_those_alone_for_whom_it_was_not_yet(database):
    async with database.writing() as connection:
        await runs.mark(connection, "close", SCHOOL, at(7, 9), "done", at(7, 9))
        both = [SCHOOL, LYCEUM]
        fresh = await runs.mark_units(connection, "close", both, at(7, 9), "done", at(7, 9))
        again = await runs.mark_units(connection, "close", both, at(7, 9), "done", at(7, 10))
        nobody = await runs.mark_units(connection, "close", [], at(7, 9), "done", at(7, 9))

    assert (fresh, again, nobody) == ({LYCEUM}, frozenset(), frozenset())


@pytest.mark.asyncio
async def test_who_is_staff_of_one_unit_is_a_stranger_in_the_chats_of_another(database):
    await give(database)
    await give(database, OTHER_CHAT, LYCEUM)
    await employ(database, MARIA)
    await employ(database, PAVEL, unit=LYCEUM)
    known = (await put(database)).directory
    authors = (MARIA, PAVEL)
    await put(
        database,
        known,
        seen=[
            says(number, author, chat=chat)
            for chat in (CHAT, OTHER_CHAT)
            for number, author in enumerate(authors, start=1)
        ],
    )
    async with database.reading() as connection:
        both = await activity.tallies_by_unit(connection, [SCHOOL, LYCEUM, PERM], *THIS_WEEK)
    assert {unit: {tally.chat for tally in found} for unit, found in both.items()} == {
        SCHOOL: {CHAT},
        LYCEUM: {OTHER_CHAT},
        PERM: set(),
    }
    async with database.writing() as connection:
        await forgetting.forget_strangers(connection, [SCHOOL, LYCEUM], *THIS_WEEK)

    assert await tallies(database) == [
        (CHAT, HOUR, 0, 1),
        (CHAT, HOUR, MARIA, 1),
        (OTHER_CHAT, HOUR, 0, 1),
        (OTHER_CHAT, HOUR, PAVEL, 1),
    ]


@pytest.mark.asyncio
async def test_each_unit_counts_its_own_versions_of_a_week(database):
    async with database.writing() as connection:
        await snapshots.save_all(connection, WEEK, {SCHOOL: "{}"}, "close", at(7, 9))
        reports = {SCHOOL: '{"v":2}', LYCEUM: "{}"}
        versions = await snapshots.save_all(connection, WEEK, reports, "close", at(7, 9))
        closed = await snapshots.closed(connection, [SCHOOL, LYCEUM, PERM], WEEK)
        nothing = await snapshots.save_all(connection, WEEK, {}, "close", at(7, 9))

    assert (versions, nothing) == ({SCHOOL: 2, LYCEUM: 1}, {})
    assert closed == {SCHOOL, LYCEUM}


@pytest.mark.asyncio
async def test_of_standings_saved_together_a_closed_one_stays_and_a_running_one_gives_way(database):
    ours = a_standing(as_of=at(7), closed=True, figures='["closed"]')
    theirs = a_standing(unit=LYCEUM, figures='["running"]')
    later = [
        a_standing(unit=unit, as_of=at(7, 9), figures='["later"]') for unit in (SCHOOL, LYCEUM)
    ]
    async with database.writing() as connection:
        await standings.save_all(connection, [ours, theirs])
        await standings.save_all(connection, later)
        found = await standings.of_week(connection, [SCHOOL, LYCEUM], WEEK)
        closed = await standings.closed_by_unit(connection, [SCHOOL, LYCEUM], WEEK, "2026-W48")

    assert found == {SCHOOL: ours, LYCEUM: later[1]}
    assert closed == {SCHOOL: [ours], LYCEUM: []}


@pytest.mark.asyncio
async def test_of_notices_planned_together_only_new_ones_count(database):
    def a_notice(recipient):
        return NewNotice(
            unit=SCHOOL,
            kind="digest",
            period=WEEK,
            recipient=recipient,
            facts="{}",
            due_at=at(4, 15),
        )

    async with database.writing() as connection:
        counts = [
            await notices.plan(connection, [a_notice(who) for who in recipients])
            for recipients in ((), (DEPUTY, MARIA), (MARIA, PAVEL), (PAVEL,))
        ]
        rows = (await connection.execute(tables.notices.select())).all()

    assert counts == [0, 2, 1, 0]
    assert sorted(row.recipient for row in rows) == [DEPUTY, MARIA, PAVEL]
