"""Whose part in a unit is taken while something is half finished: it goes on in no other unit."""

import pytest

from bot.words.dialog import NOT_ALLOWED
from storage import tables
from storage.asked import dialog_states
from storage.asked.dialog_states import DialogState
from tests.bot.dialog.conversing import press, say
from tests.cast import ADMIN, CONFIG, LYCEUM, LYCEUM_ADMIN, MARIA, ROSTER, SCHOOL
from tests.playground import playground

pytestmark = pytest.mark.asyncio

BOTH = CONFIG.replace("administrators = [107]", "administrators = [107, 101]")


async def in_school(place, act="", args=None, body=None):
    """Let the administrator of both schools be at something in the first one."""
    begun = DialogState(
        account=ADMIN, unit=SCHOOL, act=act, args=args or {}, file_name="s.csv", body=body
    )
    async with place.service.core.database.writing() as connection:
        await dialog_states.save(connection, begun, place.world.now())


async def loses_school(place):
    """Take the administrator's part in the first school; the second one's stays."""
    offices, bindings = tables.offices, tables.bindings
    async with place.service.core.database.writing() as connection:
        await connection.execute(
            offices.delete().where(offices.c.account == ADMIN, offices.c.unit == SCHOOL)
        )
        await connection.execute(bindings.delete().where(bindings.c.account == ADMIN))


async def listed(place, unit):
    return {row.full_name for row in await place.rows(tables.persons) if row.unit == unit}


async def test_a_roster_shown_in_one_school_is_not_applied_in_another(tmp_path):
    async with playground(tmp_path, BOTH) as place:
        await in_school(place, "file_go", {"k": "1-1"}, ROSTER.encode())
        await loses_school(place)
        assert await say(place, ADMIN, "да") == NOT_ALLOWED
        assert await listed(place, LYCEUM) == set()


async def test_an_announcement_of_one_school_does_not_go_to_another(tmp_path):
    async with playground(tmp_path, BOTH) as place:
        await place.chat("Лицей", MARIA, by=LYCEUM_ADMIN)
        await in_school(place, "announce_text", {"k": "none", "t": "Педсовет двенадцатой"})
        await loses_school(place)
        assert await say(place, ADMIN, "да") == NOT_ALLOWED
        assert await place.rows(tables.announcements) == []


async def test_what_is_left_half_finished_is_no_hindrance_in_the_other_school(tmp_path):
    async with playground(tmp_path, BOTH) as place:
        await in_school(place, "announce_text", {"k": "none", "t": "Педсовет двенадцатой"})
        await loses_school(place)
        assert await say(place, ADMIN, "отмена") == "Отменено, ничего не изменилось."
        assert "Лицей № 5" in await say(place, ADMIN, "меню")


async def test_an_old_button_of_another_school_does_not_take_a_draft_along(tmp_path):
    async with playground(tmp_path, BOTH) as place:
        await place.chat("Лицей", MARIA, by=LYCEUM_ADMIN)
        draft = {"k": "none", "t": "Педсовет двенадцатой"}
        await say(place, ADMIN, "объявление")
        await in_school(place, "announce_text", draft)
        await press(place, ADMIN, "Все чаты")
        async with place.service.core.database.reading() as connection:
            kept = await dialog_states.get(connection, ADMIN, place.world.now())
        assert (kept.unit, dict(kept.args).get("t")) == (LYCEUM, "")
