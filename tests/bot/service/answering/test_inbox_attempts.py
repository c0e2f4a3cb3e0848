"""What waits behind others must not be given up because their process died."""

from pathlib import Path

import pytest

from bot.words.private import welcome
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from storage import tables
from storage.asked import inbox
from tests.cast import MARIA, PAVEL
from tests.playground import playground

WELCOME = welcome(SCHOOL_WORDS)


@pytest.mark.asyncio
async def test_only_what_was_begun_counts_as_tried(tmp_path: Path):
    async with playground(tmp_path) as place:
        for person in (MARIA, PAVEL):
            place.world.say(person, dm=True, text="Здравствуйте")
        while place.poll.position != str(place.world.queue.last):
            await place.poll.step()
        for _ in range(7):  # seven processes take everything and die before they begin
            async with place.service.core.database.writing() as connection:
                assert len(await inbox.claim(connection, place.world.now(), 100)) == 2
                await inbox.free(connection)
        assert {row.attempts for row in await place.rows(tables.inbox)} == {0}

        await place.settle()
        assert (place.heard(dm=MARIA), place.heard(dm=PAVEL)) == ([WELCOME], [WELCOME])
