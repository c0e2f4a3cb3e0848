"""Who claims lives as long as his process, and what is nobody's is free at the next start."""

import os
import signal
import subprocess
import sys

import pytest

from storage.db.database import Database
from storage.db.engines.opened import Opening
from storage.records import NewNotice, NoticeState
from storage.told import notices, sending
from tests.cast import MARIA, SCHOOL, WEEK, at

pytestmark = pytest.mark.asyncio

DUE = at(3, 12)
NOTICE = NewNotice(
    unit=SCHOOL,
    kind="nudge",
    period=WEEK,
    recipient=MARIA,
    facts="{}",
    due_at=DUE,
    expires_at=None,
)
HOLDS = """
import asyncio, sys
from storage.db.database import Database
from storage.db.engines.opened import Opening

async def hold():
    database = await Database.open(sys.argv[1], Opening.CHANGE)
    async with database.owner.owning():
        print(database.owner.number, flush=True)
        await asyncio.Event().wait()

asyncio.run(hold())
"""


async def living(database):
    async with database.reading() as connection:
        return await database.owner.others(connection)


async def free(database):
    """What a start does."""
    async with database.writing() as connection:
        await sending.free(connection, await database.owner.others(connection))


async def claimed(database):
    async with database.writing() as connection:
        return [each.id for each in await sending.claim(connection, DUE, 9, database.owner.number)]


async def released(database):
    async with database.writing() as connection:
        await notices.plan(connection, [NOTICE])
        assert await notices.release(connection, DUE) == 1


async def test_what_a_living_one_claimed_is_left_to_him_and_then_free(database, file):
    other = await Database.open(f"sqlite:///{file}", Opening.CHANGE)
    await released(database)
    try:
        async with other.owner.owning():
            assert await living(database) == {other.owner.number}
            assert await living(other) == set()
            assert len(await claimed(other)) == 1
            await free(database)
            assert await claimed(database) == []
        assert await living(database) == set()
        await free(database)
        assert len(await claimed(database)) == 1
        await free(database)
        async with other.owner.owning():
            assert len(await claimed(other)) == 1
            await free(other)  # a part that stumbled begins again: what it had is nobody's
            assert len(await claimed(other)) == 1
    finally:
        await other.close()


async def test_a_process_that_is_killed_lives_no_longer(database, url):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, url], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    try:
        number = int(process.stdout.readline())
        assert await living(database) == {number}
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    while await living(database):
        """The server hears of the end by itself."""


async def test_sent_is_the_last_word_whoever_frees(database):
    await released(database)
    [number] = await claimed(database)
    async with database.writing() as connection:
        await sending.settle(connection, number, NoticeState.SENT, DUE)
    await free(database)
    assert await claimed(database) == []
