"""A database's files: whose they are, what reading leaves of them, and no new one."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import traceback

import pytest
from sqlalchemy import select

from storage import tables
from storage.db.database import Database
from storage.db.engines.files import open_to_others
from storage.db.engines.opened import Opening
from storage.db.errors import DatabaseGone, DatabaseMissing, DatabaseTooOld
from tests.storage.db.opening import NOW, newer_program, refusal, url

pytestmark = pytest.mark.sqlite("files, their modes and journals")

__all__ = ["newer_program"]

MARKER = "Петрова Мария Петровна"
EXISTING = (Opening.READ, Opening.CHANGE, Opening.UPGRADE)


def modes(folder):
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()}


def everything(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def everybodys():
    """A umask as generous as most machines have it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.asyncio
@pytest.mark.usefixtures("everybodys")
async def test_a_new_database_and_its_log_are_its_owner_s(tmp_path):
    database = await Database.open(url(tmp_path / "zvonok.db"))
    async with database.writing() as connection:
        await connection.execute(tables.directory.insert().values(id=9, version=9))
        found = modes(tmp_path)
    await database.close()

    assert found == dict.fromkeys(("zvonok.db", "zvonok.db-wal", "zvonok.db-shm"), "0o600")


@pytest.mark.asyncio
@pytest.mark.usefixtures("everybodys")
async def test_the_copy_before_a_change_is_its_owner_s(file, newer_program):
    file.chmod(0o644)
    newer_program()
    await (await Database.open(url(file))).close()

    assert modes(file.parent)["zvonok.db.before-9000"] == "0o600"
    assert open_to_others(file) == [file]


@pytest.mark.asyncio
@pytest.mark.parametrize("opening", EXISTING)
async def test_a_missing_file_is_not_a_new_one(tmp_path, opening):
    with pytest.raises(DatabaseMissing) as refused:
        await Database.open(url(tmp_path / "zvonok.db"), opening)

    assert refused.value.place == str(tmp_path / "zvonok.db")
    assert everything(tmp_path) == {}


@pytest.mark.asyncio
@pytest.mark.parametrize("opening", EXISTING)
async def test_an_emptied_file_is_not_a_new_one(tmp_path, opening):
    (tmp_path / "zvonok.db").touch()
    with pytest.raises(DatabaseMissing):
        await Database.open(url(tmp_path / "zvonok.db"), opening)

    assert everything(tmp_path)["zvonok.db"] == b""


@pytest.mark.asyncio
@pytest.mark.parametrize("opening", [Opening.READ, Opening.CHANGE])
async def test_an_older_database_is_told_and_left_alone(file, newer_program, opening):
    newer_program()
    before = file.read_bytes()
    with pytest.raises(DatabaseTooOld) as refused:
        await Database.open(url(file), opening)

    assert refused.value.detail == NOW
    assert {name for name in everything(file.parent) if name.startswith("zvonok")} == {"zvonok.db"}
    assert file.read_bytes() == before


async def looked_at(file):
    """Open to look, try to write all the same, and close."""
    database = await Database.open(url(file), Opening.READ)
    async with database.reading() as connection:
        found = (await connection.execute(select(tables.units.c.id))).scalars().all()
    with pytest.raises(Exception, match="readonly"):
        async with database.writing() as connection:
            await connection.execute(tables.directory.delete())
    await database.close()
    return found


@pytest.mark.asyncio
async def test_looking_leaves_every_byte_and_no_file_behind(file):
    before = everything(file.parent)

    assert "school-12" in await looked_at(file)
    assert everything(file.parent) == before


@pytest.mark.asyncio
async def test_looking_leaves_the_log_of_a_killed_service_as_it_is(file):
    code = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1])\n"
        "db.execute(\"UPDATE units SET name = 'После' WHERE id = 'perm'\")\n"
        "db.commit(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=False)
    log = file.with_name("zvonok.db-wal")
    before = file.read_bytes(), log.read_bytes()
    assert before[1]

    await looked_at(file)
    assert (file.read_bytes(), log.read_bytes()) == before


@pytest.mark.asyncio
async def test_a_restored_copy_keeps_its_kind_of_journal_until_the_service_starts(file):
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = everything(file.parent)
    await looked_at(file)

    assert everything(file.parent) == before


def deleted(path):
    path.unlink()


def replaced(path):
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    copy.replace(path)


@pytest.mark.asyncio
@pytest.mark.parametrize("done", [deleted, replaced])
async def test_nothing_is_written_into_a_file_that_was_deleted_or_replaced(database, file, done):
    async with database.guarded() as check:
        check()
        done(file)
        with pytest.raises(DatabaseGone) as told:
            check()
        with pytest.raises(DatabaseGone):
            async with database.writing() as connection:
                await connection.execute(tables.directory.delete())

    assert told.value.place == str(file)
    assert done is replaced or not file.exists()  # no connection makes a new one


@pytest.mark.asyncio
async def test_a_deleted_log_is_noticed_as_well(database, file):
    async with database.guarded() as check:
        for _ in range(3):
            async with database.writing() as connection:
                await connection.execute(tables.directory.delete())
        check()
        file.with_name("zvonok.db-wal").unlink()
        with pytest.raises(DatabaseGone):
            check()


@pytest.mark.asyncio
async def test_what_a_failing_statement_carried_is_in_no_traceback(database):
    statements = (
        tables.units.insert().values(id="perm", kind=MARKER, name=MARKER, timezone="UTC"),
        tables.persons.insert().values(unit="nowhere", full_name=MARKER),
        select(tables.persons).where(tables.persons.c.full_name == object()),
    )
    for statement in statements:
        with pytest.raises(Exception) as failed:  # noqa: PT011 - whatever it is
            async with database.writing() as connection:
                await connection.execute(statement)
        told = "".join(traceback.format_exception(failed.value))
        assert MARKER not in told


@pytest.mark.asyncio
async def test_a_refused_creation_leaves_no_empty_file(tmp_path, newer_program):
    newer_program(then='op.execute("INSERT INTO nowhere VALUES (1)")')
    await refusal(Exception, url(tmp_path / "zvonok.db"))

    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("zvonok")] == []
