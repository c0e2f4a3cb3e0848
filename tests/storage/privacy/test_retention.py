"""Forgetting, with real rows: what is old goes, nothing newer is touched, twice is once."""

from datetime import date, timedelta

import pytest

from storage import tables
from storage.db.times import seconds
from storage.people import people, units
from storage.privacy import retention
from storage.records import NewNotice, NoticeState
from storage.told import journal, notices
from tests.builders import UNITS
from tests.cast import LYCEUM, SCHOOL, STRANGER
from tests.cast import at as local
from tests.storage.privacy.forgetting import EDGE, NEW, OLD, forget, left, write
from tests.storage.taking import CHAT, NOON, give, put, says, tallies, week_key


@pytest.mark.asyncio
async def test_notices_go_when_they_are_settled_and_old(database):
    cases = [
        (NoticeState.SENT, OLD, OLD),
        (NoticeState.FAILED, OLD, OLD),
        (NoticeState.STALE, OLD, OLD),
        (NoticeState.SENT, OLD, NEW),
        (NoticeState.RELEASED, OLD, None),
        (NoticeState.PLANNED, NEW, None),
        (NoticeState.SENT, NEW, NEW),
    ]
    async with database.writing() as connection:
        await notices.plan(
            connection,
            [
                NewNotice(
                    unit=SCHOOL,
                    kind="digest",
                    period="2026-W40",
                    recipient=number,
                    facts='{"people":[]}',
                    due_at=due,
                )
                for number, (_, due, _) in enumerate(cases)
            ],
        )
        for number, (state, _, settled) in enumerate(cases):
            await connection.execute(
                tables.notices.update()
                .where(tables.notices.c.recipient == number)
                .values(state=state, settled_at=None if settled is None else seconds(settled))
            )
    await forget(database, retention.settled_notices)

    assert await left(database, tables.notices, "recipient") == [(3,), (4,), (5,), (6,)]


@pytest.mark.asyncio
async def test_of_every_job_the_newest_run_stays_however_old(database):
    runs = [
        ("close", SCHOOL, OLD - timedelta(weeks=2)),
        ("close", SCHOOL, OLD - timedelta(weeks=1)),
        ("close", LYCEUM, OLD - timedelta(weeks=2)),
        ("nudge", SCHOOL, OLD),
        ("nudge", SCHOOL, NEW),
    ]
    await write(
        database,
        tables.job_runs,
        *(
            {"job": job, "unit": unit, "moment": seconds(at), "state": "done"}
            for job, unit, at in runs
        ),
    )
    await forget(database, retention.work)

    assert await left(database, tables.job_runs, "job", "unit", "moment") == sorted(
        (job, unit, seconds(at)) for job, unit, at in (runs[1], runs[2], runs[4])
    )


async def a_person(database, name="Петрова Мария Петровна", dismissed=None):
    async with database.writing() as connection:
        values = {"full_name": name, "position": "", "role": "учитель", "classes": ()}
        number = await people.add(connection, SCHOOL, values, OLD)
        if dismissed is not None:
            await people.dismiss(connection, [number], dismissed)
    return number


@pytest.mark.asyncio
async def test_codes_go_when_they_ended_long_ago_used_or_not(database):
    person = await a_person(database)
    await write(
        database,
        tables.codes,
        {"code": "1", "person": person, "expires_at": seconds(OLD), "used_by": None},
        {"code": "2", "person": person, "expires_at": seconds(OLD), "used_by": 104},
        {"code": "3", "person": person, "expires_at": seconds(EDGE), "used_by": 104},
        {"code": "4", "person": person, "expires_at": seconds(NEW), "used_by": None},
    )
    await forget(database, retention.work)

    assert await left(database, tables.codes, "code") == [("3",), ("4",)]


@pytest.mark.asyncio
async def test_unreadable_updates_and_the_journal_go_by_their_moments(database):
    for at in (OLD, EDGE, NEW):
        row = {"received_at": seconds(at), "reason": "shape", "shape": "{}"}
        await write(database, tables.quarantine, row)
        async with database.writing() as connection:
            await journal.write(connection, at=at, action="roster_imported", unit=SCHOOL)
    await forget(database, retention.work)
    await forget(database, retention.journal)

    assert await left(database, tables.quarantine, "received_at") == [
        (seconds(EDGE),),
        (seconds(NEW),),
    ]
    assert await left(database, tables.audit, "at") == [(seconds(EDGE),), (seconds(NEW),)]


