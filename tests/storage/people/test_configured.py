"""The config held against the database: what differs is counted and written."""

from dataclasses import replace
from datetime import date

import pytest

from storage import tables
from storage.people import configured, offices, subscriptions
from storage.people.configured import Changed, Configured, Difference
from storage.records import Office, OfficeHolder, Vacation
from storage.subscription import WATCH, Subscription
from tests.builders import HOLDERS, UNITS
from tests.cast import ADMIN, DEPUTY, MONDAY_MORNING, PERM, SCHOOL

WANTED = Configured(
    units=frozenset(UNITS),
    holders=frozenset(HOLDERS),
    vacations=frozenset(),
    subscriptions=frozenset(),
    rest="the same",
)
FREE = Vacation(unit=PERM, class_name="", first=date(2026, 12, 28), last=date(2027, 1, 10))


async def differs(database, wanted):
    async with database.reading() as connection:
        return configured.difference(await configured.read(connection), wanted)


async def applied(database, wanted):
    async with database.writing() as connection:
        return await configured.apply(connection, wanted, MONDAY_MORNING)


async def version(database):
    async with database.reading() as connection:
        return (await connection.execute(tables.directory.select())).all()


@pytest.mark.asyncio
async def test_the_same_config_differs_in_nothing_and_writes_nothing(database):
    await applied(database, WANTED)
    before = await version(database)

    assert not await differs(database, WANTED)
    assert await applied(database, WANTED) == Difference()
    assert await version(database) == before


@pytest.mark.asyncio
async def test_an_older_copy_is_told_by_unit_and_number_until_it_is_applied(database):
    ours = replace(
        WANTED,
        vacations=frozenset({FREE}),
        subscriptions=frozenset({Subscription(SCHOOL, ADMIN, WATCH)}),
    )
    await applied(database, ours)
    school = next(unit for unit in UNITS if unit.id == SCHOOL)
    older = replace(
        WANTED,
        units=frozenset({replace(school, name="СОШ № 12"), replace(school, id="school-3")}),
        holders=frozenset(each for each in HOLDERS if each.office is not Office.DEPUTY),
        rest="another order",
    )
    found = await differs(database, older)

    assert found.new == ("school-3",)
    assert found.gone == tuple(sorted({unit.id for unit in UNITS} - {SCHOOL}))
    assert found.changed == (SCHOOL,)
    assert set(found.inside) == {
        Changed(unit=SCHOOL, kind="school", what="deputy", new=0, gone=1),
        Changed(unit=PERM, kind="municipality", what="vacations", new=0, gone=1),
        Changed(unit=SCHOOL, kind="school", what="subscriptions", new=0, gone=1),
    }
    assert found.rest
    assert await applied(database, older) == found
    assert not await differs(database, older)


@pytest.mark.asyncio
async def test_what_conversations_gave_is_no_difference(database):
    await applied(database, WANTED)
    async with database.writing() as connection:
        new = OfficeHolder(unit=SCHOOL, account=777, office=Office.DEPUTY)
        await offices.appoint(connection, new)
        await subscriptions.add(connection, Subscription(SCHOOL, DEPUTY, WATCH), "bot")

    assert not await differs(database, WANTED)
    named = replace(
        WANTED,
        holders=WANTED.holders | {new},
        subscriptions=frozenset({Subscription(SCHOOL, DEPUTY, WATCH)}),
    )
    assert not await differs(database, named)


@pytest.mark.asyncio
async def test_a_watch_of_the_config_that_was_given_up_comes_back_and_alarms_nobody(database):
    asked = replace(WANTED, subscriptions=frozenset({Subscription(SCHOOL, ADMIN, WATCH)}))
    await applied(database, asked)
    async with database.writing() as connection:
        await subscriptions.remove(connection, Subscription(SCHOOL, ADMIN, WATCH))
    found = await differs(database, asked)

    assert found.inside == (
        Changed(unit=SCHOOL, kind="school", what="subscriptions", new=1, gone=0),
    )
    assert not found.grave
