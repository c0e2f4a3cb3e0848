"""Who is killed while a copy comes back leaves the database as it was, and it comes back again."""

import asyncio
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete

from storage import tables
from storage.copying import restoring
from storage.copying.backup import make
from storage.copying.moving import move
from storage.db.database import Database
from storage.db.engines import sqlite
from storage.db.engines.opened import Opening
from storage.db.engines.sqlite import engines as files
from tests import databases
from tests.storage.copying.filling import everything
from tests.upgrades import made

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
STOPS = """
import asyncio, sys, time
from datetime import UTC, datetime
from pathlib import Path
from storage.copying import restoring

def stop(*_args, **_named):
    print("half way", flush=True)
    time.sleep(600)

def watch(table, rows, total):
    if table == "tallies":
        stop()

restoring._put_in_place = stop
asyncio.run(restoring.restore(
    restoring.look(Path(sys.argv[1])), sys.argv[2], datetime.now(UTC), watch=watch
))
"""

pytestmark = pytest.mark.asyncio


async def killed_half_way(copy, url):
    call = [sys.executable, "-c", STOPS, str(copy), url]
    process = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert await asyncio.to_thread(process.stdout.readline) == "half way\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.fixture
def url(tmp_path, monkeypatch):
    """The address of a file with a school's week."""
    monkeypatch.setattr(sqlite, "engines", files)
    made(tmp_path / "zvonok.db")
    return f"sqlite:///{tmp_path / 'zvonok.db'}"


async def harmed(url):
    """Forget something; give what is left."""
    database = await Database.open(url, Opening.UPGRADE)
    async with database.writing() as connection:
        await connection.execute(delete(tables.tallies))
    await database.close()
    return await contents(url)


async def contents(url):
    database = await Database.open(url, Opening.UPGRADE)
    try:
        async with database.reading() as connection:
            return await everything(connection)
    finally:
        await database.close()


async def comes_back_though_somebody_was_killed(url, copy):
    before = await contents(url)
    await make(url, copy)
    left = await harmed(url)
    assert left["tallies"] == []
    await killed_half_way(copy, url)
    assert await contents(url) == left
    await restoring.restore(restoring.look(copy), url, NOW)
    assert (await contents(url))["tallies"] == before["tallies"] != []


@pytest.mark.sqlite("a file that is replaced")
async def test_of_a_file(url, tmp_path):
    await comes_back_though_somebody_was_killed(url, tmp_path / "copy.db")
    left = [each.name for each in tmp_path.glob("zvonok.db*") if "before" not in each.name]
    assert left == ["zvonok.db"]
    assert len(list(tmp_path.glob("zvonok.db.before-restore-*"))) == 1


@pytest.mark.postgresql
async def test_of_a_server(url, server, tmp_path):
    async with databases.made(server) as name:
        await contents(url)
        await move(url, server.url(name))
        await comes_back_though_somebody_was_killed(server.url(name), tmp_path / "copy.db")
