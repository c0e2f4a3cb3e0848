"""Subscriptions: the config's come and go with it, those told to the bot stay."""

import pytest

from storage import tables
from storage.people import subscriptions
from storage.subscription import WATCH, Subscription
from tests.cast import ADMIN, DEPUTY, LYCEUM, LYCEUM_ADMIN, SCHOOL

MINE, OTHERS = Subscription(SCHOOL, ADMIN, WATCH), Subscription(LYCEUM, LYCEUM_ADMIN, WATCH)
TOLD = Subscription(SCHOOL, DEPUTY, WATCH)


async def kept(connection):
    rows = await connection.execute(tables.subscriptions.select())
    return sorted((row.unit, row.account, row.name, row.source) for row in rows)


@pytest.mark.asyncio
async def test_the_config_s_subscriptions_come_and_go_and_the_bot_s_stay(database):
    async with database.writing() as connection:
        await subscriptions.add(connection, TOLD, "bot")
        await subscriptions.sync(connection, [MINE, OTHERS])
        assert await subscriptions.who(connection, SCHOOL, WATCH) == {ADMIN, DEPUTY}
        await subscriptions.sync(connection, [OTHERS])

        assert await kept(connection) == [
            (LYCEUM, LYCEUM_ADMIN, WATCH, "config"),
            (SCHOOL, DEPUTY, WATCH, "bot"),
        ]


@pytest.mark.asyncio
async def test_a_subscription_told_to_the_bot_stays_the_bot_s_when_the_config_names_it_too(
    database,
):
    async with database.writing() as connection:
        await subscriptions.add(connection, MINE, "bot")
        await subscriptions.sync(connection, [MINE])
        await subscriptions.sync(connection, [])

        assert await subscriptions.who(connection, SCHOOL, WATCH) == {ADMIN}


@pytest.mark.asyncio
async def test_a_subscription_can_be_struck_out_and_only_that_one(database):
    async with database.writing() as connection:
        await subscriptions.sync(connection, [MINE, TOLD])
        await subscriptions.add(connection, Subscription(SCHOOL, ADMIN, "other"), "bot")
        await subscriptions.remove(connection, MINE)

        assert await subscriptions.who(connection, SCHOOL, WATCH) == {DEPUTY}
        assert await subscriptions.who(connection, SCHOOL, "other") == {ADMIN}


@pytest.mark.asyncio
async def test_a_start_with_the_same_config_writes_nothing(database, monkeypatch):
    async with database.writing() as connection:
        await subscriptions.sync(connection, [MINE])

    async def never(*_):
        raise AssertionError

    monkeypatch.setattr(subscriptions, "add", never)
    monkeypatch.setattr(subscriptions, "remove", never)
    async with database.writing() as connection:
        await subscriptions.sync(connection, [MINE])
