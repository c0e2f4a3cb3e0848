"""Answers kept until they can be told: one of a conversation at a time, and not for ever."""

from datetime import timedelta

import pytest

from storage import tables
from storage.asked import answers
from storage.asked.answers import KEPT, LONGEST_REST, KeptAnswer
from storage.db.traces import was_destroyed
from storage.told import conditions
from tests.cast import ADMIN, MARIA, STRANGER, at, utc
from tests.storage.taking import employ, rows

pytestmark = pytest.mark.asyncio

NOON = at(0, 12)
SECOND = timedelta(seconds=1)
HOLDER, STAFF, OTHER = 0, 1, 2  # ranks


async def do(database, work, *given, **named):
    """Do one thing in a transaction of its own."""
    async with database.writing() as connection:
        return await work(connection, *given, **named)


async def keep(database, *conversations, when=NOON, rest=timedelta()):
    """Keep answers 1, 2, … in these conversations."""
    known = len(await rows(database, tables.answers, "id"))
    return [
        await do(database, answers.keep, f"m{number}", conversation, b"words", when, rest)
        for number, conversation in enumerate(conversations, start=known + 1)
    ]


def kept(number, conversation, rank, attempts=1, body=b"words"):
    return KeptAnswer(
        id=number,
        about=f"m{number}",
        conversation=conversation,
        rank=rank,
        attempts=attempts,
        made_at=NOON,
        body=body,
    )


async def claimed(database, when=NOON, limit=10):
    return [each.id for each in await do(database, answers.claim, when, limit)]


async def test_an_answer_is_kept_once_and_waits_in_its_conversation(database):
    assert await do(database, answers.waiting) is False
    assert await do(database, answers.keep, "m1", -MARIA, b"words", NOON, 5 * SECOND) is True
    assert await do(database, answers.keep, "m1", -MARIA, b"others", NOON + SECOND) is False

    assert await rows(database, tables.answers, *tables.answers.c.keys()) == [
        (1, "m1", -MARIA, utc(NOON), 0, utc(NOON) + 5, None, b"words", None)
    ]
    assert await do(database, answers.waiting) is True
    assert [await do(database, answers.waits_for, each) for each in (-MARIA, MARIA)] == [
        True,
        False,
    ]


async def test_a_stop_holds_up_every_answer(database):
    stop = conditions.SENDING_STOPPED
    await keep(database, -MARIA)
    assert await do(database, answers.waiting, stop) is True
    assert await do(database, answers.waits_for, -ADMIN, stop) is False

    await do(database, conditions.set, stop, "14", NOON)

    assert await do(database, answers.waiting, stop) is False
    assert await do(database, answers.waits_for, -ADMIN, stop) is True
    assert await do(database, answers.waits_for, -ADMIN) is False


async def test_the_oldest_of_each_conversation_is_told_office_holders_first_then_chats_and_staff(
    database,
):
    await employ(database, MARIA)
    await keep(database, -STRANGER, -MARIA, 1, -ADMIN, -ADMIN, -STRANGER - 1)

    assert await do(database, answers.claim, NOON, 5) == [
        kept(4, -ADMIN, HOLDER),
        kept(2, -MARIA, STAFF),
        kept(3, 1, STAFF),
        kept(1, -STRANGER, OTHER),
        kept(6, -STRANGER - 1, OTHER),
    ]
    await do(database, answers.told, [4])
    assert await do(database, answers.claim, NOON, 5) == [kept(5, -ADMIN, HOLDER)]


async def test_of_many_the_first_by_rank_are_taken_and_nobody_takes_them_again_for_a_while(
    database,
):
    await keep(database, -STRANGER, -ADMIN, 7)
    assert await claimed(database, limit=2) == [2, 3]
    assert await claimed(database, limit=2) == [1]
    assert await claimed(database, NOON + timedelta(minutes=5) - SECOND) == []
    [again, *_] = await do(database, answers.claim, NOON + timedelta(minutes=5), 3)
    assert again == kept(2, -ADMIN, HOLDER, attempts=2)


async def test_at_a_start_everything_taken_is_free(database):
    await keep(database, 7)
    assert await claimed(database) == [1]
    await do(database, answers.free)
    assert await claimed(database) == [1]


async def test_an_answer_rests_until_its_moment_and_its_conversation_with_it(database):
    await keep(database, 7, rest=5 * SECOND)
    await keep(database, 7)
    assert await claimed(database, NOON + 4 * SECOND) == []
    assert await claimed(database, NOON + 5 * SECOND) == [1]
    await do(database, answers.postpone, 1, NOON + 15 * SECOND)
    assert await claimed(database, NOON + 14 * SECOND) == []
    assert await claimed(database, NOON + 15 * SECOND) == [1]


async def test_a_moment_further_away_than_the_longest_rest_is_another_clock_s(database):
    await keep(database, 7, rest=LONGEST_REST)
    await keep(database, 8, rest=LONGEST_REST + SECOND)
    assert timedelta(seconds=20) == LONGEST_REST
    assert await claimed(database) == [2]


async def test_when_the_messenger_takes_answers_again_nothing_rests_any_longer(database):
    await keep(database, 7, 8, rest=10 * SECOND)
    await do(database, answers.hurry)
    assert await claimed(database) == [1, 2]


async def test_after_fifty_minutes_only_the_lateness_is_told_and_after_a_day_nothing(database):
    await keep(database, 7, 8)
    await do(database, answers.expire, NOON + timedelta(minutes=50) - SECOND)
    assert await rows(database, tables.answers, "id", "body") == [(1, b"words"), (2, b"words")]
    async with database.writing() as connection:
        await answers.expire(connection, NOON + timedelta(minutes=50))
        assert was_destroyed(connection) is not None
        await answers.expire(connection, NOON + timedelta(minutes=51))
        assert was_destroyed(connection) is None
    assert await do(database, answers.claim, NOON, 1) == [kept(1, 7, STAFF, body=None)]
    await do(database, answers.expire, NOON + timedelta(days=1) - SECOND)
    assert len(await rows(database, tables.answers, "id")) == 2
    await do(database, answers.expire, NOON + timedelta(days=1))
    assert await rows(database, tables.answers, "id") == []


async def test_what_was_told_leaves_no_trace(database):
    await keep(database, 7, 7, 8)
    async with database.writing() as connection:
        await answers.told(connection, [1, 3])
        assert was_destroyed(connection) is not None
    assert await rows(database, tables.answers, "id") == [(2,)]


async def test_that_something_was_too_late_is_said_once_in_a_conversation(database):
    await keep(database, 7, 7, 8)
    await do(database, answers.expire, NOON + KEPT)
    await keep(database, 7, when=NOON + KEPT)
    await do(database, answers.told_late, 7)
    assert await rows(database, tables.answers, "id", "conversation") == [(3, 8), (4, 7)]
