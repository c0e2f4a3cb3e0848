"""Announcements and their notices: what is kept, what is over, what is struck out when."""

from datetime import timedelta

import pytest

from storage.records import NewNotice, NoticeState
from storage.told import announcements, notices, sending
from storage.told.announcements import Announcement, Delivered
from storage.told.kinds import ANNOUNCED, ANNOUNCEMENT, URGENT
from tests.cast import ADMIN, LYCEUM, SCHOOL, at

pytestmark = pytest.mark.asyncio

NOON = at(1, 12)
CHAT = 2_000_000_001
WORDS = '{"text":"Педсовет"}'


async def announce(connection, chats=1, unit=SCHOOL, kind=ANNOUNCEMENT, now=NOON):
    number = await announcements.add(connection, unit, ADMIN, chats, now)
    await notices.plan(
        connection,
        [a_notice(number, CHAT + each, unit=unit, kind=kind) for each in range(chats)],
    )
    return number


def a_notice(number, recipient, unit=SCHOOL, kind=ANNOUNCEMENT):
    return NewNotice(
        unit=unit,
        kind=kind,
        period=announcements.period(number),
        recipient=recipient,
        facts=WORDS,
        due_at=NOON,
        expires_at=NOON + timedelta(days=2),
    )


async def facts(connection, number):
    return [
        each.facts
        for each in await notices.of_period(connection, SCHOOL, announcements.period(number))
    ]


async def test_an_announcement_is_read_back_with_what_became_of_it(database):
    async with database.writing() as connection:
        number = await announce(connection, chats=2)
        await sending.settle(connection, 1, NoticeState.FAILED, NOON, "917")
        found = await announcements.get(connection, number)
        assert found == Announcement(id=number, unit=SCHOOL, author=ADMIN, made_at=NOON, chats=2)
        assert await announcements.delivered(connection, found) == [
            Delivered(
                notice=1,
                recipient=CHAT,
                state=NoticeState.FAILED,
                error="917",
                due_at=NOON,
                settled_at=NOON,
            ),
            Delivered(
                notice=2,
                recipient=CHAT + 1,
                state=NoticeState.PLANNED,
                error="",
                due_at=NOON,
                settled_at=None,
            ),
        ]
        assert await announcements.get(connection, number + 1) is None


async def test_they_are_listed_newest_first_each_unit_its_own(database):
    async with database.writing() as connection:
        first = await announce(connection)
        second = await announce(connection, now=NOON + timedelta(hours=1))
        other = await announce(connection, unit=LYCEUM)
        mine = await announcements.of_unit(connection, SCHOOL)
        assert [each.id for each in mine] == [second, first]
        assert [each.id for each in await announcements.of_unit(connection, LYCEUM)] == [other]


async def test_one_is_over_when_every_chat_is_settled_until_it_is_told_of(database):
    async def over():
        return [each.id for each in await announcements.over(connection, NOON)]

    async with database.writing() as connection:
        number = await announce(connection, chats=2)
        await sending.settle(connection, 1, NoticeState.SENT, NOON)
        assert await over() == []
        await sending.settle(connection, 2, NoticeState.FAILED, NOON, "7")
        assert await over() == [number]
        assert await announcements.over(connection, NOON + timedelta(seconds=1)) == []
        await notices.plan(connection, [a_notice(number, ADMIN, kind=ANNOUNCED)])
        assert await over() == []


async def test_one_without_notices_is_forgotten_by_the_next(database):
    async with database.writing() as connection:
        empty = await announcements.add(connection, SCHOOL, ADMIN, 1, NOON)
        other = await announcements.add(connection, LYCEUM, ADMIN, 1, NOON)
        kept = await announce(connection)
        assert [each.id for each in await announcements.of_unit(connection, SCHOOL)] == [kept]
        assert await announcements.get(connection, empty) is None
        assert (await announcements.get(connection, other)).unit == LYCEUM


@pytest.mark.parametrize("kind", [ANNOUNCEMENT, URGENT])
@pytest.mark.parametrize("state", [NoticeState.SENT, NoticeState.FAILED, NoticeState.STALE])
async def test_words_are_struck_out_when_settled(state, kind, database):
    async with database.writing() as connection:
        number = await announce(connection, chats=2, kind=kind)
        await sending.settle(connection, 1, state, NOON)
        assert await facts(connection, number) == ["", WORDS]


async def test_words_are_struck_out_when_it_is_too_late_for_them_those_of_others_are_not(database):
    async with database.writing() as connection:
        number = await announce(connection)
        await notices.plan(connection, [a_notice(number, ADMIN, kind="digest")])
        await notices.release(connection, NOON + timedelta(days=2))
        assert await facts(connection, number) == ["", WORDS]


@pytest.mark.parametrize(("kind", "held"), [(ANNOUNCEMENT, True), (URGENT, False)])
async def test_an_urgent_one_is_not_held_back(kind, held, database):
    async with database.writing() as connection:
        await announce(connection, kind=kind)
        await notices.release(connection, NOON)
        assert await notices.waiting(connection) == ([SCHOOL] if held else [])
        await notices.hold(connection, SCHOOL, NOON + timedelta(hours=9))
        assert bool(await sending.claim(connection, NOON, 10)) is not held
