"""When each chat was last written in, and what units set for themselves."""

import pytest

from storage import tables
from storage.people import unit_settings
from storage.places import last_heard
from storage.seen import activity
from tests.cast import LYCEUM, SCHOOL, at, utc

pytestmark = pytest.mark.asyncio


async def test_the_end_of_the_last_hour_with_a_message_is_told_for_the_unit_s_chats(database):
    async with database.writing() as connection:
        for chat, unit in ((1, SCHOOL), (2, SCHOOL), (3, LYCEUM), (4, SCHOOL)):
            await connection.execute(
                tables.chats.insert().values(
                    id=chat,
                    unit=unit,
                    title="",
                    class_name="",
                    access="all",
                    admin=True,
                    present=True,
                )
            )
        hour = utc(at(1, 10)) // 3600
        sums = {(1, hour, 101): 2, (1, hour - 5, 101): 1, (2, hour - 400, 101): 1}
        await activity.add_tallies(connection, sums | {(3, hour, 107): 1})
    async with database.reading() as connection:
        times = utc(at(-13)), utc(at(1, 11))
        assert await last_heard.of_unit(connection, SCHOOL, *times) == {1: at(1, 11)}
        assert await last_heard.of_unit(connection, SCHOOL, utc(at(0)), utc(at(1, 10))) == {
            1: at(1, 6)
        }


async def test_a_setting_is_kept_replaced_and_taken_back(database):
    async with database.writing() as connection:
        await unit_settings.keep(connection, SCHOOL, "links_reply", "1")
        await unit_settings.keep(connection, LYCEUM, "links_reply", "2")
        await unit_settings.keep(connection, LYCEUM, "links_reply", "3")
        await unit_settings.keep(connection, SCHOOL, "other", "x")
    async with database.writing() as connection:
        assert await unit_settings.of_unit(connection, SCHOOL) == {"links_reply": "1", "other": "x"}
        assert await unit_settings.units_with(connection, "links_reply") == {
            SCHOOL: "1",
            LYCEUM: "3",
        }
        await unit_settings.keep(connection, SCHOOL, "links_reply", "")
        await unit_settings.keep(connection, SCHOOL, "links_reply", "")
        assert await unit_settings.of_unit(connection, SCHOOL) == {"other": "x"}
