"""What levels hand out: kept until all have passed it on, read back, struck out, forgotten."""

from datetime import timedelta

import pytest

from storage import tables
from storage.db.traces import was_destroyed
from storage.privacy import retention
from storage.records import NewNotice, NoticeState
from storage.told import announcements, materials, notices, sending
from storage.told.kinds import ANNOUNCEMENT, MATERIAL, MATERIAL_LEFT
from storage.told.materials import ChatsReached, Material, MaterialUnit
from tests.cast import ADMIN, COORDINATOR, LYCEUM, LYCEUM_ADMIN, PERM, SCHOOL, at

pytestmark = pytest.mark.asyncio

NOON = at(1, 12)
TERM = at(3, 12)
KEEP = at(10, 12)
CHAT = 2_000_000_001


def a_material(number=0, made_at=NOON):
    return Material(
        id=number,
        unit=PERM,
        author=COORDINATOR,
        made_at=made_at,
        until=TERM,
        text="Конкурс",
        attachments=("photo1_2", "doc1_3_key"),
    )


async def handed(connection, made_at=NOON):
    terms = {SCHOOL: TERM, LYCEUM: TERM + timedelta(days=1)}
    return await materials.add(connection, a_material(made_at=made_at), KEEP, terms)


def a_notice(unit, account, kind, period):
    return NewNotice(
        unit=unit, kind=kind, period=period, recipient=account, facts="{}", due_at=NOON
    )


async def test_what_was_handed_out_is_read_back_for_the_level_and_for_whom_it_was_meant(database):
    async with database.writing() as connection:
        number = await handed(connection)
        assert await materials.get(connection, number) == a_material(number)
        assert await materials.get(connection, number + 1) is None
        newer = await handed(connection)
        mine = await materials.of_level(connection, PERM)
        assert [each.id for each in mine] == [newer, number]
        assert await materials.of_level(connection, SCHOOL) == []
        assert await materials.given(connection, number, PERM) is None
        assert await materials.given(connection, number, SCHOOL) == MaterialUnit(
            material=number,
            unit=SCHOOL,
            until=TERM,
            accepted_at=None,
            passed_at=None,
            announcement=None,
        )
        given = await materials.given_to(connection, [number])
        assert [each.unit for each in given] == [LYCEUM, SCHOOL]


async def test_the_first_word_counts(database):
    async with database.writing() as connection:
        number = await handed(connection)
        assert await materials.accept(connection, number, SCHOOL, at(1, 13))
        assert not await materials.accept(connection, number, SCHOOL, at(1, 14))
        assert await materials.pass_on(connection, number, SCHOOL, at(1, 15), 7)
        assert not await materials.pass_on(connection, number, SCHOOL, at(1, 16), None)
        assert not await materials.pass_on(connection, number, PERM, at(1, 16), None)
        found = await materials.given(connection, number, SCHOOL)
        assert (found.accepted_at, found.passed_at, found.announcement) == (
            at(1, 13),
            at(1, 15),
            7,
        )


async def test_words_are_kept_until_all_have_passed_them_on_or_a_week_after_the_term(database):
    async with database.writing() as connection:
        first, second = await handed(connection), await handed(connection)
        for unit in (SCHOOL, LYCEUM):
            assert not await materials.strikable(connection, KEEP - timedelta(seconds=1))
            await materials.pass_on(connection, first, unit, NOON, None)
        assert await materials.strikable(connection, NOON)
        await materials.strike(connection, NOON)
        assert was_destroyed(connection) is not None
        assert [bool(each.text) for each in await materials.of_level(connection, PERM)] == [
            True,
            False,
        ]
        await materials.strike(connection, KEEP)
        struck = await materials.get(connection, second)
        assert (struck.text, struck.attachments) == ("", ())
        assert not await materials.strikable(connection, KEEP)


async def test_who_has_passed_nothing_on_is_reminded_once_while_it_is_kept(database):
    async with database.writing() as connection:
        number = await handed(connection)
        await materials.pass_on(connection, number, LYCEUM, NOON, None)
        left = await materials.unreminded(connection, NOON)
        assert [each.unit for each in left] == [SCHOOL]
        assert await materials.unreminded(connection, KEEP) == []
        await materials.note_reminded(connection, number, [SCHOOL], NOON)
        assert await materials.unreminded(connection, NOON) == []


async def test_coordinators_are_told_when_the_term_is_over_or_all_have_passed_it_on(database):
    async def over(now):
        return [each.id for each in await materials.over(connection, now)]

    async with database.writing() as connection:
        first, second = await handed(connection), await handed(connection)
        assert await over(TERM - timedelta(seconds=1)) == []
        for unit in (SCHOOL, LYCEUM):
            await materials.pass_on(connection, second, unit, NOON, None)
        assert await over(NOON) == [second]
        assert await over(TERM) == [first, second]
        await materials.note_told(connection, [first, second], TERM)
        assert await over(TERM) == []


async def test_arrivals_are_those_of_the_material_and_of_its_reminders(database):
    async with database.writing() as connection:
        number = await handed(connection)
        own = materials.period(number)
        await notices.plan(
            connection,
            [
                a_notice(SCHOOL, ADMIN, MATERIAL, own),
                a_notice(SCHOOL, ADMIN, MATERIAL_LEFT, f"{own} 2026-11-18"),
                a_notice(SCHOOL, ADMIN, MATERIAL_LEFT, f"{own}1 2026-11-18"),
                a_notice(SCHOOL, ADMIN, ANNOUNCEMENT, own),
                a_notice(PERM, COORDINATOR, MATERIAL, own),
            ],
        )
        await sending.settle(connection, 1, NoticeState.SENT, NOON)
        found = await materials.arrivals(connection, number, [SCHOOL, LYCEUM])
        assert sorted(found[SCHOOL]) == [NoticeState.PLANNED, NoticeState.SENT]
        assert found[LYCEUM] == []


async def test_of_an_announcement_is_told_in_how_many_chats_it_is(database):
    async with database.writing() as connection:
        one = await announcements.add(connection, SCHOOL, ADMIN, 2, NOON)
        other = await announcements.add(connection, LYCEUM, LYCEUM_ADMIN, 1, NOON)
        await notices.plan(
            connection,
            [
                a_notice(SCHOOL, CHAT, ANNOUNCEMENT, str(one)),
                a_notice(SCHOOL, CHAT + 1, ANNOUNCEMENT, str(one)),
                a_notice(LYCEUM, CHAT + 2, ANNOUNCEMENT, str(other)),
            ],
        )
        await sending.settle(connection, 1, NoticeState.SENT, NOON)
        asked = {SCHOOL: one, LYCEUM: other}
        assert await materials.chats_reached(connection, asked) == {
            SCHOOL: ChatsReached(sent=1, waiting=1, of=2),
            LYCEUM: ChatsReached(sent=0, waiting=1, of=1),
        }
        assert await materials.chats_reached(connection, {SCHOOL: other}) == {}


async def test_what_is_old_is_forgotten_with_what_organisations_did(database):
    async with database.writing() as connection:
        await handed(connection, made_at=NOON - timedelta(days=60))
        kept = await handed(connection)
        assert await retention.materials(connection, NOON)
        assert not await retention.materials(connection, NOON)
        rows = (await connection.execute(tables.material_units.select())).all()
        assert {row.material for row in rows} == {kept}
