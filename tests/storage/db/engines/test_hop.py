"""A statement is one hop into its connection's thread, and says all that it said before."""

import asyncio

import aiosqlite
import pytest
import pytest_asyncio
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import tables
from storage.db.database import Database

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.as_served,
    pytest.mark.sqlite("a file's connection has a thread"),
]

table = tables.conditions
NAMES = ("alarm", "behind", "deaf")
ROWS = [{"name": name, "value": "", "since": number} for number, name in enumerate(NAMES)]


@pytest_asyncio.fixture
async def served(tmp_path):
    database = await Database.open(f"sqlite:///{tmp_path}/zvonok.db")
    yield database
    await database.close()


@pytest.fixture
def hops(monkeypatch):
    """Count what connections do in their threads."""
    counted = []
    hop = aiosqlite.Connection._execute

    async def counting(self, function, *given, **named):
        counted.append(function)
        return await hop(self, function, *given, **named)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counting)
    return counted


async def test_each_statement_and_each_end_is_one_hop(served, hops):
    async with served.writing() as connection:
        await connection.execute(insert(table), ROWS)
        assert len((await connection.execute(select(table))).all()) == len(ROWS)
    assert len(hops) == len(("BEGIN", "INSERT", "SELECT", "COMMIT"))


async def test_a_glance_is_one_hop_and_leaves_nothing_open(served, hops):
    async with served.glancing() as connection:
        assert (await connection.execute(select(table))).all() == []
    assert len(hops) == 1
    async with served.reading() as connection:
        assert (await connection.execute(select(table))).all() == []
    assert len(hops) - 1 == len(("BEGIN", "SELECT", "ROLLBACK"))


async def test_a_statement_tells_its_rows_and_how_many_it_touched(served):
    async with served.writing() as connection:
        done = await connection.execute(insert(table), ROWS)
        assert done.rowcount == len(ROWS)
        later = update(table).where(table.c.since > 0).values(value="later")
        assert (await connection.execute(later)).rowcount == len(ROWS) - 1
        named = await connection.scalars(later.returning(table.c.name))
        assert sorted(named) == ["behind", "deaf"]
        written = insert(tables.audit).values(at=1, unit=None, action="a", details="{}")
        assert (await connection.execute(written)).inserted_primary_key == (1,)
        assert (await connection.execute(written)).inserted_primary_key == (2,)


async def test_rows_nobody_read_are_nobody_s(served):
    async with served.writing() as connection:
        await connection.execute(insert(table), ROWS)
        found = await connection.execute(select(table.c.name).order_by(table.c.name))
        assert found.fetchone() == ("alarm",)
        found.close()
        assert await connection.scalar(select(table.c.value).where(table.c.name == "deaf")) == ""


async def test_what_fails_is_told_as_it_was_and_leaves_nothing(served):
    async def twice():
        async with served.writing() as connection:
            await connection.execute(insert(table), ROWS)
            await connection.execute(insert(table), ROWS[:1])

    with pytest.raises(IntegrityError):
        await twice()
    async with served.reading() as connection:
        assert (await connection.execute(select(table))).all() == []
        with pytest.raises(OperationalError):
            await connection.exec_driver_sql("SELECT nothing FROM nowhere")


async def test_who_gives_up_waiting_for_his_turn_holds_up_nobody(served, tmp_path):
    other = await Database.open(f"sqlite:///{tmp_path}/zvonok.db")

    async def write(database):
        async with database.writing() as connection:
            await connection.execute(update(table).values(value=""))

    async with served.writing():
        waiting = asyncio.create_task(write(other))
        await asyncio.sleep(0.2)
        waiting.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await waiting
    for database in (other, served, other):
        async with asyncio.timeout(5):
            await write(database)
    await other.close()
