"""Opening the database: what is refused and how, migrations, the copy before a change."""

import os
import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage import tables
from storage.db.database import Database
from storage.db.errors import (
    BadDatabaseOption,
    BadDatabaseUrl,
    DatabaseTooNew,
    DatabaseUnreachable,
    FolderMissing,
    NotADatabase,
)
from tests.cast import SCHOOL
from tests.storage.db.opening import MIGRATIONS, NOW, newer_program, refusal, url

pytestmark = pytest.mark.sqlite("files: what test_postgresql.py says of a server")

__all__ = ["newer_program"]


def forbid_writing(path):
    """Take away the right to write, and skip where (as for root) that means nothing."""
    path.chmod(0o500)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write read-only files")


async def opened_and_closed(path):
    database = await Database.open(url(path))
    await database.close()


def revision(path):
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    return rows


def tables_of(path):
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    return {name for (name,) in rows}


def stamp(path, number):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
    connection.close()


@pytest.mark.asyncio
async def test_the_migrations_build_exactly_the_tables_of_the_code(tmp_path):
    database = await Database.open(url(tmp_path / "zvonok.db"))

    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection), tables.metadata)

    async with database.reading() as connection:
        found = await connection.run_sync(differences)
    await database.close()

    assert found == []


@pytest.mark.asyncio
async def test_opening_again_changes_nothing_and_copies_nothing(file):
    before = revision(file), tables_of(file)
    await opened_and_closed(file)
    await opened_and_closed(file)

    assert (revision(file), tables_of(file)) == before
    assert [path.name for path in file.parent.iterdir()] == ["zvonok.db"]


@pytest.mark.asyncio
async def test_a_newer_database_is_refused_and_left_alone(file):
    stamp(file, "9999")
    before = file.read_bytes()
    refused = await refusal(DatabaseTooNew, url(file))

    assert (refused.place, refused.detail) == (str(file), "9999")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["zvonok.db"]


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [b"not a database at all, " * 100, b"PK\x03\x04 a table?"])
async def test_another_file_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(content)
    refused = await refusal(NotADatabase, url(path))

    assert refused.place == str(path)
    assert path.read_bytes() == content


@pytest.mark.asyncio
async def test_a_missing_folder_is_told_and_not_made(tmp_path):
    path = tmp_path / "missing" / "zvonok.db"
    refused = await refusal(FolderMissing, url(path))

    assert refused.place == str(path)
    assert not path.parent.exists()


@pytest.mark.asyncio
async def test_a_folder_in_the_database_s_place_is_told(tmp_path):
    refused = await refusal(DatabaseUnreachable, url(tmp_path))

    assert refused.detail == "unable to open database file"


@pytest.mark.asyncio
async def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    forbid_writing(folder)
    refused = await refusal(DatabaseUnreachable, url(folder / "zvonok.db"))

    assert refused.detail == "unable to open database file"


@pytest.mark.asyncio
async def test_a_file_that_cannot_be_written_is_told_when_it_must_change(file, newer_program):
    newer_program()
    forbid_writing(file)
    refused = await refusal(DatabaseUnreachable, url(file))

    assert "readonly" in refused.detail
    assert revision(file) == [(NOW,)]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("zvonok.db", "zvonok.db"),
        ("sqlite://", "sqlite://"),
        ("mysql://bot:secret@db.school/zvonok", "mysql://bot:***@db.school/zvonok"),
        ("bot:secret@db.school/zvonok", "db.school/zvonok"),
        ("postgresql://bot:secret@db.school:port/zvonok", "db.school:port/zvonok"),
    ],
)
async def test_an_address_of_no_known_kind_is_told_without_its_password(address, place):
    refused = await refusal(BadDatabaseUrl, address)

    assert refused.place == place
    assert "secret" not in str(refused)


@pytest.mark.asyncio
async def test_an_option_of_a_file_is_told(tmp_path):
    refused = await refusal(BadDatabaseOption, f"{url(tmp_path / 'zvonok.db')}?mode=ro")

    assert (refused.place, refused.detail) == (str(tmp_path / "zvonok.db"), "mode")
    assert not list(tmp_path.iterdir())


@pytest.mark.asyncio
async def test_an_older_database_is_copied_before_it_is_changed(file, newer_program):
    newer_program()
    await opened_and_closed(file)
    copy = file.with_name("zvonok.db.before-9000")

    assert (revision(file), revision(copy)) == ([("9000",)], [(NOW,)])
    assert "invention" in tables_of(file)
    assert "invention" not in tables_of(copy)
    with sqlite3.connect(copy) as connection:
        assert (SCHOOL,) in connection.execute("SELECT id FROM units").fetchall()
    connection.close()


@pytest.mark.asyncio
async def test_a_new_database_is_not_copied(tmp_path, newer_program):
    newer_program()
    path = tmp_path / "zvonok.db"
    await opened_and_closed(path)

    assert revision(path) == [("9000",)]
    assert not path.with_name("zvonok.db.before-9000").exists()


@pytest.mark.asyncio
async def test_a_migration_that_fails_leaves_the_database_as_it_was(file, newer_program):
    newer_program(then='op.execute("INSERT INTO nowhere VALUES (1)")')
    before = revision(file), tables_of(file)
    refused = await refusal(DatabaseUnreachable, url(file))

    assert "no such table: nowhere" in refused.detail

    assert (revision(file), tables_of(file)) == before


@pytest.mark.asyncio
async def test_a_copy_left_by_an_earlier_try_is_replaced(file, newer_program):
    newer_program()
    copy = file.with_name("zvonok.db.before-9000")
    copy.write_bytes(b"half a copy")
    await opened_and_closed(file)

    assert revision(copy) == [(NOW,)]


def test_there_is_one_line_of_revisions():
    script = ScriptDirectory(str(MIGRATIONS))

    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
