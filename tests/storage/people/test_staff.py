"""One person's profiles and absences, given and taken back, on both databases."""

from datetime import date

import pytest

from storage.people import people, staff
from tests.builders import LONG_AGO
from tests.cast import MARIA, OLGA, PAVEL, SCHOOL

pytestmark = pytest.mark.asyncio


def november(day):
    return date(2026, 11, day)


async def somebody(connection):
    values = {"full_name": "Ян Ли", "position": "Повар", "role": "прочий персонал", "classes": ()}
    return await people.add(connection, SCHOOL, values, LONG_AGO)


async def away(connection, person):
    found = await staff.absences_since(connection, person, date(2000, 1, 1))
    return [(each.first, each.last) for each in found]


MARKED = {
    "apart": ((1, 3), (7, 9), [(1, 3), (7, 9)]),
    "one after the other": ((1, 3), (4, 5), [(1, 5)]),
    "overlapping": ((1, 3), (2, 5), [(1, 5)]),
    "inside": ((1, 9), (2, 5), [(1, 9)]),
    "around": ((2, 5), (1, 9), [(1, 9)]),
    "open": ((1, 3), (2, None), [(1, None)]),
    "into an open one": ((5, None), (1, 4), [(1, None)]),
    "open and before it": ((9, None), (1, 4), [(1, 4), (9, None)]),
}


@pytest.mark.parametrize(("first", "second", "kept"), MARKED.values(), ids=MARKED.keys())
async def test_absences_that_touch_become_one(database, first, second, kept):
    def days(pair):
        return november(pair[0]), pair[1] and november(pair[1])

    async with database.writing() as connection:
        person = await somebody(connection)
        await staff.be_absent(connection, person, *days(first))
        await staff.be_absent(connection, person, *days(second))
        assert await away(connection, person) == [days(pair) for pair in kept]


async def test_from_a_day_on_somebody_is_back_and_the_days_before_stay(database):
    async with database.writing() as connection:
        person, other = await somebody(connection), await somebody(connection)
        await staff.be_absent(connection, other, november(1), None)
        await staff.be_absent(connection, person, november(1), november(3))
        await staff.be_absent(connection, person, november(5), november(9))
        await staff.be_absent(connection, person, november(20), None)
        await staff.be_back(connection, person, november(7))
        assert await away(connection, person) == [
            (november(1), november(3)),
            (november(5), november(6)),
        ]
        assert await away(connection, other) == [(november(1), None)]


async def test_a_person_s_profiles_are_given_back_and_nobody_else_s(database):
    async with database.writing() as connection:
        person, other = await somebody(connection), await somebody(connection)
        bound = {MARIA: person, PAVEL: person, OLGA: other}
        await people.bind(connection, SCHOOL, bound, "roster", LONG_AGO)
        assert await staff.accounts(connection, person) == [MARIA, PAVEL]
        assert await staff.unbind(connection, person) == [MARIA, PAVEL]
        assert await staff.accounts(connection, person) == []
        assert await staff.accounts(connection, other) == [OLGA]
