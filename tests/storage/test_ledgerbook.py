"""The ledgers and holes in the database against plain sets: any order, batches and repetition."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import ledgerbook, tables
from storage.database import Database
from tests.storage.taking import says

CONVERSATIONS = (1, 2, -900)
polls = st.lists(
    st.lists(st.tuples(st.sampled_from(CONVERSATIONS), st.integers(1, 12)), max_size=8), max_size=6
)


async def numbers_in(connection, table):
    """Every number of a table's ranges; no number may stand in two."""
    rows = await connection.execute(select(table))
    every = [(row[0], n) for row in rows for n in range(row.first, row.last + 1)]
    assert len(every) == len(set(every))
    return set(every)


async def held_against_sets(template, arriving):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, folder))
        database = await Database.open(f"sqlite:///{path}")
        truth = set()
        try:
            async with database.writing() as connection:
                for poll in arriving:
                    seen = [says(number, chat=chat) for chat, number in poll]
                    fresh, _torn = await ledgerbook.extend(connection, seen, {1, 2})
                    assert fresh == set(poll) - truth
                    truth |= set(poll)
                    assert await numbers_in(connection, tables.ledger) == truth
                    assert await numbers_in(connection, tables.holes) == missing(truth)
        finally:
            await database.close()


def missing(truth):
    """What lies between the first and the last number of each chat and was not seen."""
    by_chat = {chat: {n for c, n in truth if c == chat} for chat in (1, 2)}
    return {
        (chat, number)
        for chat, numbers in by_chat.items()
        if numbers
        for number in range(min(numbers), max(numbers))
        if number not in numbers
    }


@given(polls)
@settings(max_examples=80, deadline=None)
def test_ledgers_and_holes_are_the_sets_of_numbers_seen_and_missing(template, arriving):
    asyncio.run(held_against_sets(template, arriving))
