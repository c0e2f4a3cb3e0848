"""The ledgers and holes in the database against plain sets: any order, batches and repetition."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import tables
from storage.db.database import Database
from storage.places.directory import Directory
from storage.places.presence import Away, Coming, Past
from storage.seen import ledger_store
from tests.storage.taking import NOON, says
from tests.tries import tries

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
                    fresh, _torn = await ledger_store.extend(connection, seen, {1, 2})
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
@settings(max_examples=tries(80), deadline=None)
def test_ledgers_and_holes_are_the_sets_of_numbers_seen_and_missing(template, arriving):
    asyncio.run(held_against_sets(template, arriving))


async def extended(database, *seen, **how):
    """Extend the ledgers; give what was new, and the ranges of everything."""
    async with database.writing() as connection:
        fresh, torn = await ledger_store.extend(connection, list(seen), {1, 2, 3}, **how)
        found = await ledger_store.ranges(connection, [1, 2, 3, 4, -900, -901])
    return sorted(fresh), torn, found


@pytest.mark.asyncio
async def test_dialogs_always_have_a_ledger_and_chats_only_when_they_are_ours(database):
    seen = [says(number, chat=chat) for chat in (4, 1, -900, 0) for number in (2, 1, 2)]
    assert await extended(database, *seen) == (
        [(-900, 1), (-900, 2), (1, 1), (1, 2)],
        False,
        {1: [(1, 2)], -900: [(1, 2)]},
    )


@pytest.mark.asyncio
async def test_only_other_holes_in_chats_are_told_of(database):
    polls = ([5], [6], [9], [9], [8], [7], [3], [4])
    told = [await extended(database, *(says(n) for n in poll)) for poll in polls]
    assert [torn for _, torn, _ in told] == [False, False, True, False, True, True, True, True]
    assert await extended(database, says(1, chat=-900), says(5, chat=-900)) == (
        [(-900, 1), (-900, 5)],
        False,
        {1: [(3, 9)], -900: [(1, 1), (5, 5)]},
    )


@pytest.mark.asyncio
async def test_what_was_written_before_a_chat_was_ours_or_without_the_bot_is_not_kept(database):
    came = Coming(number=4, at=NOON, present=True)
    away = Away(
        since=Coming(number=6, at=NOON, present=False),
        to=Coming(number=9, at=NOON, present=True),
    )
    known = Directory(begun={1: 3, 2: 1}, pasts={3: Past(begun=came, away=(away,))})
    seen = [says(number, chat=chat) for chat in (1, 2, 3) for number in range(1, 10)]
    assert (await extended(database, *seen, directory=known))[1:] == (
        True,
        {1: [(3, 9)], 2: [(1, 9)], 3: [(4, 6), (9, 9)]},
    )
    one = Directory(pasts={2: Past(begun=Coming(number=20, at=NOON, present=True))})
    fresh, _, _ = await extended(
        database, says(12, chat=2), says(21, chat=2), says(30, chat=3), directory=one
    )
    assert fresh == [(2, 21), (3, 30)]


@pytest.mark.asyncio
async def test_an_answer_of_ours_begins_no_dialog_and_goes_on_with_one_that_is_known(database):
    await extended(database, says(1, chat=-900))
    seen = [says(2, chat=-900), says(7, chat=-901)]
    assert await extended(database, *seen, only_we={-900, -901, -902}) == (
        [(-900, 2)],
        False,
        {-900: [(1, 2)]},
    )


@pytest.mark.asyncio
async def test_what_is_filled_joins_its_neighbours_and_leaves_other_conversations_alone(database):
    for chat in (1, 2):
        await extended(database, *(says(number, chat=chat) for number in (1, 2, 6, 7, 9)))
    async with database.writing() as connection:
        await ledger_store.fill(connection, 1, [(3, 5)])
        await ledger_store.fill(connection, 3, [(4, 5)])
        assert await ledger_store.ranges(connection, [1, 2, 3, 4]) == {
            1: [(1, 7), (9, 9)],
            2: [(1, 2), (6, 7), (9, 9)],
            3: [(4, 5)],
        }


@pytest.mark.asyncio
async def test_many_conversations_are_read_as_few(database, monkeypatch):
    await extended(database, *(says(1, chat=-chat) for chat in range(1, 8)))
    monkeypatch.setattr(ledger_store, "_MANY", 3)
    async with database.reading() as connection:
        found = await ledger_store.ranges(connection, (-chat for chat in range(1, 9)))
    assert found == {-chat: [(1, 1)] for chat in range(1, 8)}
