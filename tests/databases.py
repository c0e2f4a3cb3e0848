"""Databases of the tests' own server: each is made for one test and dropped after it."""

import os
from contextlib import asynccontextmanager
from itertools import count

import asyncpg
import pytest_asyncio

NUMBERS = count(1)


async def ask(server, database, *statements):
    """Say something to a database as its administrator; give the last answer's first value."""
    connection = await asyncpg.connect(server.url(database))
    try:
        for each in statements[:-1]:
            await connection.execute(each)
        return await connection.fetchval(statements[-1])
    finally:
        await connection.close()


@asynccontextmanager
async def made(server, options=""):
    """A database of its own, with nothing in it."""
    name = f"own_{os.getpid()}_{next(NUMBERS)}"
    await ask(server, "postgres", f"CREATE DATABASE {name} {options}")
    try:
        yield name
    finally:
        await ask(server, "postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest_asyncio.fixture
async def empty(server):
    """The address of a database with nothing in it."""
    async with made(server) as name:
        yield server.url(name)
