"""Notices that are claimed, held back, given back untried or free again, and what is kept then."""

from datetime import timedelta

import pytest

from storage import tables
from storage.db.traces import was_destroyed
from storage.records import NoticeState
from storage.told import kinds, notices, sending
from tests.cast import LYCEUM, SCHOOL, at, utc
from tests.storage.told.noticing import DUE, EXPIRES, a_notice, claimed, do, kept, planned, released


@pytest.mark.asyncio
async def test_what_is_settled_is_free_and_has_its_moment_and_its_reason(database):
    await planned(database, *(a_notice(person) for person in (1, 2, 3, 4)))
    await released(database)
    await claimed(database)
    for number in (1, 2, 3):
        await do(database, sending.begin, number, 77, DUE)
    later = DUE + timedelta(seconds=5)
    await do(database, sending.settle, 1, NoticeState.SENT, later)
    await do(database, sending.settle, 2, NoticeState.FAILED, later, "901")
    await do(database, sending.settle, 3, NoticeState.STALE, later, "0")
    claim = utc(DUE + timedelta(minutes=5))
    assert await kept(database, "state", "begun_at", "claimed_until", "settled_at", "error") == [
        (1, "sent", utc(DUE), None, utc(later), ""),
        (2, "failed", utc(DUE), None, utc(later), "901"),
        (3, "stale", None, None, utc(later), "0"),
        (4, "released", None, claim, None, ""),
    ]
    assert set(await kept(database, "facts")) == {(n, '{"n":1}') for n in (1, 2, 3, 4)}


@pytest.mark.asyncio
async def test_there_is_something_to_claim_while_nobody_has_it(database):
    await planned(database, a_notice(1))
    assert await do(database, sending.waits, DUE) is False
    await released(database)
    assert await do(database, sending.waits, DUE) is True
    await claimed(database)
    assert await do(database, sending.waits, DUE) is False
    assert await do(database, sending.waits, DUE + sending.CLAIM) is True


WORDS = ("letter", "announcement", "announcement_now", "binding_ask", "material")


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", WORDS)
async def test_people_s_words_are_struck_out_when_told_and_when_it_is_too_late(database, kind):
    await planned(database, a_notice(1, kind=kind), a_notice(2, kind=kind), a_notice(3))
    await released(database)
    async with database.writing() as connection:
        await sending.settle(connection, 1, NoticeState.SENT, DUE)
        assert was_destroyed(connection) is not None
    assert await kept(database, "facts") == [(1, ""), (2, '{"n":1}'), (3, '{"n":1}')]
    await released(database, EXPIRES)
    assert await kept(database, "state", "facts", "settled_at") == [
        (1, "sent", "", utc(DUE)),
        (2, "stale", "", utc(EXPIRES)),
        (3, "stale", '{"n":1}', utc(EXPIRES)),
    ]
    async with database.writing() as connection:
        await sending.settle(connection, 3, NoticeState.SENT, DUE)
        assert was_destroyed(connection) is None


@pytest.mark.asyncio
async def test_a_unit_that_is_not_listed_is_told_nothing_until_it_is_put_back(database):
    await planned(database, a_notice(1), a_notice(2, unit=LYCEUM))
    await released(database)
    await planned(database, a_notice(3), a_notice(4, unit=LYCEUM))

    async def listed(value):
        async with database.writing() as connection:
            table = tables.units
            await connection.execute(
                table.update().where(table.c.id == LYCEUM).values(listed=value)
            )

    await listed(False)
    assert await released(database) == 1
    assert [each.id for each in await claimed(database)] == [1, 3]
    await listed(True)
    assert await released(database) == 1
    assert [each.id for each in await claimed(database)] == [2, 4]


@pytest.mark.asyncio
async def test_what_nobody_began_to_send_may_be_held_back_but_not_what_is_urgent(database):
    await planned(
        database,
        a_notice(1),
        a_notice(2),
        a_notice(3, kind=kinds.URGENT),
        a_notice(4, unit=LYCEUM),
        a_notice(5, due_at=at(4)),
    )
    assert await do(database, notices.waiting) == []
    await released(database)
    await do(database, sending.begin, 1, 77, DUE)
    assert sorted(await do(database, notices.waiting)) == sorted([SCHOOL, LYCEUM])
    until = at(3, 20)
    await do(database, notices.hold, SCHOOL, until)
    assert await kept(database, "state", "due_at") == [
        (1, "released", utc(DUE)),
        (2, "planned", utc(until)),
        (3, "released", utc(DUE)),
        (4, "released", utc(DUE)),
        (5, "planned", utc(at(4))),
    ]
    assert await do(database, notices.waiting) == [LYCEUM]
    await claimed(database)
    assert await do(database, notices.waiting) == []


@pytest.mark.asyncio
async def test_a_claim_is_free_after_five_minutes_though_it_rests_and_rests_though_it_is_free(
    database,
):
    await planned(database, a_notice(1))
    await released(database)
    await do(database, sending.postpone, 1, DUE + timedelta(minutes=7), "6")
    assert await claimed(database, DUE + timedelta(minutes=7, seconds=-1)) == []
    assert len(await claimed(database, DUE + timedelta(minutes=7))) == 1
    assert await claimed(database, DUE + timedelta(minutes=12, seconds=-1)) == []
    await do(database, sending.free)
    assert await kept(database, "claimed_until", "attempts") == [(1, None, 1)]
    [again] = await claimed(database, DUE + timedelta(minutes=8))
    assert again.attempts == 2


@pytest.mark.asyncio
async def test_what_is_given_back_untried_counts_no_try_unless_it_was_sent_meanwhile(database):
    await planned(database, a_notice(1), a_notice(2), a_notice(3))
    await released(database)
    await claimed(database)
    for number in (1, 2, 3):
        await do(database, sending.begin, number, 77, DUE)
    await do(database, sending.settle, 3, NoticeState.SENT, DUE)
    await do(database, sending.unclaim, [2, 3], [3])
    claim = utc(DUE + timedelta(minutes=5))
    assert await kept(database, "claimed_until", "attempts", "begun_at") == [
        (1, claim, 1, utc(DUE)),
        (2, None, 0, utc(DUE)),
        (3, None, 1, utc(DUE)),
    ]
