"""Asking before something is done: what counts as a yes, and what does not."""

import pytest

from bot.words.dialog import EXPIRED, PRESS_YES_OR_NO
from storage import tables
from storage.asked import dialog_states
from storage.asked.dialog_states import DialogState
from tests.bot.dialog.conversing import newest, press, say
from tests.cast import ADMIN, SCHOOL
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


async def test_a_yes_to_what_does_not_wait_any_more_is_answered_in_words(tmp_path):
    async with playground(tmp_path) as place:
        begun = DialogState(
            account=ADMIN, unit=SCHOOL, act="rest_drop_go", args={"a": "2026-11-16"}
        )
        async with place.service.core.database.writing() as connection:
            await dialog_states.save(connection, begun, place.service.clock())
        assert await say(place, ADMIN, "да") == EXPIRED
