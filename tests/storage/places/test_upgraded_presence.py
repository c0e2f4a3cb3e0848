"""A database of the released program: what it knows of comings and goings is kept when upgraded."""

import sqlite3

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from storage import tables
from storage.chats import chats
from storage.db.database import Database
from storage.observations import ChatVisit
from storage.people import units
from storage.places import directory
from storage.places.directory import Directory
from tests.cast import ADMIN, MARIA, SCHOOL, at, utc
from tests.storage.taking import put, rows, says, tallies

pytestmark = pytest.mark.sqlite("a migration of a file made by an earlier one")

JOINED, OUT, BACK, GONE = (utc(at(day, 10)) for day in (-9, -5, -3, 1))
HERE, LEFT, NOBODYS = 1, 2, 3


@pytest.fixture
def old(tmp_path):
    """A database of revision 0003 with a chat the bot is in, one it left, and a stranger's."""
    path = tmp_path / "zvonok.db"
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "storage/migrations")
        command.upgrade(config, "0003")
    chat = (
        "INSERT INTO chats (id, unit, title, class_name, access, admin, present, joined_at,"
        " left_at) VALUES (?, ?, 'Педсовет', '', ?, 0, ?, ?, ?)"
    )
    time = "INSERT INTO interruptions (chat, kind, since, until) VALUES (?, ?, ?, ?)"
    with sqlite3.connect(path) as connection:
        values = (SCHOOL, "school", SCHOOL, None, "Asia/Yekaterinburg", "perm", True)
        connection.execute("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        connection.execute(chat, (HERE, SCHOOL, "all", True, JOINED, None))
        connection.execute(chat, (LEFT, SCHOOL, "all", False, JOINED, GONE))
        connection.execute(chat, (NOBODYS, None, "unknown", True, JOINED, None))
        connection.execute(time, (HERE, "absent", OUT, BACK))
        connection.execute(time, (LEFT, "absent", GONE, None))
        connection.execute("INSERT INTO ledger VALUES (?, ?, ?)", (HERE, 1, 5))
        connection.execute("INSERT INTO ledger VALUES (?, ?, ?)", (LEFT, 1, 5))
    return path


@pytest.mark.asyncio
async def test_what_was_known_goes_on(old):
    database = await Database.open(f"sqlite:///{old}")
    try:
        kept = ("chat", "at", "present", "unit", "proved")
        assert await rows(database, tables.visits, *kept) == sorted(
            [
                (HERE, JOINED, True, SCHOOL, None),
                (HERE, OUT, False, None, None),
                (HERE, BACK, True, None, 0),
                (LEFT, JOINED, True, SCHOOL, 0),
                (LEFT, GONE, False, None, None),
                (NOBODYS, JOINED, True, None, None),
            ]
        )
        times = await rows(database, tables.interruptions, "chat", "since", "until")
        await put(
            database,
            visits=[ChatVisit(chat=LEFT, at=GONE + 3600, by=ADMIN, present=True, number=9)],
            seen=[
                says(6, MARIA, GONE, chat=HERE),
                says(9, None, GONE + 3600, chat=LEFT),
                says(10, MARIA, GONE + 3601, chat=LEFT),
            ],
        )
        after = await rows(database, tables.interruptions, "chat", "since", "until")
        async with database.reading() as connection:
            known = await directory.refresh(connection, Directory())
            [here, left, nobodys] = await chats.everywhere(connection)

        assert sum(messages for *_, messages in await tallies(database)) == 2
        assert [each for each in after if each not in times] == [(LEFT, GONE, GONE + 3600)]
        assert (here.here_since, left.here_since) == (at(-3, 10), at(1, 11))
        assert (nobodys.unit, set(known.unit_of_chat)) == (None, {HERE, LEFT})
    finally:
        await database.close()


@pytest.mark.asyncio
async def test_a_school_that_was_served_already_is_since_its_first_chat(old):
    database = await Database.open(f"sqlite:///{old}")
    async with database.reading() as connection:
        assert await units.joined(connection, (SCHOOL,)) == {SCHOOL: at(-9, 10)}
    await database.close()
