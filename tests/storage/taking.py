"""Taking polls in, and reading the tables back."""

import pytest
from sqlalchemy import select

from storage import intake, tables
from storage.chats import chats
from storage.everyday import Everyday
from storage.observations import Batch, Seen, Wanted
from storage.people import people
from storage.places import directory
from storage.places.directory import Directory
from tests.builders import weeks_of
from tests.cast import SCHOOL, STRANGER, at, utc

NOON = utc(at(0, 12))


CHAT, OTHER_CHAT, NOBODYS = 1, 2, 9


def a_batch(**said):
    return Batch(source="longpoll", polled_at=NOON, **said)


def says(number, account=STRANGER, when=NOON, chat=CHAT):
    return Seen(chat, number, account, when)


def wants(number, conversation=CHAT, key=None):
    key = key or f"m{conversation}:{number}"
    return Wanted(key=key, conversation=conversation, number=number, at=NOON, body=b"{}")


class Roads:
    """By which road ``put`` goes: the full one, or first that of every day."""

    everyday = False


@pytest.fixture(autouse=True, params=[False, True], ids=["full", "everyday"])
def both_roads(request, monkeypatch):
    """Let every test go by both roads, in the modules that import this."""
    monkeypatch.setattr(Roads, "everyday", request.param)


async def put(database, known=None, **said):
    """Record a poll; ``known`` None: a process that knows nothing yet."""
    if Roads.everyday:
        async with database.reading() as connection:
            known = await directory.refresh(connection, known or Directory())
        return await intake.take(database, a_batch(**said), Everyday(known), weeks_of)
    async with database.writing() as connection:
        return await intake.record(connection, a_batch(**said), known or Directory(), weeks_of)


async def rows(database, table, *columns):
    async with database.reading() as connection:
        found = await connection.execute(select(*(table.c[name] for name in columns)))
        return sorted(tuple(row) for row in found)


async def tallies(database):
    return await rows(database, tables.tallies, "chat", "hour", "author", "messages")


async def everything(database):
    """All rows of all tables but the directory's version."""
    names = [table for table in tables.metadata.sorted_tables if table.name != "directory"]
    return {table.name: await rows(database, table, *table.c.keys()) for table in names}


async def give(database, chat=CHAT, unit=SCHOOL):
    async with database.writing() as connection:
        await chats.give(connection, chat, unit, at(-1))


async def employ(database, *accounts, unit=SCHOOL):
    """Put people with these accounts on the roster; return their numbers."""
    values = {"full_name": "Петрова Мария", "position": "", "role": "учитель", "classes": []}
    async with database.writing() as connection:
        numbers = [await people.add(connection, unit, values, at(-1)) for _ in accounts]
        bound = dict(zip(accounts, numbers, strict=True))
        await people.bind(connection, unit, bound, "roster", at(-1))
    return numbers


async def week_key(database, unit=SCHOOL, week="2026-W47"):
    keys = tables.weekly_keys.c
    async with database.reading() as connection:
        return await connection.scalar(select(keys.key).where(keys.unit == unit, keys.week == week))
