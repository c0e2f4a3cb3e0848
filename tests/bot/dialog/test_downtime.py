"""While the bot is away people go on writing; dialogs outlast a restart, but not a day."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.app import open_service
from bot.config.settings import load_settings
from bot.service.core import open_core
from bot.words.dialog import BACK, EXPIRED, NOTHING_TO_CANCEL, cancelled
from storage import tables
from tests.bot.dialog.binding.bound import BOUND, olga_s_code
from tests.bot.dialog.conversing import newest, press, say
from tests.bot.dialog.staffing import hand
from tests.bot.dialog.week.two_days import KEPT, MEASURE, OFFERED
from tests.cast import ADMIN, MARIA, OLGA, ROSTER, STRANGER
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def away(place, minutes):
    """Let time pass while nobody takes in what people write."""
    place.world.set_clock(place.world.now() + timedelta(minutes=minutes))


async def test_what_was_written_meanwhile_is_answered_by_one_line_to_each(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 3)
        for person in (ADMIN, ADMIN, ADMIN, MARIA):
            place.world.say(person, dm=True, text="сводка")
        await away(place, 11)
        await place.settle()
        assert (place.heard(dm=ADMIN), place.heard(dm=MARIA)) == ([BACK], [BACK])
        people = {each.name: each for each in (await place.report(now=place.world.now())).people}
        assert people["Петрова Мария Петровна"].messages == 3


@pytest.mark.parametrize(("minutes", "answered"), [(10, True), (11, False)])
async def test_after_ten_minutes_a_command_is_old(minutes, answered, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        place.world.say(MARIA, dm=True, text="меню")
        await away(place, minutes)
        await place.settle()
        assert [text == BACK for text in place.heard(dm=MARIA)] == [not answered]


async def test_a_code_binds_however_late_it_is_read(tmp_path):
    async with playground(tmp_path) as place:
        code = await olga_s_code(place)
        place.world.say(OLGA, dm=True, text="Здравствуйте")
        place.world.say(OLGA, dm=True, text=code)
        place.world.say(OLGA, dm=True, text="Начать", ref=code)
        await away(place, 600)
        await place.settle()
        assert place.heard(dm=OLGA) == [BACK, BOUND, BOUND]


async def test_nobody_is_told_twice_within_an_hour(tmp_path):
    async with playground(tmp_path) as place:
        for minutes in (20, 20, 60):
            place.world.say(STRANGER, dm=True, text="Вы здесь?")
            await away(place, minutes)
            await place.settle()
        assert place.heard(dm=STRANGER) == [BACK, BACK]


async def test_who_could_not_be_told_is_told_with_the_next_old_message(tmp_path):
    async with playground(tmp_path) as place:
        place.world.say(STRANGER, dm=True, text="Вы здесь?")
        place.world.say(STRANGER, dm=True, text="Ау")
        place.world.deny_dm(STRANGER)
        await away(place, 20)
        await place.settle()
        assert place.heard(dm=STRANGER) == []
        place.world.set_clock(place.world.now() - timedelta(minutes=20))
        place.world.say(STRANGER, dm=True, text="Снова пишу")
        await away(place, 20)
        await place.settle()
        assert place.heard(dm=STRANGER) == [BACK]


async def offered(place):
    """Bring an administrator to the last question before a measure is kept."""
    await place.roster()
    await say(place, ADMIN, "принятые меры")
    await press(place, ADMIN, "Добавить")
    assert await say(place, ADMIN, MEASURE) == OFFERED


@asynccontextmanager
async def restarted(place):
    """Answer by a service that was started anew: nothing the other had in mind is left."""
    settings = load_settings(place.config)
    async with (
        open_core(settings, place.config.parent) as core,
        open_service(
            core, settings, place.world.now, place.sent.append, 2_000, alone=True
        ) as service,
    ):
        first, place.service = place.service, service
        yield
        place.service = first


async def test_a_dialog_goes_on_after_a_restart(tmp_path):
    async with playground(tmp_path) as place:
        await offered(place)
        async with restarted(place):
            assert (await press(place, ADMIN, "Записать"))[0] == KEPT
        [row] = await place.rows(tables.week_notes)
        assert row.text == MEASURE


async def test_what_is_written_goes_on_after_a_restart_too(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "принятые меры")
        await press(place, ADMIN, "Добавить")
        async with restarted(place):
            assert await say(place, ADMIN, MEASURE) == OFFERED


async def test_after_a_day_nothing_is_half_finished_any_more(tmp_path):
    async with playground(tmp_path) as place:
        await offered(place)
        await away(place, 24 * 60 - 1)
        await press(place, ADMIN, "Отмена")
        assert newest(place, ADMIN).text == cancelled("запись меры")

        await offered(place)
        await away(place, 24 * 60)
        assert (await press(place, ADMIN, "Записать"))[1] == EXPIRED
        assert await say(place, ADMIN, "отмена") == NOTHING_TO_CANCEL
        assert (await say(place, ADMIN, MEASURE)).startswith("Не понял. ")
        assert await place.rows(tables.week_notes) == []


async def test_a_file_somebody_handed_in_is_not_kept_longer_than_a_day(tmp_path):
    async with playground(tmp_path) as place:
        await hand(place, ADMIN, "список.csv", ROSTER.encode())
        [row] = await place.rows(tables.dialog_states)
        assert (row.act, row.file_name, row.body) == ("file_go", "список.csv", ROSTER.encode())
        await away(place, 24 * 60)
        await place.service._work()
        [row] = await place.rows(tables.dialog_states)
        assert (row.act, row.args, row.file_name, row.body) == ("", "{}", "", None)
