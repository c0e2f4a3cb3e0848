"""Forgetting, with real rows: what is old goes, nothing newer is touched, twice is once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage import tables
from storage.db.times import seconds
from storage.observations import Seen
from storage.people import people, units
from storage.privacy import retention
from storage.records import Cause, Gone, NewNotice, NoticeState
from storage.seen import holes, ledger_store
from storage.told import journal, notices
from tests.builders import UNITS
from tests.cast import LYCEUM, SCHOOL, STRANGER
from tests.cast import at as local
from tests.storage.taking import CHAT, NOON, give, put, says, tallies, week_key

LIMIT = datetime(2026, 11, 16, tzinfo=UTC)
OLD, EDGE, NEW = LIMIT - timedelta(seconds=1), LIMIT, LIMIT + timedelta(days=1)
HOUR = seconds(LIMIT) // 3600


async def write(database, table, *rows):
    async with database.writing() as connection:
        for row in rows:
            await connection.execute(table.insert().values(row))


async def left(database, table, *columns):
    """What a table still has, sorted."""
    async with database.reading() as connection:
        rows = await connection.execute(table.select())
        return sorted(tuple(getattr(row, name) for name in columns) for row in rows)


async def forget(database, step, limit=LIMIT):
    """Forget to the end, and once more; give how many pieces it took."""
    pieces = 0
    while True:
        async with database.writing() as connection:
            if not await step(connection, limit):
                break
        pieces += 1
    async with database.writing() as connection:
        assert await step(connection, limit) is False
    return pieces


@pytest.mark.asyncio
async def test_hours_before_the_moment_go_a_few_at_a_time(database):
    hours = [HOUR - 1_000, HOUR - 7, HOUR - 6, HOUR - 2, HOUR - 1, HOUR, HOUR + 1]
    await write(
        database,
        tables.tallies,
        *({"chat": 1, "hour": hour, "author": 104, "messages": 2} for hour in hours),
    )
    await write(
        database,
        tables.foreign_links,
        *({"chat": 1, "hour": hour, "messenger": "viber", "messages": 1} for hour in hours),
    )

    assert await forget(database, retention.seen_activity) == 6
    assert await left(database, tables.tallies, "hour") == [(HOUR,), (HOUR + 1,)]
    assert await left(database, tables.foreign_links, "hour") == [(HOUR,), (HOUR + 1,)]


@pytest.mark.asyncio
async def test_keys_go_when_they_are_destroyed_and_their_week_is_long_over(database):
    keys = [("2026-W40", OLD, None), ("2026-W41", OLD, b"key"), ("2026-W47", EDGE, None)]
    await write(
        database,
        tables.weekly_keys,
        *(
            {"unit": SCHOOL, "week": week, "starts_at": 0, "ends_at": seconds(end), "key": key}
            for week, end, key in keys
        ),
    )
    await forget(database, retention.seen_activity)

    assert await left(database, tables.weekly_keys, "week") == [("2026-W41",), ("2026-W47",)]


@pytest.mark.asyncio
async def test_calls_go_with_those_who_were_in_them(database):
    for number, begun in enumerate((OLD, EDGE, NEW), start=1):
        await write(
            database,
            tables.calls,
            {
                "id": number,
                "chat": 1,
                "started_at": seconds(begun),
                "closed": True,
                "initiator": 104,
                "participant_count": 1,
            },
        )
        await write(database, tables.call_participants, {"call": number, "author": 105})
    await forget(database, retention.seen_calls)

    assert await left(database, tables.calls, "id") == [(2,), (3,)]
    assert await left(database, tables.call_participants, "call") == [(2,), (3,)]


@pytest.mark.asyncio
async def test_a_time_without_sight_goes_when_it_ended_long_ago(database):
    times = [(OLD, OLD), (OLD, EDGE), (OLD, None), (NEW, NEW)]
    await write(
        database,
        tables.interruptions,
        *(
            {
                "chat": number,
                "kind": Cause.ABSENT,
                "since": seconds(since),
                "until": None if until is None else seconds(until),
            }
            for number, (since, until) in enumerate(times)
        ),
    )
    await forget(database, retention.interruptions)

    assert await left(database, tables.interruptions, "chat") == [(1,), (2,), (3,)]


async def seen(database, numbers, at, chat=1):
    async with database.writing() as connection:
        some = [Seen(chat, number, 104, seconds(at)) for number in numbers]
        await ledger_store.extend(connection, some, {chat})


@pytest.mark.asyncio
async def test_an_old_hole_goes_for_good_and_is_not_noticed_again(database):
    await seen(database, [1, 2, 5], OLD)
    await seen(database, [9], NEW)
    async with database.writing() as connection:
        await holes.mark_gone(connection, 1, [3, 4], Gone.DELETED)
    await forget(database, retention.missing_numbers)
    await seen(database, [10, 12], NEW)

    assert await left(database, tables.holes, "first", "last") == [(6, 8), (11, 11)]
    assert await left(database, tables.ledger, "first", "last") == [(1, 5), (9, 10), (12, 12)]


@pytest.mark.asyncio
async def test_a_message_of_a_forgotten_hole_is_not_counted_when_it_comes_at_last(database):
    await seen(database, [1, 3], OLD)
    await forget(database, retention.missing_numbers)
    async with database.writing() as connection:
        fresh, _ = await ledger_store.extend(connection, [Seen(1, 2, 104, seconds(OLD))], {1})

    assert fresh == set()


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
