"""The open database: its pragmas, and the one path that writes."""

import asyncio

import pytest
from sqlalchemy import select, text

from storage import tables
from storage.db.database import Database
from storage.db.engines import sqlite
from storage.db.errors import DatabaseUnreachable
from storage.told import conditions, journal
from tests.cast import MONDAY_MORNING
from tests.storage.db.opening import url

pytestmark = pytest.mark.as_served


@pytest.mark.sqlite("pragmas")
@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("temp_store", 2),  # MEMORY
    ],
)
async def test_every_connection_has_its_pragmas(database, pragma, value):
    found = []
    for way in (database.reading, database.writing, database.reading):
        async with way() as connection:
            found.append(await connection.scalar(text(f"PRAGMA {pragma}")))

    assert found == [value] * 3


def test_the_pragmas_are_those_the_design_names():
    wanted = {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"}

    assert wanted <= set(sqlite.PRAGMAS)


async def count_up(database, times):
    """Read, let others run, write what was read plus one: safe only if writers queue."""
    for _ in range(times):
        async with database.writing() as connection:
            version = await connection.scalar(select(tables.directory.c.version))
            await asyncio.sleep(0)
            await connection.execute(tables.directory.update().values(version=version + 1))


async def version_in(database):
    async with database.reading() as connection:
        return await connection.scalar(select(tables.directory.c.version))


@pytest.mark.asyncio
async def test_writers_of_one_process_queue(database):
    before = await version_in(database)
    await asyncio.gather(*(count_up(database, 5) for _ in range(4)))

    assert await version_in(database) == before + 20


@pytest.mark.asyncio
async def test_writers_of_two_processes_queue(database, file):
    other = await Database.open(url(file))
    before = await version_in(database)
    try:
        await asyncio.gather(count_up(database, 10), count_up(other, 10))
    finally:
        await other.close()

    assert await version_in(database) == before + 20


@pytest.mark.asyncio
async def test_a_writer_that_raises_leaves_nothing_and_blocks_nobody(database):
    before = await version_in(database)

    async def fail():
        async with database.writing() as connection:
            await connection.execute(tables.directory.update().values(version=999))
            raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        await fail()
    assert await version_in(database) == before
    await count_up(database, 1)

    assert await version_in(database) == before + 1


@pytest.mark.asyncio
async def test_a_writer_cancelled_in_the_middle_leaves_nothing_and_blocks_nobody(database):
    before = await version_in(database)
    begun = asyncio.Event()

    async def linger():
        async with database.writing() as connection:
            await connection.execute(tables.directory.update().values(version=999))
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await count_up(database, 1)

    assert await version_in(database) == before + 1


@pytest.mark.sqlite("a server lets readers write nothing at all")
@pytest.mark.asyncio
async def test_a_reader_keeps_its_view_while_somebody_writes_and_what_it_writes_is_lost(database):
    before = await version_in(database)
    async with database.reading() as connection:
        query = select(tables.directory.c.version)
        first = await connection.scalar(query)
        await count_up(database, 1)
        second = await connection.scalar(query)
    async with database.reading() as connection:
        await connection.execute(tables.directory.update().values(version=999))

    assert (first, second) == (before, before)
    assert await version_in(database) == before + 1


@pytest.mark.asyncio
async def test_who_glances_sees_what_is_there_at_each_look(database):
    async with database.glancing() as connection:
        assert await conditions.all(connection) == {}
        async with database.writing() as writer:
            await conditions.set(writer, conditions.DEAF, "", MONDAY_MORNING)
        assert list(await conditions.all(connection)) == [conditions.DEAF]
        async with database.writing() as writer:
            await conditions.clear(writer, conditions.DEAF)
    async with database.reading() as connection:
        assert await conditions.all(connection) == {}


async def fill(database, pages):
    """Write more than fits into so many pages of the file."""
    async with database.writing() as connection:
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for _ in range(1_000):
            await journal.write(connection, at=MONDAY_MORNING, action="x" * 500, unit=None)


@pytest.mark.sqlite("the disk is the server's")
@pytest.mark.asyncio
async def test_a_full_disk_is_told_as_that_and_changes_nothing(tmp_path):
    database = await Database.open(f"sqlite:///{tmp_path / 'zvonok.db'}")
    try:
        async with database.writing() as connection:
            [pages] = (await connection.exec_driver_sql("PRAGMA page_count")).one()
        with pytest.raises(DatabaseUnreachable) as told:
            await fill(database, pages)
        assert (told.value.place, told.value.detail) == (
            str(tmp_path / "zvonok.db"),
            "database or disk is full",
        )
        async with database.reading() as connection:
            assert (await connection.execute(tables.audit.select())).all() == []
    finally:
        await database.close()
