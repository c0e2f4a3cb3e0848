"""Vacations in storage: the config's come and go with it, the bot's stay."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from storage.records import Vacation
from storage.weeks import vacations
from tests.cast import LYCEUM, PERM, SCHOOL

AUTUMN = Vacation(unit=SCHOOL, class_name="", first=date(2026, 10, 26), last=date(2026, 11, 1))
WINTER = Vacation(unit=PERM, class_name="", first=date(2026, 12, 28), last=date(2027, 1, 10))
FIRST_CLASS = replace(AUTUMN, class_name="1А", first=date(2027, 2, 15), last=date(2027, 2, 21))


async def listed(database, *units):
    async with database.reading() as connection:
        return await vacations.listed(connection, units)


async def synced(database, *wanted):
    """Say what the config says; give the statements that wrote."""
    written = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.split()[0] in ("INSERT", "UPDATE", "DELETE"):
            written.append(statement.split()[0])

    async with database.writing() as connection:
        engine = connection.engine.sync_engine
        event.listen(engine, "before_cursor_execute", note)
        await vacations.sync(connection, wanted)
        event.remove(engine, "before_cursor_execute", note)
    return written


@pytest.mark.asyncio
async def test_a_unit_has_its_own_vacations_and_those_above_it_oldest_first(database):
    await synced(database, WINTER, FIRST_CLASS, AUTUMN)

    assert await listed(database, SCHOOL, PERM) == [
        (AUTUMN, "config"),
        (WINTER, "config"),
        (FIRST_CLASS, "config"),
    ]
    assert await listed(database, LYCEUM, PERM) == [(WINTER, "config")]
    async with database.reading() as connection:
        assert await vacations.of_units(connection, (LYCEUM,)) == []


@pytest.mark.asyncio
async def test_a_start_with_the_same_config_writes_nothing(database):
    await synced(database, AUTUMN, WINTER)

    assert await synced(database, WINTER, AUTUMN) == []


@pytest.mark.asyncio
async def test_only_what_changed_in_the_config_is_written(database):
    longer = replace(AUTUMN, last=date(2026, 11, 2))
    await synced(database, AUTUMN, WINTER)
    written = await synced(database, longer, WINTER)

    assert written.count("INSERT") == 1
    assert await listed(database, SCHOOL, PERM) == [(longer, "config"), (WINTER, "config")]


@pytest.mark.asyncio
async def test_what_the_config_no_longer_says_goes_and_what_the_bot_wrote_stays(database):
    await synced(database, AUTUMN, WINTER)
    async with database.writing() as connection:
        await vacations.add(connection, FIRST_CLASS, "bot")
    await synced(database)

    assert await listed(database, SCHOOL, PERM) == [(FIRST_CLASS, "bot")]


@pytest.mark.asyncio
async def test_the_config_speaks_where_the_bot_wrote_the_same_first_day(database):
    async with database.writing() as connection:
        await vacations.add(connection, replace(AUTUMN, last=date(2026, 10, 30)), "bot")
    await synced(database, AUTUMN)

    assert await listed(database, SCHOOL) == [(AUTUMN, "config")]


@pytest.mark.asyncio
async def test_a_class_s_vacation_is_struck_out_alone(database):
    mine = replace(FIRST_CLASS, first=AUTUMN.first)
    await synced(database, AUTUMN, mine)
    async with database.writing() as connection:
        await vacations.remove(connection, mine)

    assert await listed(database, SCHOOL) == [(AUTUMN, "config")]
