"""The roster in the database: persons, accounts, absences, classes, one-time codes."""

from datetime import date

import pytest
from sqlalchemy import select

from storage import tables
from storage.chats import chats
from storage.people import codes, people, secrets
from storage.records import Absence, Binding, Dialog, Person, SchoolClass
from tests.cast import ADMIN, LYCEUM, MARIA, OLGA, PAVEL, SCHOOL, at, utc

PETROVA = {
    "full_name": "Петрова Мария Петровна",
    "position": "Учитель математики",
    "role": "учитель",
    "classes": ("5А", "6Б"),
}
UTKIN = PETROVA | {"full_name": "Уткин Павел Ильич", "classes": ()}
HERE = [SCHOOL]
HIRED, LATER = at(-3, 9), at(2, 9)


def petrova(number, **values):
    return Person(id=number, unit=SCHOOL, added_at=HIRED, **(PETROVA | values))


async def issue(connection, person, code, until):
    await codes.keep(connection, person, await secrets.mark_of(connection, code), until)


async def hire(connection, values, unit=SCHOOL):
    return await people.add(connection, unit, values, HIRED)


@pytest.mark.asyncio
async def test_a_person_comes_back_as_it_was_put_in(database):
    async with database.writing() as connection:
        utkin = await hire(connection, UTKIN)
        maria = await hire(connection, PETROVA)
        elsewhere = await hire(connection, PETROVA, LYCEUM)
    async with database.reading() as connection:
        assert await people.persons(connection, SCHOOL) == [
            petrova(maria),
            petrova(utkin, **UTKIN),
        ]
        assert [each.id for each in await people.persons(connection, LYCEUM)] == [elsewhere]
        assert await people.person(connection, maria) == petrova(maria)
        assert await people.person(connection, 999) is None


@pytest.mark.asyncio
async def test_the_dismissed_are_on_the_roster_no_more_and_a_change_brings_them_back(database):
    async with database.writing() as connection:
        maria = await hire(connection, PETROVA)
        await people.dismiss(connection, [maria], LATER)
        assert await people.persons(connection, SCHOOL) == []
        assert await people.person(connection, maria) == petrova(maria, dismissed_at=LATER)
        await people.change(connection, maria, {"position": "Завуч", "classes": ["7В"]})
        assert await people.persons(connection, SCHOOL) == [
            petrova(maria, position="Завуч", classes=("7В",))
        ]


@pytest.mark.asyncio
async def test_the_dismissed_lose_their_accounts_and_nobody_else_does(database):
    async with database.writing() as connection:
        maria, utkin = await hire(connection, PETROVA), await hire(connection, UTKIN)
        await people.bind(connection, SCHOOL, {MARIA: maria, PAVEL: utkin}, "roster", HIRED)
        await people.dismiss(connection, [maria], LATER)
        assert await people.bindings(connection, SCHOOL) == [
            Binding(unit=SCHOOL, person=utkin, account=PAVEL)
        ]


@pytest.mark.asyncio
async def test_accounts_are_listed_newest_last_with_what_is_known_of_their_dialogs(database):
    async with database.writing() as connection:
        maria, utkin = await hire(connection, PETROVA), await hire(connection, UTKIN)
        await people.bind(connection, SCHOOL, {OLGA: maria, PAVEL: utkin}, "roster", LATER)
        await people.bind(connection, SCHOOL, {MARIA: maria}, "code", HIRED)
        await chats.set_dialogs(connection, {OLGA: Dialog.CLOSED}, utc(LATER))
        assert await people.bindings(connection, SCHOOL) == [
            Binding(unit=SCHOOL, person=maria, account=MARIA),
            Binding(unit=SCHOOL, person=utkin, account=PAVEL),
            Binding(unit=SCHOOL, person=maria, account=OLGA, dialog=Dialog.CLOSED),
        ]


@pytest.mark.asyncio
async def test_binding_an_account_to_somebody_else_moves_it(database):
    async with database.writing() as connection:
        maria, utkin = await hire(connection, PETROVA), await hire(connection, UTKIN)
        await people.bind(connection, SCHOOL, {MARIA: maria}, "roster", HIRED)
        await people.bind(connection, SCHOOL, {MARIA: utkin}, "code", LATER)
        await people.bind(connection, SCHOOL, {}, "code", LATER)
        assert await people.bindings(connection, SCHOOL) == [
            Binding(unit=SCHOOL, person=utkin, account=MARIA)
        ]


