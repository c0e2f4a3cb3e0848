"""Sends of which nobody knows whether they arrived: begun, and then refused, found or come back."""

from datetime import timedelta

import pytest

from storage import tables
from storage.records import NewNotice, NoticeState
from storage.told import notices, sending
from tests.cast import ADMIN, MARIA, PAVEL, SCHOOL, WEEK, at

pytestmark = pytest.mark.asyncio

DUE, EXPIRES = at(3, 14), at(7)
MINUTE = timedelta(minutes=1)


async def released(database, *recipients):
    """Notices 1, 2, … to these recipients, ready to be claimed."""
    planned = [
        NewNotice(
            unit=SCHOOL,
            kind="nudge",
            period=WEEK,
            recipient=recipient,
            facts="{}",
            due_at=DUE,
            expires_at=EXPIRES,
        )
        for recipient in recipients
    ]
    async with database.writing() as connection:
        await notices.plan(connection, planned)
        await notices.release(connection, DUE)


async def do(database, work, *given, **named):
    """Do one thing in a transaction of its own."""
    async with database.writing() as connection:
        return await work(connection, *given, **named)


async def claimed(database, clock=DUE):
    return [each.id for each in await do(database, sending.claim, clock, 10)]


async def rows(database):
    """What is kept: (id, state, error, random_id)."""
    async with database.reading() as connection:
        found = await connection.execute(tables.notices.select().order_by(tables.notices.c.id))
        return [(row.id, row.state, row.error, row.random_id) for row in found]


async def test_of_several_tries_the_first_one_s_beginning_stays(database):
    await released(database, MARIA, PAVEL)
    assert await do(database, sending.doubtful, [1, 2]) == {}
    await do(database, sending.begin_all, {}, DUE)
    await do(database, sending.begin_all, {1: 77}, DUE)
    await do(database, sending.begin, 1, 77, DUE + MINUTE)
    assert await do(database, sending.doubtful, [1, 2]) == {1: DUE}
    assert await rows(database) == [(1, "released", "", 77), (2, "released", "", None)]


@pytest.mark.parametrize(("unsent", "left"), [(True, {}), (False, {1: DUE})])
async def test_only_what_was_surely_not_sent_is_no_longer_in_doubt(database, unsent, left):
    await released(database, MARIA)
    await do(database, sending.begin, 1, 77, DUE)
    await do(database, sending.postpone, 1, DUE + MINUTE, "9", unsent=unsent)
    assert await do(database, sending.doubtful, [1]) == left
    assert await rows(database) == [(1, "released", "9", 77)]


async def test_what_comes_back_is_sent_and_is_not_claimed_again(database):
    await released(database, MARIA, PAVEL)
    for number, random_id in ((1, 77), (2, 78)):
        await do(database, sending.begin, number, random_id, DUE)
    pairs = [(MARIA, 77), (MARIA, 77), (MARIA, 5), (ADMIN, 78), (PAVEL, 0)]
    assert await do(database, sending.settle_by_random_id, iter(pairs), DUE) == 1
    assert await do(database, sending.settle_by_random_id, pairs, DUE) == 0
    assert await rows(database) == [(1, "sent", "", 77), (2, "released", "", 78)]
    assert await claimed(database) == [2]


async def test_a_notice_nobody_began_to_send_cannot_come_back(database):
    await released(database, MARIA)
    await do(database, sending.begin, 1, 77, DUE)
    await do(database, sending.postpone, 1, DUE, "9", unsent=True)
    assert await do(database, sending.settle_by_random_id, [(MARIA, 77)], DUE) == 0
    assert await rows(database) == [(1, "released", "9", 77)]


async def test_a_thousand_messages_coming_back_in_one_poll_are_found(database):
    people = range(1_000, 3_100)
    await released(database, *people)
    async with database.writing() as connection:
        for number, person in enumerate(people, start=1):
            await sending.begin(connection, number, person, DUE)
    pairs = [(person, person) for person in people]
    assert await do(database, sending.settle_by_random_id, pairs, DUE) == 2_100
    assert {state for _, state, *_ in await rows(database)} == {"sent"}


@pytest.mark.parametrize("state", [NoticeState.FAILED, NoticeState.STALE, NoticeState.RELEASED])
async def test_what_came_back_was_sent_whatever_was_thought_before(database, state):
    await released(database, MARIA)
    await do(database, sending.begin, 1, 77, DUE)
    if state is NoticeState.STALE:
        await do(database, notices.release, EXPIRES)
    elif state is NoticeState.FAILED:
        await do(database, sending.settle, 1, state, DUE, "901")
    assert await do(database, sending.settle_by_random_id, [(MARIA, 77)], DUE) == 1
    assert await rows(database) == [(1, "sent", "", 77)]


async def test_sent_is_the_last_word(database):
    await released(database, MARIA)
    await do(database, sending.begin, 1, 77, DUE)
    await do(database, sending.settle, 1, NoticeState.SENT, DUE)
    await do(database, sending.settle, 1, NoticeState.FAILED, DUE, "901")
    await do(database, sending.postpone, 1, DUE, "10")
    assert await rows(database) == [(1, "sent", "", 77)]


async def test_a_stale_notice_is_claimed_only_while_it_is_in_doubt(database):
    await released(database, MARIA, PAVEL)
    await do(database, sending.begin, 1, 77, DUE)
    await do(database, notices.release, EXPIRES)
    assert await claimed(database, EXPIRES) == [1]
    await do(database, sending.settle, 1, NoticeState.STALE, EXPIRES, "0")
    assert await claimed(database, EXPIRES + 10 * MINUTE) == []
    assert await rows(database) == [(1, "stale", "0", 77), (2, "stale", "", None)]


async def test_what_is_given_back_is_free_at_once_and_has_not_been_tried(database):
    await released(database, MARIA, PAVEL)
    assert await claimed(database) == [1, 2]
    for number in (1, 2):
        await do(database, sending.begin, number, 70 + number, DUE)
    await do(database, sending.unclaim, [1, 2], [2])
    assert await do(database, sending.doubtful, [1, 2]) == {1: DUE}
    again = await do(database, sending.claim, DUE, 10)
    assert [(each.id, each.attempts) for each in again] == [(1, 1), (2, 1)]
