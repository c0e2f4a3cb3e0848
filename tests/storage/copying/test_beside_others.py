"""Others' tables in the same schema stay where they are, with all that is in them."""

import re
from datetime import UTC, datetime

import pytest

from storage.copying import restoring
from storage.copying.backup import make
from storage.copying.moving import move
from storage.db.database import Database
from storage.db.engines import sqlite
from storage.db.engines.sqlite import engines as files
from storage.db.revisions import MIGRATIONS
from storage.tables import metadata
from tests.databases import ask, empty
from tests.storage.copying.filling import everything, fill

__all__ = ("empty",)
pytestmark = [pytest.mark.asyncio, pytest.mark.postgresql]

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
THEIRS = ("SELECT string_agg(word, ' ' ORDER BY id) FROM {}", "theirs stays")


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The address of a file."""
    monkeypatch.setattr(sqlite, "engines", files)
    return f"sqlite:///{tmp_path / 'zvonok.db'}"


async def settled(server, url):
    """Let somebody have tables there: of our own role, and of another one, who lets us write."""
    name = url.split("/")[3].split("?")[0]
    of_others = f"other_{name}"
    await ask(server, name, f"CREATE ROLE {of_others}", "SELECT 1")
    for table in ("menu", "library"):
        await ask(
            server,
            name,
            f"CREATE TABLE {table} (id serial PRIMARY KEY, word text)",
            f"INSERT INTO {table} (word) VALUES ('theirs'), ('stays')",
        )
    await ask(server, name, f"ALTER TABLE library OWNER TO {of_others}", "SELECT 1")
    return name, of_others


async def left(server, name):
    said, _ = THEIRS
    return {await ask(server, name, said.format(f"public.{each}")) for each in ("menu", "library")}


async def test_no_revision_had_a_table_that_is_not_there_any_more():
    for file in (MIGRATIONS / "versions").glob("*.py"):
        made = re.findall(r'create_table\(\s*"(\w+)"', file.read_text(encoding="utf-8"))
        assert metadata.tables.keys() >= set(made)


async def contents(url):
    database = await Database.open(url)
    try:
        async with database.reading() as connection:
            return await everything(connection)
    finally:
        await database.close()


async def test_when_everything_is_moved_there_and_when_a_copy_comes_back(
    empty, server, file, tmp_path
):
    name, role = await settled(server, empty)
    database = await Database.open(file)
    async with database.writing() as connection:
        await fill(connection)
    await database.close()
    before = await contents(file)

    await move(file, empty)
    assert await left(server, name) == {THEIRS[1]}
    assert await contents(empty) == before

    copy = tmp_path / "copy.db"
    await make(empty, copy)
    found = restoring.look(copy)
    for _ in range(2):
        await restoring.restore(found, empty, NOW)
        assert await left(server, name) == {THEIRS[1]}
    assert (await contents(empty))["tallies"] == before["tallies"]
    assert await ask(server, name, "SELECT to_regclass('zvonok_before_restore.menu')") is None
    await ask(server, name, f"DROP OWNED BY {role}", f"DROP ROLE {role}")
