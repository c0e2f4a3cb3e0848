"""Whose a chat is and was: each interval by itself, under a place of its own."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from storage import tables
from storage.places import holdings
from storage.places.holdings import Former
from storage.places.presence import ENDLESS, ChatHolding
from tests.cast import LYCEUM, MARIA, PAVEL, PERM, SCHOOL, STRANGER, at, utc
from tests.storage.taking import employ, give, rows

pytestmark = pytest.mark.asyncio

JOINED, FIRST, SECOND = utc(at(-1)), utc(at(1)), utc(at(2))
USUAL, OTHER, MOVED = 1, 2, 3
COLUMNS = ("place", "chat", "unit", "since", "until", "title", "kind", "class_name")


async def moved(database):
    """A chat of the school, one of the lyceum, and one that was both's and is the school's."""
    await give(database, USUAL)
    await give(database, OTHER, LYCEUM)
    await give(database, MOVED)
    async with database.writing() as connection:
        titled = {"title": "9 А", "kind": "class", "class_name": "9А"}
        await connection.execute(
            tables.chats.update().where(tables.chats.c.id == MOVED).values(titled)
        )
        await holdings.move(connection, MOVED, LYCEUM, FIRST)
        await connection.execute(
            tables.chats.update().where(tables.chats.c.id == MOVED).values(title="10 А")
        )
        await holdings.move(connection, MOVED, SCHOOL, SECOND)


BEFORE = Former(
    chat=MOVED,
    unit=SCHOOL,
    since=JOINED,
    until=FIRST,
    title="9 А",
    kind="class",
    class_name="9А",
)
BETWEEN = replace(BEFORE, unit=LYCEUM, since=FIRST, until=SECOND, title="10 А")


async def test_each_interval_is_kept_as_the_chat_was_when_it_ended(database):
    await moved(database)

    assert await rows(database, tables.holdings, *COLUMNS) == [
        (-2, MOVED, SCHOOL, SECOND, None, "10 А", "class", "9А"),
        (-1, MOVED, LYCEUM, FIRST, SECOND, "10 А", "class", "9А"),
        (MOVED, MOVED, SCHOOL, JOINED, FIRST, "9 А", "class", "9А"),
    ]
    assert await rows(database, tables.chats, "id", "unit", "moved", "joined_at") == [
        (USUAL, SCHOOL, False, JOINED),
        (OTHER, LYCEUM, False, JOINED),
        (MOVED, SCHOOL, True, SECOND),
    ]


async def test_places_are_taken_up_downwards_whatever_is_forgotten_of_a_chat(database):
    await moved(database)
    async with database.writing() as connection:
        await holdings.forget(connection, SECOND)
    assert [place for (place,) in await rows(database, tables.holdings, "place")] == [-2, -1]
    async with database.writing() as connection:
        await holdings.forget(connection, SECOND + 1)
        await holdings.move(connection, USUAL, LYCEUM, SECOND + 5)
    assert await rows(database, tables.holdings, "place", "chat", "since", "until") == [
        (-3, USUAL, SECOND + 5, None),
        (-2, MOVED, SECOND, None),
        (USUAL, USUAL, JOINED, SECOND + 5),
    ]


async def test_a_chat_of_which_no_beginning_is_known_was_its_first_owner_s_for_ever(database):
    await give(database, USUAL)
    async with database.writing() as connection:
        await connection.execute(tables.chats.update().values(joined_at=None))
        await holdings.move(connection, USUAL, LYCEUM, FIRST)
    assert await rows(database, tables.holdings, "place", "since", "until") == [
        (-1, FIRST, None),
        (USUAL, 0, FIRST),
    ]


async def test_the_places_of_units_are_those_they_have_and_had(database):
    await moved(database)
    async with database.writing() as connection:
        await connection.execute(
            tables.chats.update().where(tables.chats.c.id == OTHER).values(guessed=SCHOOL)
        )

        async def places(query):
            return sorted(await connection.scalars(query))

        assert await places(holdings.places_of([SCHOOL])) == [-2, USUAL, MOVED]
        assert await places(holdings.places_of([LYCEUM])) == [-1, OTHER]
        assert await places(holdings.places_of([SCHOOL, LYCEUM])) == [-2, -1, USUAL, OTHER, MOVED]
        assert await places(holdings.places_of([PERM])) == []
        assert await places(holdings.places_named_by(SCHOOL)) == [-2, USUAL, OTHER, MOVED]
        assert await places(holdings.places_named_by(LYCEUM)) == [-1, OTHER]
        assert await holdings.rows(connection, [SCHOOL, LYCEUM]) == (
            {USUAL: SCHOOL, OTHER: LYCEUM, MOVED: SCHOOL, -1: LYCEUM, -2: SCHOOL},
            {-1: MOVED, -2: MOVED},
        )
        assert await holdings.rows(connection, [LYCEUM]) == (
            {OTHER: LYCEUM, -1: LYCEUM},
            {-1: MOVED},
        )


async def test_what_units_held_is_told_with_its_interval(database):
    await moved(database)
    async with database.reading() as connection:
        every = sorted(tuple(row) for row in await connection.execute(select(holdings.held_by())))
        some = await connection.execute(select(holdings.held_by([LYCEUM])))
        lyceum = sorted(tuple(row) for row in some)
    assert every == [
        (-2, MOVED, SCHOOL, "10 А", SECOND, ENDLESS),
        (-1, MOVED, LYCEUM, "10 А", FIRST, SECOND),
        (USUAL, USUAL, SCHOOL, "", 0, ENDLESS),
        (OTHER, OTHER, LYCEUM, "", 0, ENDLESS),
        (MOVED, MOVED, SCHOOL, "9 А", JOINED, FIRST),
    ]
    assert lyceum == [every[1], every[3]]


async def test_a_span_touches_an_interval_that_it_does_not_only_meet(database):
    await moved(database)
    held, spans = holdings.held_by([LYCEUM]), tables.interruptions
    times = {
        1: (FIRST - 9, FIRST),
        2: (FIRST - 9, FIRST + 1),
        3: (SECOND - 1, SECOND + 9),
        4: (SECOND, None),
        5: (SECOND - 1, None),
    }
    async with database.writing() as connection:
        for chat, (since, until) in times.items():
            await connection.execute(
                spans.insert().values(chat=chat, kind="absent", since=since, until=until)
            )
        found = await connection.scalars(
            select(spans.c.chat).where(
                held.c.chat == MOVED, holdings.overlapping(held, spans.c.since, spans.c.until)
            )
        )
        assert sorted(found) == [2, 3, 5]


async def test_staff_is_who_is_on_the_roster_of_the_unit_that_has_the_place(database):
    await moved(database)
    given = MOVED + 1  # the school's once, the lyceum's now
    await give(database, given)
    await employ(database, MARIA)
    await employ(database, PAVEL, unit=LYCEUM)
    places = (USUAL, OTHER, MOVED, given, -1, -2, -3)
    async with database.writing() as connection:
        await holdings.move(connection, given, LYCEUM, FIRST)
        for place in places:
            for account in (MARIA, PAVEL, STRANGER):
                await connection.execute(
                    tables.tallies.insert().values(chat=place, hour=1, author=account, messages=1)
                )
        table = tables.tallies.c
        mine = holdings.is_staff(connection, table.chat, table.author, (SCHOOL, LYCEUM))
        found = await connection.execute(select(table.chat, table.author).where(mine))
        assert sorted(tuple(row) for row in found) == [
            (-3, PAVEL),
            (-2, MARIA),
            (-1, PAVEL),
            (USUAL, MARIA),
            (OTHER, PAVEL),
            (MOVED, MARIA),
            (given, MARIA),
        ]


async def test_former_owners_are_told_of_the_time_asked_for(database):
    await moved(database)
    async with database.reading() as connection:

        async def told(units, *times):
            return await holdings.former(connection, units, *times)

        assert await told(None, JOINED, SECOND) == [BEFORE, BETWEEN]
        assert await told([LYCEUM], JOINED, SECOND) == [BETWEEN]
        assert await told([PERM], JOINED, SECOND) == []
        assert await told(None, FIRST - 1, FIRST) == [BEFORE]
        assert await told(None, FIRST, FIRST + 1) == [BETWEEN]
        assert await told(None, SECOND, SECOND + 9) == []
        assert await told(None, JOINED - 9, JOINED) == []
        assert await holdings.held(connection) == {
            MOVED: (
                ChatHolding(unit=SCHOOL, place=MOVED, since=JOINED),
                ChatHolding(unit=LYCEUM, place=-1, since=FIRST),
                ChatHolding(unit=SCHOOL, place=-2, since=SECOND),
            )
        }


async def test_former_owners_are_told_chat_by_chat_each_s_oldest_first(database):
    await moved(database)
    await give(database, MOVED + 1)
    async with database.writing() as connection:
        await holdings.move(connection, MOVED + 1, LYCEUM, FIRST)
        told = await holdings.former(connection, None, JOINED, SECOND)
    assert [(each.chat, each.since) for each in told] == [
        (MOVED, JOINED),
        (MOVED, FIRST),
        (MOVED + 1, JOINED),
    ]
