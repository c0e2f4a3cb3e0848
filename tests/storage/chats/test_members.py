"""Who of the roster is in which chat, and how many people there are; of strangers nothing else."""

import pytest

from storage import tables
from storage.chats import chats, members
from storage.people import people
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    PAVEL,
    PERM,
    SCHOOL,
    at,
)
from tests.storage.taking import CHAT, OTHER_CHAT, employ, give, rows

OFFICES = {ADMIN, DEPUTY, COORDINATOR}


async def keep(database, chat, accounts, count):
    async with database.writing() as connection:
        await members.keep(connection, chat, accounts, count)


async def of(database, unit=SCHOOL):
    async with database.reading() as connection:
        return await members.of_unit(connection, unit)


async def people_in(database, chat=CHAT):
    async with database.reading() as connection:
        return (await chats.get(connection, chat)).people


@pytest.mark.asyncio
async def test_what_was_told_last_is_what_is_known(database):
    await give(database)
    await employ(database, MARIA, PAVEL)
    await keep(database, CHAT, {ADMIN, MARIA}, 30)
    await keep(database, CHAT, {MARIA, PAVEL}, 31)
    assert (await of(database), await people_in(database)) == ({CHAT: {MARIA, PAVEL}}, 31)
    await keep(database, CHAT, set(), 29)
    assert (await of(database), await people_in(database)) == ({CHAT: set()}, 29)


@pytest.mark.asyncio
async def test_a_chat_never_told_of_is_not_an_empty_one(database):
    await give(database)
    await give(database, OTHER_CHAT)
    await employ(database, MARIA)
    await keep(database, OTHER_CHAT, set(), 12)
    assert await of(database) == {OTHER_CHAT: set()}
    assert (await people_in(database), await people_in(database, OTHER_CHAT)) == (None, 12)


@pytest.mark.asyncio
async def test_each_unit_has_its_own_chats(database):
    await give(database)
    await give(database, OTHER_CHAT, LYCEUM)
    await keep(database, CHAT, {ADMIN}, 3)
    await keep(database, OTHER_CHAT, {LYCEUM_ADMIN}, 4)
    assert await of(database) == {CHAT: {ADMIN}}
    assert await of(database, LYCEUM) == {OTHER_CHAT: {LYCEUM_ADMIN}}
    assert await of(database, PERM) == {}


@pytest.mark.asyncio
async def test_who_left_the_roster_is_told_no_more_though_nothing_was_asked_since(database):
    await give(database)
    [maria] = await employ(database, MARIA)
    await keep(database, CHAT, {ADMIN, MARIA}, 3)
    async with database.writing() as connection:
        await people.dismiss(connection, [maria], at(1))
    assert await of(database) == {CHAT: {ADMIN}}


@pytest.mark.asyncio
async def test_the_roster_is_the_unit_s_staff_and_who_answers_for_it_or_for_its_parent(database):
    await employ(database, MARIA)
    await employ(database, PAVEL, unit=LYCEUM)
    async with database.reading() as connection:
        found = await members.rosters(connection, {SCHOOL, LYCEUM, PERM})
        assert await members.rosters(connection, []) == {}
    assert found == {
        SCHOOL: OFFICES | {MARIA},
        LYCEUM: {LYCEUM_ADMIN, COORDINATOR, PAVEL},
        PERM: {COORDINATOR},
    }


@pytest.mark.asyncio
async def test_the_table_holds_numbers_of_chats_and_accounts_and_nothing_else(database):
    await give(database)
    await keep(database, CHAT, {ADMIN}, 30)
    columns = tables.chat_members.c.keys()
    assert columns == ["chat", "account"]
    assert await rows(database, tables.chat_members, *columns) == [(CHAT, ADMIN)]
