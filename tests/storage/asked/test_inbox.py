"""The inbox hands out by rank; what comes first is begun at once, a stranger's never."""

import pytest

from storage.asked import backlog, inbox
from storage.observations import Wanted
from storage.told import conditions
from storage.told.conditions import SENDING_STOPPED
from tests.cast import MARIA, PAVEL, STRANGER, at, utc
from tests.storage.taking import employ

pytestmark = pytest.mark.asyncio

NOON = at(0, 12)


async def put(database, *accounts):
    """Let people write; item 1 is the first's."""
    wanted = [
        Wanted(key=f"e{number}", conversation=-account, number=None, at=utc(NOON), body=b"words")
        for number, account in enumerate(accounts)
    ]
    async with database.writing() as connection:
        await backlog.keep(connection, wanted, utc(NOON))


async def test_the_first_of_so_many_conversations_are_begun_and_their_attempts_counted(database):
    await employ(database, MARIA)
    await employ(database, PAVEL)
    await put(database, STRANGER, PAVEL, MARIA, PAVEL)
    async with database.writing() as connection:
        taken = await inbox.claim(connection, NOON, 10, at_once=1)
        told = [(item.id, item.rank, item.begun, item.attempts) for item in taken]
        assert told == [
            (2, inbox.STAFF, True, 0),
            (3, inbox.STAFF, False, 0),
            (4, inbox.STAFF, False, 0),
            (1, inbox.STRANGER, False, 0),
        ]
        await inbox.free(connection)
        again = await inbox.claim(connection, NOON, 10, at_once=3)
        assert [(item.id, item.begun, item.attempts) for item in again] == [
            (2, True, 1),
            (3, False, 0),  # of the same conversation as the one before
            (4, True, 0),
            (1, False, 0),
        ]


async def test_nothing_waits_while_the_messenger_takes_nothing(database):
    await put(database, MARIA)
    async with database.writing() as connection:
        assert await inbox.waits(connection, unless=SENDING_STOPPED) is True
        await conditions.set(connection, conditions.NO_TIME, "", NOON)
        assert await inbox.waits(connection, unless=SENDING_STOPPED) is True
        await conditions.set(connection, SENDING_STOPPED, "14", NOON)
        assert await inbox.waits(connection, unless=SENDING_STOPPED) is False
        assert await inbox.waits(connection) is True
