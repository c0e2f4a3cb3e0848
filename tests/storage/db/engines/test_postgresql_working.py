"""Work on a server: who waits for whom, connections that are lost or rest, and what is stopped."""

import asyncio

import pytest
from sqlalchemy import func, select, text

from bot.service import database_words as words
from storage import tables
from storage.db.engines import postgresql
from storage.db.errors import ConnectionLost, Interrupted
from storage.db.failures import is_storages
from tests.databases import ask
from tests.storage.db.serving import ROW, opened

pytestmark = [pytest.mark.asyncio, pytest.mark.postgresql]


async def counted(connection):
    return await connection.scalar(select(func.count()).select_from(tables.quarantine))


async def test_writers_of_several_processes_never_see_the_same(address):
    async def work(database):
        for _ in range(10):
            async with database.writing() as connection:
                number = await counted(connection)
                await asyncio.sleep(0)
                await connection.execute(tables.quarantine.insert(), ROW | {"received_at": number})

    async with opened(address) as one, opened(address) as two, opened(address) as three:
        await asyncio.gather(work(one), work(two), work(three))
        async with one.reading() as connection:
            rows = await connection.scalars(select(tables.quarantine.c.received_at))
            assert sorted(rows) == list(range(30))


async def test_a_reader_sees_one_moment_and_writes_nothing(address):
    async with opened(address) as one, opened(address) as two:
        async with one.reading() as connection:
            assert await counted(connection) == 0
            async with two.writing() as other:
                await other.execute(tables.quarantine.insert(), ROW)
            assert await counted(connection) == 0
            with pytest.raises(Interrupted):
                await connection.execute(tables.quarantine.insert(), ROW)
        async with one.reading() as connection:
            assert await counted(connection) == 1


async def end(server, empty, what="pg_terminate_backend"):
    """End all connections of a database but ours."""
    await ask(
        server,
        empty,
        f"SELECT {what}(pid) FROM pg_stat_activity WHERE datname = '{empty}' "
        "AND pid <> pg_backend_pid()",
    )


async def test_a_connection_lost_in_the_middle_is_told_and_nothing_is_half_done(
    server, current, address
):
    heard = []
    async with opened(address) as database:
        database.told = heard.append

        async def write():
            async with database.writing() as connection:
                await connection.execute(tables.quarantine.insert(), ROW)
                await end(server, current)
                await connection.execute(tables.quarantine.insert(), ROW)

        async def read():
            async with database.reading() as connection:
                await counted(connection)
                await end(server, current)
                await counted(connection)

        with pytest.raises(ConnectionLost) as lost:
            await write()
        assert heard == [lost.value]
        assert is_storages(lost.value)
        assert words.sentence(lost.value).startswith(
            f"Соединение с сервером базы данных postgresql://postgres@/{current} прервалось"
        )
        with pytest.raises(ConnectionLost):
            await read()
        async with database.writing() as connection:
            assert await counted(connection) == 0
            await connection.execute(tables.quarantine.insert(), ROW)
        assert heard[2:] == [None]


async def test_what_rests_is_looked_at_before_it_is_used(server, current, address, monkeypatch):
    async with opened(address) as database:
        for unchecked in (30.0, -1.0):
            monkeypatch.setattr(postgresql, "UNCHECKED", unchecked)
            async with database.writing() as connection:
                await counted(connection)
                rests = (await connection.get_raw_connection()).driver_connection
            await end(server, current)
            while unchecked > 0 and not rests.is_closed():
                await asyncio.sleep(0)
            async with database.writing() as connection:
                assert await counted(connection) == 0


async def test_a_statement_that_is_stopped_and_a_queue_that_stands_are_told(
    server, current, address, monkeypatch
):
    monkeypatch.setitem(postgresql._SETTINGS, "lock_timeout", "50ms")
    async with opened(address) as database, opened(address) as other:

        async def sleep():
            async with database.reading() as connection:
                await connection.execute(text("SELECT pg_sleep(20)"))

        sleeping = asyncio.create_task(sleep())
        while not sleeping.done():
            await end(server, current, "pg_cancel_backend")
        with pytest.raises(Interrupted) as stopped:
            await sleeping
        assert words.sentence(stopped.value) == (
            f"Сервер базы данных postgresql://postgres@/{current} прервал работу или не начал её "
            "(код 57014): запрос остановлен администратором или по времени. Начатое отменено "
            "целиком; служба повторит его сама."
        )
        async with other.writing():
            with pytest.raises(Interrupted) as standing:
                async with database.writing():
                    raise AssertionError
        assert standing.value.detail == "55P03"
        assert is_storages(standing.value)
