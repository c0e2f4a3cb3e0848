"""Erasing an account: what goes, what stays, and that totals are as they were."""

import pytest

from storage import tables
from storage.privacy import erasing, personal
from storage.subscription import WATCH
from tests.cast import MARIA, PAVEL, at
from tests.storage.privacy.two_people import planted

pytestmark = pytest.mark.asyncio


async def test_what_is_hers_goes_and_what_is_others_stays(database):
    async with database.writing() as connection:
        await planted(connection)
        done = await erasing.erase(connection, MARIA, at(1))
        assert (done.messages, done.calls, done.notices) == (3, 0, 1)

        async def rows(table, *names):
            found = await connection.execute(table.select())
            return sorted(tuple(getattr(row, name) for name in names) for row in found)

        assert await rows(tables.tallies, "author", "messages") == [(0, 8), (PAVEL, 4)]
        assert await rows(tables.bindings, "account") == [(PAVEL,)]
        assert await rows(tables.corrections, "person") == [(2,)]
        assert await rows(tables.notices, "recipient") == [(PAVEL,)]
        assert await rows(tables.subscriptions, "account", "name") == [(MARIA, WATCH)]
        assert await rows(tables.persons, "id") == [(1,), (2,)]


async def test_nothing_is_found_of_her_but_what_the_config_says(database):
    async with database.writing() as connection:
        await planted(connection)
        before = [each.name for each in await personal.kept_of(connection, MARIA)]
        await erasing.erase(connection, MARIA, at(1))
        after = [each.name for each in await personal.kept_of(connection, MARIA)]
    assert before == ["person", "wish", "tally", "notice", "correction"]
    assert after == ["wish", "erased"]
