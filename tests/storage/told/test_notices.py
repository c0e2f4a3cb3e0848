"""The life of a notice: planned once, released in time, claimed by one sender, settled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.records import NoticeState
from storage.told import notices, sending
from tests.cast import ADMIN, DEPUTY, LYCEUM, MARIA, PAVEL, SCHOOL, WEEK, at, utc
from tests.storage.told.noticing import (
    DUE,
    EXPIRES,
    a_notice,
    as_read,
    claimed,
    do,
    kept,
    planned,
    released,
    states,
)


@pytest.mark.asyncio
async def test_planning_twice_is_planning_once_and_the_first_facts_stay(database):
    new = a_notice()
    assert await planned(database, new, new) == 1
    assert await planned(database, replace(new, facts='{"n":2}', due_at=at(5))) == 0
    async with database.reading() as connection:
        assert await notices.of_period(connection, SCHOOL, WEEK) == [as_read(1, new)]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "other", [{"unit": LYCEUM}, {"kind": "digest"}, {"period": "2026-W48"}, {"recipient": PAVEL}]
)
async def test_another_unit_kind_period_or_recipient_is_another_notice(database, other):
    assert await planned(database, a_notice(), replace(a_notice(), **other)) == 2


@pytest.mark.asyncio
async def test_a_notice_is_released_when_due_and_not_a_second_earlier(database):
    await planned(database, a_notice())
    early = await released(database, DUE - timedelta(seconds=1))
    assert (early, await states(database)) == (0, [NoticeState.PLANNED])
    assert (await released(database), await states(database)) == (1, [NoticeState.RELEASED])
    assert await released(database) == 0


@pytest.mark.asyncio
async def test_what_was_not_told_in_time_goes_stale_released_or_not(database):
    await planned(database, a_notice(), a_notice(PAVEL, due_at=at(6)), a_notice(ADMIN))
    await planned(database, replace(a_notice(DEPUTY), expires_at=None))
    await released(database)
    async with database.writing() as connection:
        await sending.settle(connection, 3, NoticeState.SENT, DUE)
    assert await released(database, EXPIRES - timedelta(seconds=1)) == 1
    assert await released(database, EXPIRES) == 0
    assert await states(database) == [
        NoticeState.STALE,
        NoticeState.STALE,
        NoticeState.SENT,
        NoticeState.RELEASED,
    ]
    assert [each.recipient for each in await claimed(database, EXPIRES)] == [DEPUTY]


@pytest.mark.asyncio
async def test_a_claim_takes_the_oldest_first_and_nothing_that_is_not_released(database):
    later, first, second = a_notice(PAVEL, due_at=at(3, 15)), a_notice(), a_notice(ADMIN)
    await planned(database, later, first, second, a_notice(DEPUTY, due_at=at(5)))
    await released(database, at(3, 16))

    expected = [
        as_read(2, first, state=NoticeState.RELEASED, attempts=1),
        as_read(3, second, state=NoticeState.RELEASED, attempts=1),
    ]
    assert await claimed(database, at(3, 16), limit=2) == expected
    assert [each.id for each in await claimed(database, at(3, 16), limit=2)] == [1]


@pytest.mark.asyncio
async def test_two_claimers_share_the_work_and_nobody_sends_twice(database):
    await planned(database, *(a_notice(recipient) for recipient in range(1, 8)))
    await released(database)
    one, two = await claimed(database, limit=4), await claimed(database, limit=4)

    assert [each.recipient for each in one + two] == [1, 2, 3, 4, 5, 6, 7]
    assert await claimed(database) == []


@pytest.mark.asyncio
async def test_a_claimer_that_dies_gives_its_notices_back_after_five_minutes(database):
    await planned(database, a_notice())
    await released(database)
    await claimed(database)

    assert await claimed(database, DUE + timedelta(minutes=4, seconds=59)) == []
    [again] = await claimed(database, DUE + timedelta(minutes=5))
    assert again.attempts == 2


@pytest.mark.asyncio
async def test_a_postponed_notice_rests_until_its_moment(database):
    await planned(database, a_notice())
    await released(database)
    [notice] = await claimed(database)
    async with database.writing() as connection:
        await sending.postpone(connection, notice.id, DUE + timedelta(seconds=30), "6")

    assert await claimed(database, DUE + timedelta(seconds=29)) == []
    [again] = await claimed(database, DUE + timedelta(seconds=30))
    assert (again.attempts, again.error) == (2, "6")


@pytest.mark.asyncio
@pytest.mark.parametrize("state", [NoticeState.SENT, NoticeState.FAILED])
async def test_a_settled_notice_is_never_claimed_again(database, state):
    await planned(database, a_notice())
    await released(database)
    [notice] = await claimed(database)
    async with database.writing() as connection:
        await sending.settle(connection, notice.id, state, DUE, "901")

    assert await claimed(database, EXPIRES) == []
    async with database.reading() as connection:
        assert await notices.of_period(connection, SCHOOL, WEEK) == [
            as_read(1, a_notice(), state=state, attempts=1, error="901")
        ]


@pytest.mark.asyncio
async def test_who_was_told_is_known_over_all_units(database):
    await planned(database, a_notice(), a_notice(PAVEL, unit=LYCEUM), a_notice(ADMIN, kind="x"))
    async with database.reading() as connection:
        told = await notices.told(connection, "nudge", WEEK, [MARIA, PAVEL, ADMIN, DEPUTY])
        one = await notices.told(connection, "nudge", WEEK, [PAVEL])
        nobody = await notices.told(connection, "nudge", "2026-W48", [MARIA])

    assert (told, one, nobody) == ({MARIA, PAVEL}, {PAVEL}, set())


@pytest.mark.asyncio
async def test_a_unit_s_notices_of_a_period_may_be_asked_by_kind(database):
    await planned(database, a_notice(), a_notice(kind="digest"), a_notice(unit=LYCEUM))
    async with database.reading() as connection:
        every = await notices.of_period(connection, SCHOOL, WEEK)
        digests = await notices.of_period(connection, SCHOOL, WEEK, "digest")

    assert [each.kind for each in every] == ["nudge", "digest"]
    assert [each.kind for each in digests] == ["digest"]


async def settled(database, state, error=""):
    async with database.writing() as connection:
        for notice in await sending.claim(connection, DUE, 10):
            await sending.begin(connection, notice.id, 77, DUE)
            await sending.settle(connection, notice.id, state, DUE, error)


async def counted_as_told(database):
    async with database.reading() as connection:
        return await notices.told(connection, "nudge", WEEK, [MARIA])


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("state", "is_told"),
    [
        (NoticeState.SENT, True),
        (NoticeState.FAILED, False),
        (NoticeState.STALE, False),
    ],
)
async def test_only_what_was_sent_or_will_be_counts_as_told(database, state, is_told):
    assert await counted_as_told(database) == set()
    await planned(database, a_notice())
    assert await counted_as_told(database) == {MARIA}
    await released(database)
    assert await counted_as_told(database) == {MARIA}
    await settled(database, state, "901")
    assert await counted_as_told(database) == ({MARIA} if is_told else set())


@pytest.mark.asyncio
async def test_what_was_refused_is_planned_anew_where_that_is_asked_for(database):
    await planned(database, a_notice())
    await released(database)
    await settled(database, NoticeState.FAILED, "7")
    new = a_notice(facts='{"n":2}', due_at=at(4, 9))
    assert await planned(database, new) == 0
    async with database.writing() as connection:
        assert await notices.plan(connection, [new], again=True) == 1
        assert await notices.plan(connection, [new], again=True) == 0
    async with database.reading() as connection:
        [found] = await notices.of_period(connection, SCHOOL, WEEK)
        assert found == as_read(found.id, new)
        assert await sending.doubtful(connection, [found.id]) == {}


@pytest.mark.asyncio
async def test_what_may_have_arrived_is_not_planned_anew(database):
    await planned(database, a_notice())
    await released(database)
    async with database.writing() as connection:
        [notice] = await sending.claim(connection, DUE, 1)
        await sending.begin(connection, notice.id, 77, DUE)
        await notices.release(connection, EXPIRES)  # too late now, and nobody knows of the send
        assert await notices.plan(connection, [a_notice()], again=True) == 0
    assert await states(database) == [NoticeState.STALE]
    assert await counted_as_told(database) == {MARIA}


@pytest.mark.asyncio
async def test_only_the_very_same_notice_is_planned_anew(database):
    others = [
        a_notice(MARIA, kind="digest"),
        a_notice(MARIA, period="2026-W48"),
        a_notice(MARIA, unit=LYCEUM),
        a_notice(PAVEL),
    ]
    await planned(database, a_notice(), *others)
    await released(database)
    for number in range(1, 6):
        await do(database, sending.settle, number, NoticeState.FAILED, DUE, "7")
    assert await do(database, notices.plan, [], again=True) == 0
    assert await do(database, notices.plan, [a_notice(), a_notice(ADMIN)], again=True) == 2
    assert await kept(database, "recipient", "state") == [
        *((number, MARIA, "failed") for number in (2, 3, 4)),
        (5, PAVEL, "failed"),
        (6, MARIA, "planned"),
        (7, ADMIN, "planned"),
    ]


@pytest.mark.asyncio
async def test_a_period_is_found_by_a_part_of_it_and_signs_in_it_mean_themselves(database):
    await planned(
        database,
        a_notice(period="2026-W47:7"),
        a_notice(period="2026_W48", kind="digest"),
        a_notice(period="2027", unit=LYCEUM),
    )
    asked = [
        (SCHOOL, "nudge", "W47"),
        (SCHOOL, "nudge", "W4%7"),
        (SCHOOL, "nudge", "W48"),
        (SCHOOL, "digest", "2026_W"),
        (SCHOOL, "nudge", "2026_W"),
        (SCHOOL, "nudge", "2027"),
        (LYCEUM, "nudge", "2027"),
    ]
    assert [await do(database, notices.has_period_with, *each) for each in asked] == [
        *(True, False, False, True, False, False, True)
    ]


@pytest.mark.asyncio
async def test_many_at_once_come_back_as_few(database, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    await planned(database, *(a_notice(person) for person in range(1, 6)))
    for number in range(1, 6):
        await do(database, sending.begin, number, 70 + number, DUE)
    pairs = [(number, 70 + number) for number in range(1, 6)]
    later = DUE + timedelta(seconds=9)
    assert await do(database, sending.settle_by_random_id, pairs, later) == 5
    assert await kept(database, "state", "settled_at") == [
        (number, "sent", utc(later)) for number in range(1, 6)
    ]
