"""Databases of the server as the tests of it find them: empty, or up to date."""

import asyncio
import os

import pytest
import pytest_asyncio

from storage.db.database import Database
from tests.databases import ask, made


@pytest_asyncio.fixture
async def empty(server):
    """The name of a database with nothing in it."""
    async with made(server) as name:
        yield name


@pytest.fixture(scope="session")
def migrated(server):
    """The name of a database that is up to date, to be copied."""
    name = f"migrated_{os.getpid()}"

    async def make():
        await ask(server, "postgres", f"CREATE DATABASE {name}")
        await (await Database.open(server.url(name))).close()

    asyncio.run(make())
    return name


@pytest_asyncio.fixture
async def current(server, migrated):
    """The name of a database that is up to date."""
    async with made(server, f"TEMPLATE {migrated} STRATEGY FILE_COPY") as name:
        yield name


@pytest.fixture
def address(server, current):
    """The address of it."""
    return server.url(current)
