"""A real SQLite file for every test; it is migrated once and copied."""

import asyncio
import shutil
from pathlib import Path

import pytest
import pytest_asyncio

from storage.db.database import Database
from storage.people import units
from tests import engines
from tests.builders import HOLDERS, UNITS


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Path:
    """A closed database that knows the cast's units and office holders."""
    path = tmp_path_factory.mktemp("template") / "zvonok.db"

    async def make():
        database = await Database.open(f"sqlite:///{path}")
        async with database.writing() as connection:
            await units.sync(connection, UNITS, HOLDERS)
        await database.close()

    asyncio.run(make())
    return path


@pytest.fixture
def file(template, tmp_path) -> Path:
    """A copy of the template to do anything with."""
    return Path(shutil.copy(template, tmp_path / "zvonok.db"))


@pytest.fixture
def url(file, database) -> str:
    """The address of the open database for another process."""
    return engines.address(file)


@pytest_asyncio.fixture
async def database(file):
    """An open database of its own."""
    database = await Database.open(f"sqlite:///{file}")
    yield database
    await database.close()
