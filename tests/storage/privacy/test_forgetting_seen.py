"""What was seen of chats goes when it is old: hours, keys, calls, times without sight, holes."""

import pytest

from storage import tables
from storage.db.times import seconds
from storage.observations import Seen
from storage.privacy import retention
from storage.records import Cause, Gone
from storage.seen import holes, ledger_store
from tests.cast import SCHOOL
from tests.storage.privacy.forgetting import EDGE, HOUR, NEW, OLD, forget, left, write


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
