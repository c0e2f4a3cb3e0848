"""Wishes: the config's come and go with it, those told to the bot stay."""

import pytest

from storage import tables
from storage.people import wishes
from storage.wish import WATCH, Wish
from tests.cast import ADMIN, DEPUTY, LYCEUM, LYCEUM_ADMIN, SCHOOL

MINE, OTHERS = Wish(SCHOOL, ADMIN, WATCH), Wish(LYCEUM, LYCEUM_ADMIN, WATCH)
TOLD = Wish(SCHOOL, DEPUTY, WATCH)


async def kept(connection):
    rows = await connection.execute(tables.wishes.select())
    return sorted((row.unit, row.account, row.name, row.source) for row in rows)


@pytest.mark.asyncio
async def test_the_config_s_wishes_come_and_go_and_the_bot_s_stay(database):
    async with database.writing() as connection:
        await wishes.add(connection, TOLD, "bot")
        await wishes.sync(connection, [MINE, OTHERS])
        assert await wishes.who(connection, SCHOOL, WATCH) == {ADMIN, DEPUTY}
        await wishes.sync(connection, [OTHERS])

        assert await kept(connection) == [
            (LYCEUM, LYCEUM_ADMIN, WATCH, "config"),
            (SCHOOL, DEPUTY, WATCH, "bot"),
        ]


@pytest.mark.asyncio
async def test_a_wish_told_to_the_bot_stays_the_bot_s_when_the_config_names_it_too(database):
    async with database.writing() as connection:
        await wishes.add(connection, MINE, "bot")
        await wishes.sync(connection, [MINE])
        await wishes.sync(connection, [])

        assert await wishes.who(connection, SCHOOL, WATCH) == {ADMIN}


@pytest.mark.asyncio
async def test_a_wish_can_be_struck_out_and_only_that_one(database):
    async with database.writing() as connection:
        await wishes.sync(connection, [MINE, TOLD])
        await wishes.add(connection, Wish(SCHOOL, ADMIN, "other"), "bot")
        await wishes.remove(connection, MINE)

        assert await wishes.who(connection, SCHOOL, WATCH) == {DEPUTY}
        assert await wishes.who(connection, SCHOOL, "other") == {ADMIN}


@pytest.mark.asyncio
async def test_a_start_with_the_same_config_writes_nothing(database, monkeypatch):
    async with database.writing() as connection:
        await wishes.sync(connection, [MINE])

    async def never(*_):
        raise AssertionError

    monkeypatch.setattr(wishes, "add", never)
    monkeypatch.setattr(wishes, "remove", never)
    async with database.writing() as connection:
        await wishes.sync(connection, [MINE])
