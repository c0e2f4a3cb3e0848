"""What an operator is told of units and of what is late, read from a few rows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import health, overview, tables
from storage.db.times import seconds
from storage.told import copies, processes
from storage.told.copies import KEPT, Copy
from tests.cast import LYCEUM, SCHOOL
from tests.faults.healthy import LIVING, NOW

pytestmark = pytest.mark.asyncio

HOUR = timedelta(hours=1)


async def insert(connection, table, **values):
    await connection.execute(table.insert().values(values))


async def chat(connection, number, unit, access="all"):
    row = {"id": number, "unit": unit, "title": "", "class_name": "", "access": access}
    await insert(connection, tables.chats, **row, admin=True, present=True)


async def notice(connection, number, **values):
    row = {"unit": SCHOOL, "kind": "letter", "period": str(number), "recipient": 5, "facts": "{}"}
    when = {"due_at": seconds(NOW - HOUR), "state": "planned", "attempts": 0, "error": ""}
    await insert(connection, tables.notices, **(row | when | values))


async def test_a_unit_is_counted_with_its_chats_people_and_what_is_missing(database):
    async with database.writing() as connection:
        await chat(connection, 1, SCHOOL)
        await chat(connection, 2, SCHOOL, access="mentions")
        await insert(connection, tables.ledger, conversation=1, first=1, last=10)
        await insert(connection, tables.holes, chat=1, first=11, last=12, noticed_at=1)
        await insert(
            connection, tables.holes, chat=2, first=1, last=5, noticed_at=1, gone="deleted"
        )
        hour = seconds(NOW) // 3600 - 2
        await insert(connection, tables.tallies, chat=1, hour=hour, author=5, messages=3)
        for name in ("Уткин", "Юдина"):
            row = {"full_name": name, "position": "", "role": "teacher", "classes": "[]"}
            await insert(connection, tables.persons, unit=SCHOOL, **row, added_at=1)
        bound = {"unit": SCHOOL, "account": 5, "person": 1, "method": "roster", "bound_at": 1}
        await insert(connection, tables.bindings, **bound)
    async with database.reading() as connection:
        found = {each.unit.id: each for each in await overview.glances(connection, NOW)}
        complete = await health.completeness(connection)

    school = found[SCHOOL]
    assert (school.chats, school.unproved, school.people, school.bound) == (2, 1, 2, 1)
    assert (school.responsible, school.missing, school.heard_at) == (1, 2, NOW - HOUR)
    assert (found[LYCEUM].chats, found[LYCEUM].people, found[LYCEUM].heard_at) == (0, 0, None)
    assert complete == 10 / 17


async def test_late_is_what_should_have_been_told_and_nobody_put_off(database):
    async with database.writing() as connection:
        await notice(connection, 1)
        await notice(connection, 2, state="released", due_at=seconds(NOW - 2 * HOUR))
        await notice(connection, 3, due_at=seconds(NOW))
        await notice(connection, 4, state="released", retry_at=seconds(NOW))
        await notice(connection, 5, state="sent")
        await notice(connection, 6, expires_at=seconds(NOW) - 1)
    async with database.reading() as connection:
        found = await health.look(connection, "longpoll", NOW)

    assert (found.notices_late, found.notices_since) == (2, NOW - 2 * HOUR)


async def test_chats_of_units_that_are_not_listed_are_counted_by_unit(database):
    async with database.writing() as connection:
        await chat(connection, 1, SCHOOL)
        await chat(connection, 2, LYCEUM)
        gone = tables.units.update().where(tables.units.c.id == LYCEUM)
        await connection.execute(gone.values(listed=False))
    async with database.reading() as connection:
        assert (await health.look(connection, "longpoll")).unlisted == {LYCEUM: 1}


async def test_the_newest_copy_is_known_and_old_ones_are_forgotten(database):
    made = [
        Copy(place=f"{index}.db", made_at=NOW + timedelta(minutes=index), size=index)
        for index in range(KEPT + 3)
    ]
    async with database.writing() as connection:
        for each in made:
            await copies.note(connection, each)
    async with database.reading() as connection:
        assert await copies.last(connection) == made[-1]
        assert len((await connection.execute(tables.copies.select())).all()) == KEPT


async def test_a_process_keeps_one_row(database):
    changed = replace(LIVING, notes={"disk": 3, "no_room": True})
    async with database.writing() as connection:
        await processes.keep(connection, LIVING)
        await processes.keep(connection, changed)
        assert await processes.all(connection) == [changed]
        await processes.leave(connection, [changed.name])
        assert await processes.all(connection) == []
