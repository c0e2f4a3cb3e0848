"""The network is cut and nobody is told: nothing waits for ever, and nothing is half done."""

import asyncio
import socket
import sys

import pytest
from sqlalchemy import func, select

from storage import tables
from storage.db import owners
from storage.db.engines.postgresql import CUT_AFTER
from storage.db.errors import ConnectionLost, DatabaseUnreachable, ServerAway
from tests.databases import ask
from tests.storage.db.between import wire
from tests.storage.db.serving import ROW, opened

pytestmark = [pytest.mark.asyncio, pytest.mark.postgresql]

AT_MOST = 30  # seconds: far less than a statement may take


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(owners, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(owners, "AGAIN", 0.05)
    monkeypatch.setattr(owners, "SILENT", 0.4)


async def write(database, cut=None):
    async with database.writing() as connection:
        await connection.execute(tables.quarantine.insert(), ROW)
        if cut is not None:
            cut()
            await connection.execute(tables.quarantine.insert(), ROW)


async def rows(database):
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(tables.quarantine))


async def test_who_waits_for_a_silent_server_is_told_and_goes_on_when_it_speaks_again(
    server, current
):
    heard = []
    async with (
        wire(server, current) as (laid, address),
        opened(address) as database,
        database.owner.owning(),
    ):
        database.told = heard.append
        await rows(database)
        async with asyncio.timeout(AT_MOST):
            looked = asyncio.Event()
            reading = asyncio.create_task(read_on(database, looked))
            await looked.wait()
            with pytest.raises(ConnectionLost):
                await write(database, laid.cut)
            with pytest.raises(ConnectionLost):
                await reading
            with pytest.raises(ServerAway):
                await rows(database)
        assert all(isinstance(each, DatabaseUnreachable) for each in heard)
        laid.lose()
        laid.renew()
        async with asyncio.timeout(AT_MOST):
            assert await rows(database) == 0
            await write(database)
            assert await rows(database) == 1
        assert heard[-1] is None


async def read_on(database, looked):
    """Look again and again in one transaction."""
    async with database.reading() as connection:
        while True:
            await connection.scalar(select(func.count()).select_from(tables.quarantine))
            looked.set()


async def test_a_lock_the_server_still_has_of_us_is_taken_again_once_it_lets_it_go(server, current):
    async def holder():
        found = (
            f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = {owners.CLASS} "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return await ask(server, current, found)

    async with (
        wire(server, current) as (laid, address),
        opened(address) as database,
        database.owner.owning(),
        asyncio.timeout(AT_MOST),
    ):
        before, lost = laid.carried, await holder()
        laid.cut()
        laid.renew()
        while laid.carried == before:
            await asyncio.sleep(0.05)
        assert await holder() == lost
        laid.lose()
        while await holder() in (lost, None):
            await asyncio.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems call the probes otherwise")
async def test_the_system_looks_after_connections_of_commands_that_wait_for_one_answer(
    server, current
):
    async with (
        wire(server, current) as (_, address),
        opened(address) as database,
        database.reading() as connection,
    ):
        driver = (await connection.get_raw_connection()).driver_connection
        channel = driver._transport.get_extra_info("socket")
        ask_of = channel.getsockopt
        idle, between, probes, untaken = (
            ask_of(socket.IPPROTO_TCP, getattr(socket, f"TCP_{name}"))
            for name in ("KEEPIDLE", "KEEPINTVL", "KEEPCNT", "USER_TIMEOUT")
        )
        assert ask_of(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        assert (idle + between * probes, untaken) == (CUT_AFTER, CUT_AFTER * 1_000)
