"""Erasing an account: what goes, what stays, and that totals are as they were."""

import pytest

from storage import tables
from storage.people import subscriptions
from storage.privacy import erasing, personal
from storage.records import Correction, NewNotice
from storage.subscription import QUIET, WATCH, Subscription
from storage.told import notices
from storage.weeks import corrections
from tests.cast import MARIA, PAVEL, SCHOOL, at, utc

pytestmark = pytest.mark.asyncio

HOUR = utc(at(1, 10)) // 3600


async def planted(connection):
    """Maria and Pavel of the school with an hour of messages, a call, a letter, subscriptions."""
    await connection.execute(
        tables.persons.insert(),
        [
            {
                "id": number,
                "unit": SCHOOL,
                "full_name": "Имя",
                "position": "",
                "role": "учитель",
                "classes": "[]",
                "added_at": 0,
            }
            for number in (1, 2)
        ],
    )
    await connection.execute(
        tables.bindings.insert(),
        [
            {
                "unit": SCHOOL,
                "account": account,
                "person": person,
                "method": "roster",
                "bound_at": 0,
            }
            for account, person in ((MARIA, 1), (PAVEL, 2))
        ],
    )
    await connection.execute(
        tables.tallies.insert(),
        [
            {"chat": 1, "hour": HOUR, "author": author, "messages": messages}
            for author, messages in ((MARIA, 3), (PAVEL, 4), (0, 5))
        ],
    )
    await subscriptions.add(connection, Subscription(SCHOOL, MARIA, QUIET), "bot")
    await subscriptions.add(connection, Subscription(SCHOOL, MARIA, WATCH), "config")
    for person in (1, 2):
        new = Correction(
            id=0, unit=SCHOOL, week="2026-W47", person=person, figure="", made_at=at(1)
        )
        await corrections.add(connection, new)
    await notices.plan(
        connection,
        [
            NewNotice(
                unit=SCHOOL, kind="nudge", period="1", recipient=who, facts="{}", due_at=at(1)
            )
            for who in (MARIA, PAVEL)
        ],
    )


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
