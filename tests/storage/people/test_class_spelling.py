"""Classes that were kept in other spellings: one spelling everywhere, once, and none lost."""

from datetime import date

import pytest

from monitor.chats.class_names import spelt
from storage import tables
from storage.people import class_spelling, people
from storage.records import SchoolClass, Vacation
from storage.weeks import vacations
from tests.builders import LONG_AGO
from tests.cast import SCHOOL

pytestmark = pytest.mark.asyncio

FIRST, LAST = date(2027, 2, 15), date(2027, 2, 21)


def a_class(name, pupils):
    return SchoolClass(name=name, pupils=pupils, parents=None, teacher="")


async def test_what_was_kept_in_other_spellings_is_one(database):
    async with database.writing() as connection:
        await people.set_classes(
            connection,
            SCHOOL,
            [a_class("5A", 28), a_class("6 «Б»", 25), a_class("6Б", 26), a_class("Хор", 9)],
        )
        values = {"full_name": "Ян Ли", "position": "Учитель", "role": "учитель"}
        await people.add(
            connection, SCHOOL, {**values, "classes": ("5 А", "5A", "ИС-21")}, LONG_AGO
        )
        await people.add(connection, SCHOOL, {**values, "classes": ("5А",)}, LONG_AGO)
        await connection.execute(
            tables.chats.insert().values(
                id=1,
                unit=SCHOOL,
                title="",
                class_name="5A",
                access="all",
                admin=False,
                present=True,
            )
        )
        for name, source in (("5-а", "bot"), ("6 Б", "config")):
            new = Vacation(unit=SCHOOL, class_name=name, first=FIRST, last=LAST)
            await vacations.add(connection, new, source)
        assert await class_spelling.respell(connection, spelt) == 5
        assert await class_spelling.respell(connection, spelt) == 0
        listed = await people.classes(connection, SCHOOL)
        persons = await people.persons(connection, SCHOOL)
        rests = await vacations.of_units(connection, [SCHOOL])
        chats = (
            await connection.scalars(
                tables.chats.select().with_only_columns(tables.chats.c.class_name)
            )
        ).all()
    assert [(each.name, each.pupils) for each in listed] == [("5А", 28), ("6Б", 26), ("Хор", 9)]
    assert [each.classes for each in persons] == [("5А", "ИС-21"), ("5А",)]
    assert [each.class_name for each in rests] == ["5А", "6 Б"]
    assert chats == ["5А"]
