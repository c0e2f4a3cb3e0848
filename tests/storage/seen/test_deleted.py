"""Messages deleted before the bot saw them are told apart from those it missed."""

import pytest

from storage.records import Gone
from storage.seen import activity, holes
from tests.cast import LYCEUM, SCHOOL, at, utc
from tests.storage.taking import CHAT, OTHER_CHAT, give, put, says


@pytest.mark.asyncio
async def test_deleted_are_counted_by_chat_in_the_window_and_in_the_unit(database):
    await give(database)
    await give(database, OTHER_CHAT, LYCEUM)
    seen = [says(1), says(5), says(1, chat=OTHER_CHAT), says(4, chat=OTHER_CHAT)]
    await put(database, seen=seen)
    async with database.writing() as connection:
        await holes.mark_gone(connection, CHAT, [2, 3], Gone.DELETED)
        await holes.mark_gone(connection, CHAT, [4], Gone.NO_ACCESS)
        await holes.mark_gone(connection, OTHER_CHAT, [2], Gone.DELETED)
    week = (utc(at(0)), utc(at(7)))
    async with database.reading() as connection:
        assert await activity.deleted(connection, SCHOOL, *week) == {CHAT: 2}
        assert await activity.missed(connection, SCHOOL, *week) == {CHAT: 1}
        assert await activity.deleted(connection, LYCEUM, *week) == {OTHER_CHAT: 1}
        assert await activity.deleted(connection, SCHOOL, utc(at(7)), utc(at(14))) == {}
