"""Moving between engines: all of every table, or nothing; what goes on afterwards."""

import asyncio
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import insert

from bot.service import database_words
from storage import tables
from storage.copying.moving import move
from storage.db.database import Database
from storage.db.engines import sqlite
from storage.db.engines.opened import Opening
from storage.db.engines.sqlite import engines as files
from storage.db.errors import (
    DatabaseInUse,
    DatabaseMissing,
    DatabaseNotEmpty,
    DatabaseTooNew,
    DatabaseTooOld,
    NotADatabase,
)
from tests.databases import ask, empty
from tests.storage.copying.filling import BIG, everything, fill

__all__ = ("empty",)

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.asyncio
on_server = pytest.mark.postgresql


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Where a file is one, on whichever engine the other tests' are."""
    monkeypatch.setattr(sqlite, "engines", files)
    return tmp_path / "zvonok.db"


@pytest_asyncio.fixture
async def full(file):
    """The address of a file with rows in every table."""
    file.write_bytes(made())
    file.chmod(0o600)
    database = await Database.open(f"sqlite:///{file}")
    async with database.writing() as connection:
        await fill(connection)
    await database.close()
    return f"sqlite:///{file}"


@cache
def made():
    """An empty database, made once."""

    async def make(path):
        await (await Database.open(f"sqlite:///{path}")).close()
        return path.read_bytes()

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, make(Path(folder, "empty.db"))).result()


async def contents(url):
    database = await Database.open(url, Opening.READ)
    try:
        async with database.reading() as connection:
            return await everything(connection)
    finally:
        await database.close()


async def names_in(server, url):
    name = url.split("/")[3].split("?")[0]
    return await ask(server, name, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")


@on_server
async def test_there_and_back_everything_is_as_it_was_and_numbers_go_on(full, empty, tmp_path):
    before = await contents(full)
    told = []
    counts = await move(full, empty, watch=lambda *each, total: told.append((each, total)))
    assert set(counts.values()) == {3}
    assert set(counts) == set(tables.metadata.tables)
    assert (sum(rows for (_, rows), _ in told), {total for _, total in told}) == (
        3 * len(counts),
        {3 * len(counts)},
    )
    assert await contents(empty) == before

    database = await Database.open(empty, Opening.CHANGE)
    async with database.writing() as connection:
        new = insert(tables.quarantine).values(received_at=1, reason="", shape="")
        [number] = (await connection.execute(new)).inserted_primary_key
        await connection.execute(tables.quarantine.delete().where(tables.quarantine.c.id == number))
    await database.close()
    assert number == 4

    back = f"sqlite:///{tmp_path / 'back.db'}"
    assert await move(empty, back) == counts
    assert await contents(back) == before == await contents(full)
    assert (tmp_path / "back.db").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back.db", "zvonok.db"]


@on_server
async def test_who_is_killed_leaves_the_target_as_empty_as_it_was(full, empty, server):
    stops = (
        "import asyncio, sys, time\n"
        "from storage.copying.moving import move\n"
        "def watch(table, rows, total):\n"
        "    if table == 'persons':\n"
        "        print('half way', flush=True); time.sleep(600)\n"
        "asyncio.run(move(sys.argv[1], sys.argv[2], watch=watch))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", stops, full, empty], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert await asyncio.to_thread(process.stdout.readline) == "half way\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    assert await names_in(server, empty) == 0
    assert set((await move(full, empty)).values()) == {3}


@on_server
async def test_a_target_with_anything_in_it_is_left_alone(full, empty, tmp_path):
    await move(full, empty)
    before = await contents(empty)
    with pytest.raises(DatabaseNotEmpty) as refused:
        await move(full, empty)
    assert database_words.sentence(refused.value).endswith(
        " не пуста, и ничего в ней не изменено. Укажите новый файл или новую базу (createdb); "
        "таблицы создаст сама команда."
    )
    assert await contents(empty) == before

    other = tmp_path / "other.db"
    other.write_bytes(b"somebody's")
    with pytest.raises(DatabaseNotEmpty):
        await move(empty, f"sqlite:///{other}")
    assert other.read_bytes() == b"somebody's"


@pytest.mark.sqlite("two files")
async def test_a_source_that_is_used_is_not_moved(full, tmp_path):
    def refuse(place, ran):
        assert [each.number for each in ran] == [BIG + each for each in (1, 2, 3)]
        raise DatabaseInUse(place, ran[0].machine)

    with pytest.raises(DatabaseInUse):
        await move(full, f"sqlite:///{tmp_path / 'new.db'}", refuse)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["zvonok.db"]


@pytest.mark.sqlite("two files")
@pytest.mark.parametrize(("revision", "kind"), [("0019", DatabaseTooOld), ("9999", DatabaseTooNew)])
async def test_a_source_of_another_version_is_refused(full, file, tmp_path, revision, kind):
    database = await Database.open(full)
    async with database.writing() as connection:
        await connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    await database.close()
    with pytest.raises(kind) as refused:
        await move(full, f"sqlite:///{tmp_path / 'new.db'}")
    assert (refused.value.place, refused.value.detail) == (str(file), revision)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.sqlite("two files")
async def test_what_is_no_database_and_what_is_none_is_told(file, tmp_path):
    (tmp_path / "text.db").write_bytes(b"not a database at all, " * 100)
    target = f"sqlite:///{tmp_path / 'new.db'}"
    with pytest.raises(NotADatabase):
        await move(f"sqlite:///{tmp_path / 'text.db'}", target)
    with pytest.raises(DatabaseMissing):
        await move(f"sqlite:///{tmp_path / 'none.db'}", target)
    assert [path.name for path in tmp_path.iterdir()] == ["text.db"]
