"""The zone of a unit changes in mid-week: the real config, database, jobs and dialog."""

from datetime import timedelta

import msgspec
import pytest

from monitor.facts.values import Report
from storage import tables
from storage.weeks import snapshots
from tests.bot.dialog.conversing import say
from tests.cast import ADMIN, CONFIG, MARIA, PAVEL, SCHOOL, WEEK, at
from tests.playground import playground

SCHOOLS_ZONE = 'parent = "perm"\ntimezone = "Asia/Yekaterinburg"\norder = "perm"'


async def closed(place, week):
    async with place.service.core.database.reading() as connection:
        kept = await snapshots.latest(connection, SCHOOL, week)
    report = kept and msgspec.json.decode(kept.report, type=Report)
    return report and (
        report.window.start,
        report.window.end,
        sum(line.messages for line in report.people),
    )


@pytest.mark.asyncio
@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Kamchatka"])
async def test_a_zone_changed_on_wednesday_holds_from_the_next_week_on(tmp_path, zone):
    async with playground(tmp_path) as place:
        place.world.allow_dm(ADMIN)
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.say(chat, MARIA, 3, at(1, 9))
        place.say(chat, MARIA, 4, at(6, 23))  # on Sunday, the last hour of the week
        place.say(chat, MARIA, 5, at(7, 0))  # on Monday, the first hour of the next one
        await place.settle()
        async with place.service.core.database.writing() as connection:
            await connection.execute(
                tables.weekly_keys.delete().where(tables.weekly_keys.c.week != WEEK)
            )  # as if the config changed before that Monday
    config = CONFIG.replace(SCHOOLS_ZONE, SCHOOLS_ZONE.replace("Asia/Yekaterinburg", zone))
    async with playground(tmp_path, config, at(2, 12)) as place:
        place.world.allow_dm(ADMIN)
        told = await say(place, ADMIN, "нормы")
        assert f"часовой пояс: {zone}; текущая неделя остаётся в прежних границах" in told
        for day in range(7, 23):
            for hour in (9, 15):
                await place.service.tick(at(day, hour))
        first = await closed(place, WEEK)
        second = await closed(place, "2026-W48")

        assert first == (at(0), at(7), 7)
        assert second[0] == at(7)
        assert second[2] == 5
        assert second[1].utcoffset() != at(7).utcoffset()
        assert timedelta(days=6) < second[1] - second[0] < timedelta(days=8)
