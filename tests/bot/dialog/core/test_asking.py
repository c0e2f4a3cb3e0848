"""Asking before something is done: what counts as a yes, and what does not."""

import pytest

from bot.words.dialog import PRESS_YES_OR_NO
from storage import tables
from tests.bot.dialog.conversing import newest, press, say
from tests.cast import ADMIN
from tests.playground import playground

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("sent", ["sticker", "photo", "audio_message"])
async def test_what_has_no_words_is_no_yes(sent, tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "пауза")
        await press(place, ADMIN, "Пауза до конца недели")
        place.world.say(ADMIN, dm=True, attachments=[sent])
        await place.settle()
        assert newest(place, ADMIN).text == PRESS_YES_OR_NO
        assert await place.rows(tables.vacations) == []
        await say(place, ADMIN, "да")
        assert len(await place.rows(tables.vacations)) == 1
