"""Whose fault an error of the database is: the storage's, or of what was to be written."""

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import tables
from storage.db.database import Database
from storage.db.errors import DatabaseUnreachable
from storage.db.failures import is_storages

pytestmark = pytest.mark.asyncio

ROW = {"received_at": 1, "reason": "", "shape": ""}
VALUES = {
    "too large": ROW | {"received_at": 2**70},
    "nothing": ROW | {"reason": None},
    "half a character": ROW | {"reason": "\ud83d"},
    "of no type": ROW | {"reason": object()},
}


async def failure(database, work):
    try:
        async with database.writing() as connection:
            await work(connection)
    except Exception as error:  # noqa: BLE001 - whatever it is, is looked at
        return error
    raise AssertionError


@pytest.mark.parametrize("name", VALUES)
async def test_a_value_that_cannot_be_written_is_not_the_storages_fault(name, database):
    error = await failure(
        database, lambda connection: connection.execute(tables.quarantine.insert(), VALUES[name])
    )
    assert not is_storages(error)


async def test_a_table_that_is_gone_is_but_a_statement_of_many_things_may_be_too_long(database):
    error = await failure(
        database, lambda connection: connection.execute(text("INSERT INTO nowhere VALUES (1)"))
    )
    assert is_storages(error)
    assert not is_storages(error, alone=False)


@pytest.mark.sqlite("who holds a file")
async def test_a_database_that_somebody_holds_is_the_storages_fault(file):
    database = await Database.open(f"sqlite:///{file}")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        async with database.reading() as connection:
            await connection.execute(text("PRAGMA busy_timeout = 1"))
            with pytest.raises(DBAPIError) as refused:
                await connection.execute(tables.quarantine.insert(), ROW)
        assert is_storages(refused.value)
    finally:
        other.rollback()
        other.close()
        await database.close()


class Coded(Exception):
    def __init__(self, **codes):
        super().__init__("слова")
        for name, code in codes.items():
            setattr(self, name, code)


@pytest.mark.parametrize(
    ("codes", "storages"),
    [
        ({"sqlite_errorcode": sqlite3.SQLITE_FULL}, True),
        ({"sqlite_errorcode": sqlite3.SQLITE_IOERR_WRITE}, True),
        ({"sqlite_errorcode": sqlite3.SQLITE_CORRUPT}, True),
        ({"sqlite_errorcode": sqlite3.SQLITE_TOOBIG}, False),
        ({"sqlite_errorcode": sqlite3.SQLITE_CONSTRAINT_TRIGGER}, False),
        ({"sqlstate": "53100"}, True),  # disk full
        ({"sqlstate": "57P01"}, True),  # shut down by its administrator
        ({"sqlstate": "40P01"}, True),  # a deadlock
        ({"sqlstate": "22021"}, False),  # NUL in a text
        ({"sqlstate": "22003"}, False),  # a number out of range
        ({"sqlstate": "23505"}, False),
        ({"sqlstate": "42P01"}, True),  # no such table
        ({}, False),
    ],
    ids=str,
)
async def test_codes_tell_whose_fault_it_is(codes, storages):
    error = DBAPIError("INSERT", None, Coded(**codes))
    assert is_storages(error) is storages
    told = DatabaseUnreachable("place")
    told.__cause__ = error
    assert is_storages(told) is storages


@pytest.mark.parametrize(
    ("error", "storages"),
    [
        (MemoryError(), True),
        (ConnectionRefusedError(), True),
        (TimeoutError(), True),
        (RecursionError(), False),
        (KeyError("имя"), False),
        (OverflowError(), False),
    ],
    ids=repr,
)
async def test_without_a_code_the_kind_tells(error, storages):
    assert is_storages(error) is storages