@pytest.mark.asyncio
async def test_weeks_go_whole_by_their_names_across_a_year_s_end(database):
    person = await a_person(database)
    weeks = ["2025-W52", "2026-W09", "2026-W46", "2026-W47", "2026-W53", "2027-W01"]
    for unit in (SCHOOL, LYCEUM):
        for week in weeks:
            place = {"unit": unit, "week": week}
            for version in (1, 2):
                snapshot = {"version": version, "author": "close", "made_at": 0, "report": "{}"}
                await write(database, tables.snapshots, place | snapshot)
            standing = {"as_of": 0, "closed": True, "completeness": None, "figures": "[]"}
            await write(database, tables.standings, place | standing)
            await write(database, tables.closed_facts, place | {"facts": "{}"})
            official = {"figure": "main", "value": 1, "of": 2, "made_at": 0}
            await write(database, tables.official, place | official)
            correction = {
                "person": person,
                "figure": "",
                "messages": 1,
                "calls": 0,
                "comment": "Журнал",
                "made_at": 0,
            }
            await write(database, tables.corrections, place | correction)
            remark = {"kind": "measure", "author": 102, "text": "Поговорили", "made_at": 0}
            await write(database, tables.week_notes, place | remark)

    assert await forget(database, retention.weeks, "2026-W47") == 2
    kept = [(unit, week) for unit in (LYCEUM, SCHOOL) for week in weeks[3:]]
    others = (tables.closed_facts, tables.official, tables.corrections, tables.week_notes)
    for table in (tables.standings, *others):
        assert await left(database, table, "unit", "week") == kept
    assert await left(database, tables.snapshots, "unit", "week") == sorted(kept * 2)


@pytest.mark.asyncio
async def test_who_left_long_ago_goes_with_all_that_hangs_on_him(database):
    gone = await a_person(database, "Давно Ушедший", OLD)
    lately = await a_person(database, "Недавно Ушедший", EDGE)
    here = await a_person(database)
    for person in (gone, lately, here):
        async with database.writing() as connection:
            await people.set_absence(connection, person, date(2026, 1, 1), None)
    await forget(database, retention.dismissed)

    assert await left(database, tables.persons, "id") == [(lately,), (here,)]
    assert await left(database, tables.absences, "person") == [(lately,), (here,)]


@pytest.mark.asyncio
async def test_many_rows_go_in_pieces(database):
    async with database.writing() as connection:
        rows = [
            {"at": seconds(OLD), "action": "shown", "details": "{}"}
            for _ in range(2 * retention.PIECE + 1)
        ]
        await connection.execute(tables.audit.insert(), rows)

    assert await forget(database, retention.journal) == 3
    assert await left(database, tables.audit, "id") == []


@pytest.mark.asyncio
async def test_until_when_it_is_forgotten_is_remembered(database):
    async with database.reading() as connection:
        assert await retention.last(connection) == (None, None)
    for limit, now in ((OLD.replace(microsecond=0), EDGE), (EDGE, NEW)):
        async with database.writing() as connection:
            await retention.begin(connection, limit, now)
        async with database.reading() as connection:
            assert await retention.last(connection) == (now, limit)


@pytest.mark.asyncio
async def test_the_strangers_of_a_unit_taken_out_become_nobody_when_their_week_is_long_over(
    database,
):
    await give(database)
    await put(database, seen=[says(1), says(2, account=STRANGER + 1)])
    async with database.writing() as connection:
        early = await retention.strangers_of_unlisted(connection, local(70))
        await units.sync(connection, [each for each in UNITS if each.id != SCHOOL], [])
        too_new = await retention.strangers_of_unlisted(connection, local(7))
        done = await retention.strangers_of_unlisted(connection, local(70))
        again = await retention.strangers_of_unlisted(connection, local(70))

    assert (early, too_new, done, again) == (False, False, True, False)
    assert await week_key(database) is None
    assert await tallies(database) == [(CHAT, NOON // 3600, 0, 2)]
