"""While VK is set to tell nothing of what is written, that nothing comes proves nothing."""

import asyncio
from pathlib import Path

import pytest

from storage import tables
from storage.told import conditions
from tests.bot.cli.commanding import run, said
from tests.bot.service.unread import closed, figures, school, sunday
from tests.cast import MARIA, NEXT_MONDAY_CLOSE, at, utc

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("own_surroundings")]

MAY_NOT_MEND = {"messages", "photos", "docs"}


def off(place):
    """Switch messages off, in a community whose token may not switch them on again."""
    place.world.rights = set(MAY_NOT_MEND)
    place.world.event_types -= {"message_new"}


async def lasting(place):
    return {row.name for row in await place.rows(tables.conditions)}


async def mend(place):
    """Switch them on again, in VK's settings; the service looks and asks for what it missed."""
    place.world.event_types |= {"message_new"}
    await place.service.checker.check()
    while await place.service.healer.step():
        pass


async def test_a_week_waits_for_what_vk_is_set_not_to_tell_and_is_whole_once_it_is(tmp_path: Path):
    async with school(tmp_path) as (place, chat):
        await place.service.checker.check()
        off(place)
        await place.service.checker.check()
        sunday(place, chat)
        await place.settle()
        done = await place.service.tick(NEXT_MONDAY_CLOSE)
        assert {each.missing for each in done.waiting} == {"stream"}
        assert await closed(place) == []
        assert conditions.DEAF in await lasting(place)

        await mend(place)
        await place.settle()
        await place.service.tick(NEXT_MONDAY_CLOSE)
        completeness, maria, total, _ = await figures(place)
        assert (completeness, maria, total) == (1.0, 10, 19)
        assert conditions.DEAF not in await lasting(place)
        lost = [(row.kind, row.since) for row in await place.rows(tables.interruptions)]
        assert lost == [("lost", utc(at(4, 19)))]


async def test_what_was_off_between_two_looks_is_asked_for_too(tmp_path: Path):
    async with school(tmp_path) as (place, chat):
        await place.service.checker.check()
        off(place)
        place.world.set_clock(at(4, 20))
        place.say(chat, MARIA, 3)
        await place.settle()
        place.world.set_clock(at(4, 21))
        await place.service.checker.check()
        await mend(place)
        report = await place.report()
        [maria] = [each for each in report.people if each.name.startswith("Петрова")]
        assert maria.messages == 7


async def test_where_the_token_may_messages_are_switched_on_and_the_missed_ones_asked_for(
    tmp_path: Path,
):
    async with school(tmp_path) as (place, chat):
        place.world.event_types -= {"message_new"}
        sunday(place, chat)
        await place.service.checker.check()
        while await place.service.healer.step():
            pass
        await place.settle()
        await place.service.tick(NEXT_MONDAY_CLOSE)
        assert (await figures(place))[:3] == (1.0, 10, 19)


async def test_after_twelve_hours_the_week_is_closed_with_the_time_named(tmp_path: Path):
    async with school(tmp_path) as (place, chat):
        off(place)
        await place.service.checker.check()
        sunday(place, chat)
        await place.settle()
        place.world.set_clock(at(7, 21))
        await place.service.tick(at(7, 21))
        assert (await figures(place))[3] == [("unread", at(4, 19), at(7))]


async def test_a_tick_from_cron_does_not_take_silence_for_reading(tmp_path: Path):
    async with school(tmp_path) as (place, chat):
        off(place)
        sunday(place, chat)
        arguments = ["tick", "--now", NEXT_MONDAY_CLOSE.isoformat(), "--config", place.config]
        status, _, err = said(await asyncio.to_thread(run, *arguments))
        assert (status, "ещё не прочитаны" in err) == (1, True)
        assert await closed(place) == []


async def test_where_updates_are_posted_a_missing_server_proves_nothing_either(tmp_path: Path):
    async with school(tmp_path) as (place, _):
        intake = place.service.intake
        place.world.set_clock(at(6, 12))
        await intake.told(hears=False)
        await intake.began("callback")
        await intake.listening(begins=True)
        for _ in range(10):
            place.world.advance(60)
            await intake.listening()
        place.world.set_clock(NEXT_MONDAY_CLOSE)
        assert (await place.service.tick(NEXT_MONDAY_CLOSE)).waiting
