"""What the program says of itself: it begins once, lasts, and ends."""

import pytest

from storage.told import conditions
from storage.told.conditions import SENDING_STOPPED, Condition
from tests.cast import at

pytestmark = pytest.mark.asyncio

MONDAY, TUESDAY = at(0, 9), at(1, 9)


async def lasting(database):
    async with database.reading() as connection:
        return await conditions.all(connection)


async def begin(database, value, now, name=SENDING_STOPPED):
    async with database.writing() as connection:
        return await conditions.set(connection, name, value, now)


async def test_a_condition_lasts_since_it_began_not_since_it_was_said_last(database):
    assert await lasting(database) == {}
    assert await begin(database, "14", MONDAY) is True
    assert await begin(database, "14", TUESDAY) is False
    stopped = Condition(name=SENDING_STOPPED, value="14", since=MONDAY)
    assert await lasting(database) == {SENDING_STOPPED: stopped}
    async with database.reading() as connection:
        assert await conditions.get(connection, SENDING_STOPPED) == stopped
        assert await conditions.get(connection, conditions.DEAF) is None


async def test_a_new_value_is_a_new_beginning(database):
    await begin(database, "14", MONDAY)
    assert await begin(database, "5", TUESDAY) is True
    assert await lasting(database) == {
        SENDING_STOPPED: Condition(name=SENDING_STOPPED, value="5", since=TUESDAY)
    }


async def test_a_condition_ends_alone(database):
    await begin(database, "14", MONDAY)
    await begin(database, "x", MONDAY, "another")
    async with database.writing() as connection:
        assert await conditions.clear(connection, SENDING_STOPPED) is True
        assert await conditions.clear(connection, SENDING_STOPPED) is False
    assert list(await lasting(database)) == ["another"]
