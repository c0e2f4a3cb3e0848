"""Where each stream was left, and up to which moment it is read: that never goes back."""

from itertools import product

import pytest

from storage.db.times import moment
from storage.seen import streams
from storage.seen.read_through import Stream
from storage.seen.streams import Heard
from tests.cast import at, utc

pytestmark = pytest.mark.asyncio

NOON = utc(at(0, 12))
POLLED, POSTED = "longpoll", "callback"
MOVES = {
    "nothing known": (None, None, None),
    "proved for the first time": (None, NOON, NOON),
    "proved no more": (NOON, None, NOON),
    "further": (NOON, NOON + 5, NOON + 5),
    "back": (NOON, NOON - 5, NOON),
}
anyhow = pytest.mark.parametrize(("old", "new", "kept"), MOVES.values(), ids=MOVES.keys())


async def test_nothing_is_known_of_what_was_never_heard(database):
    async with database.writing() as connection:
        await streams.touch(connection, POLLED, NOON, NOON)
        assert await streams.cursor(connection, POLLED) is None
        assert await streams.heard(connection) == []
        assert await streams.stream(connection) is None


@anyhow
async def test_a_new_position_replaces_the_old_one_and_what_is_read_stays_read(
    database, old, new, kept
):
    async with database.writing() as connection:
        await streams.move(connection, POLLED, "17", NOON, old)
        await streams.move(connection, POLLED, "9", NOON - 60, new)
        assert await streams.cursor(connection, POLLED) == ("9", NOON - 60)
        assert await streams.heard(connection) == [Heard(POLLED, NOON - 60, kept, None)]


@anyhow
async def test_a_source_without_positions_settles_later_each_time_it_is_listened_to(
    database, old, new, kept
):
    async with database.writing() as connection:
        await streams.listen(connection, POSTED, NOON, NOON + 900, old)
        assert await streams.heard(connection) == [Heard(POSTED, NOON, old, NOON + 900)]
        await streams.listen(connection, POSTED, NOON + 60, NOON + 960, new)
        assert await streams.heard(connection) == [Heard(POSTED, NOON + 60, kept, NOON + 960)]
        assert await streams.cursor(connection, POSTED) == ("", NOON + 60)


@anyhow
async def test_a_source_that_brings_nothing_new_is_heard_and_proves_as_well(
    database, old, new, kept
):
    async with database.writing() as connection:
        await streams.move(connection, POLLED, "17", NOON, old)
        await streams.move(connection, POSTED, "", NOON, None)
        await streams.touch(connection, POLLED, NOON + 25, new)
        assert await streams.cursor(connection, POLLED) == ("17", NOON + 25)
        assert await streams.heard(connection) == [
            Heard(POLLED, NOON + 25, kept),
            Heard(POSTED, NOON, None),
        ]


async def test_the_stream_is_read_as_far_as_the_source_that_is_read_furthest(database):
    async with database.writing() as connection:
        await streams.move(connection, POLLED, "17", NOON, None)
        assert await streams.stream(connection) == Stream(None)
        for through, source in product((NOON, NOON - 7), (POLLED, POSTED)):
            await streams.move(connection, source, "18", NOON, through)
        assert await streams.stream(connection) == Stream(moment(NOON))


async def test_the_source_heard_last_comes_first(database):
    async with database.writing() as connection:
        for source, when in (("a", 2), ("b", 3), ("c", 1)):
            await streams.move(connection, source, "1", NOON + when, None)
        assert [each.source for each in await streams.heard(connection)] == ["b", "a", "c"]
