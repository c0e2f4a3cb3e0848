"""Processes that die: what waits behind others is not given up for it, what killed five is."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialog.core.router import Router
from bot.service.answering import inbox as answering
from bot.service.answering.quota import Quota
from bot.words.private import SORRY, welcome
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from storage import tables
from storage.asked import inbox
from tests.cast import MARIA, PAVEL
from tests.playground import playground

WELCOME = welcome(SCHOOL_WORDS)
LATER = 61  # seconds after which what a dead process had taken is free again


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


async def ask_and_die(place, monkeypatch, owner, name):
    """Let somebody write, and five processes die of it where they come to a function."""

    async def die(*_given, **_named):
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, die)
        place.world.say(MARIA, dm=True, text="раз")
        for _ in range(5):
            with pytest.raises(BaseExceptionGroup):
                await place.settle()
            place.world.advance(LATER)


@pytest.mark.asyncio
async def test_what_kills_its_handler_every_time_is_given_up_in_words(tmp_path, monkeypatch, log):
    async with playground(tmp_path) as place:
        await ask_and_die(place, monkeypatch, Router, "typed")
        await place.settle()
        place.world.say(MARIA, dm=True, text="два")
        await place.settle()

        assert place.heard(dm=MARIA) == [SORRY, WELCOME]
        assert [each for each in log if each.startswith("ERROR")] == [
            "ERROR inbox item 1: given up after 5 attempts\n"
        ]


@pytest.mark.asyncio
async def test_what_was_answered_before_its_process_died_is_not_apologised_for(
    tmp_path, monkeypatch
):
    async with playground(tmp_path) as place:
        await ask_and_die(place, monkeypatch, inbox, "done")
        await place.settle()

        [row] = await place.rows(tables.inbox)
        texts = [message.text for message in place.world.dms[MARIA].messages]
        assert (row.attempts, row.body, texts) == (5, None, ["раз", WELCOME])
