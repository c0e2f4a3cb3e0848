"""What waits behind others must not be given up because their process died."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialog.core.router import Router
from bot.service.answering import inbox as answering
from bot.service.answering.quota import Quota
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


class Died(BaseException):
    """The process ends here and now."""


@pytest.mark.asyncio
async def test_what_waits_for_room_is_not_counted_as_tried(tmp_path, monkeypatch):
    async def die(*_given, **_named):
        raise Died

    async with playground(tmp_path) as place:
        await place.roster()
        monkeypatch.setattr(answering, "SIDE_BY_SIDE", 1)
        monkeypatch.setattr(Router, "typed", die)
        for person in (MARIA, PAVEL):
            place.world.say(person, dm=True, text="Здравствуйте")
        with pytest.raises(BaseExceptionGroup):
            await place.settle()
        tried = {row.account: row.attempts for row in await place.rows(tables.inbox)}
    assert tried == {MARIA: 1, PAVEL: 0}


@pytest.mark.asyncio
async def test_a_stranger_who_has_to_wait_is_not_counted_as_tried(tmp_path, monkeypatch):
    async with playground(tmp_path) as place:
        monkeypatch.setattr(Quota, "rest", lambda *_given: timedelta(seconds=10))
        place.world.say(PAVEL, dm=True, text="Здравствуйте")
        await place.settle()
        [item] = await place.rows(tables.inbox)
    assert (item.attempts, item.body is None) == (0, False)
