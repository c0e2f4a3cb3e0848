"""A server's database opened, or refused in a sentence."""

from contextlib import asynccontextmanager

import pytest

from bot.service import database_words as words
from storage.db.database import Database
from storage.db.engines.opened import Opening
from storage.db.failures import is_storages

ROW = {"received_at": 1, "reason": "", "shape": ""}


@asynccontextmanager
async def opened(address, opening=Opening.CHANGE):
    database = await Database.open(address, opening)
    try:
        yield database
    finally:
        await database.close()


async def refusal(kind, address, opening=Opening.READ):
    """What is said of a database that is refused."""
    with pytest.raises(kind) as refused:
        await Database.open(address, opening)
    assert type(refused.value) is kind
    assert "secret" not in str(refused.value)
    assert is_storages(refused.value)
    return words.sentence(refused.value)