@pytest.mark.asyncio
async def test_someone_with_two_jobs_is_a_person_in_each_unit(database):
    async with database.writing() as connection:
        here, there = await hire(connection, PETROVA), await hire(connection, PETROVA, LYCEUM)
        await people.bind(connection, SCHOOL, {MARIA: here}, "roster", HIRED)
        await people.bind(connection, LYCEUM, {MARIA: there}, "roster", HIRED)
        found = await people.persons_of(connection, MARIA)
        assert [(each.unit, each.id) for each in found] == [(LYCEUM, there), (SCHOOL, here)]
        assert await people.persons_of(connection, PAVEL) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("first", "last", "touches"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), True),
        (date(2026, 11, 1), date(2026, 11, 16), True),
        (date(2026, 11, 22), date(2026, 12, 1), True),
        (date(2026, 11, 1), None, True),
        (date(2026, 11, 1), date(2026, 11, 15), False),
        (date(2026, 11, 23), None, False),
    ],
)
async def test_absences_of_a_week_are_those_that_touch_it(database, first, last, touches):
    async with database.writing() as connection:
        maria = await hire(connection, PETROVA)
        elsewhere = await hire(connection, PETROVA, LYCEUM)
        await people.set_absence(connection, maria, first, last)
        await people.set_absence(connection, elsewhere, date(2026, 11, 17), None)
        found = await people.absences(connection, SCHOOL, date(2026, 11, 16), date(2026, 11, 22))
    assert found == ([Absence(person=maria, first=first, last=last)] if touches else [])


@pytest.mark.asyncio
async def test_an_absence_told_again_with_its_last_day_is_one_absence(database):
    first, last = date(2026, 11, 16), date(2026, 11, 20)
    async with database.writing() as connection:
        maria = await hire(connection, PETROVA)
        await people.set_absence(connection, maria, first, None)
        await people.set_absence(connection, maria, first, last)
        assert await people.absences(connection, SCHOOL, first, first) == [
            Absence(person=maria, first=first, last=last)
        ]


@pytest.mark.asyncio
async def test_classes_are_replaced_as_a_whole(database):
    five = SchoolClass(name="5А", pupils=25, parents=None, teacher="Петрова М. П.")
    six = SchoolClass(name="6Б", pupils=None, parents=30, teacher="")
    async with database.writing() as connection:
        await people.set_classes(connection, LYCEUM, [five])
        await people.set_classes(connection, SCHOOL, [six, five])
        assert await people.classes(connection, SCHOOL) == [five, six]
        await people.set_classes(connection, SCHOOL, [six])
        assert await people.classes(connection, SCHOOL) == [six]
        await people.set_classes(connection, SCHOOL, [])
        assert await people.classes(connection, SCHOOL) == []
        assert await people.classes(connection, LYCEUM) == [five]


@pytest.mark.asyncio
async def test_a_code_is_taken_once_and_again_only_by_who_took_it(database):
    async with database.writing() as connection:
        maria = await hire(connection, PETROVA)
        await issue(connection, maria, "123456789", at(3))
        assert await codes.take(connection, "987654321", MARIA, LATER, HERE) is None
        assert await codes.take(connection, "123456789", MARIA, LATER, HERE) == petrova(maria)
        assert await codes.take(connection, "123456789", PAVEL, LATER, HERE) is None
        assert await codes.take(connection, "123456789", MARIA, at(5), HERE) == petrova(maria)


@pytest.mark.asyncio
async def test_a_code_ends_at_its_moment_and_with_the_next_code(database):
    async with database.writing() as connection:
        maria, utkin = await hire(connection, PETROVA), await hire(connection, UTKIN)
        await issue(connection, maria, "111111111", at(3))
        await issue(connection, utkin, "333333333", at(3))
        assert await codes.take(connection, "111111111", MARIA, at(3), HERE) is None
        await issue(connection, maria, "222222222", at(4))
        assert await codes.take(connection, "111111111", MARIA, LATER, HERE) is None
        assert await codes.take(connection, "222222222", MARIA, at(3), HERE) == petrova(maria)
        assert await codes.take(connection, "333333333", PAVEL, LATER, HERE) is not None


@pytest.mark.asyncio
@pytest.mark.parametrize("change", ["bind", "dismiss"])
async def test_whoever_changes_the_staff_says_so_in_the_same_transaction(database, change):
    async with database.writing() as connection:
        maria = await hire(connection, PETROVA)
    version = select(tables.directory.c.version)
    async with database.writing() as connection:
        before = await connection.scalar(version)
        if change == "bind":
            await people.bind(connection, SCHOOL, {ADMIN: maria}, "code", LATER)
        else:
            await people.dismiss(connection, [maria], LATER)
        assert await connection.scalar(version) == before + 1
