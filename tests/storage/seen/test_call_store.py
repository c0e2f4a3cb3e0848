"""What stands in a call's row: its two halves as they were heard, and who was listed by which."""

import pytest
from sqlalchemy import select

from storage import tables
from storage.observations import CallSeen
from storage.records import UNNAMED
from storage.seen import call_store
from tests.cast import MARIA, OLGA, PAVEL, STRANGER
from tests.storage.taking import CHAT, NOON, OTHER_CHAT, give, rows

pytestmark = pytest.mark.asyncio

DAY = 86_400
COLUMNS = tuple(column.name for column in tables.calls.c if column.name != "id")


def a_start(number, when=NOON, initiator=MARIA, others=(), chat=CHAT):
    return CallSeen(
        chat=chat,
        number=number,
        at=when,
        ended=False,
        initiator=initiator,
        started_at=when,
        seconds=None,
        reached=None,
        participants=(initiator, *others),
        participant_count=1 + len(others),
    )


def an_end(number, when=NOON, seconds=600, initiator=MARIA, others=(), chat=CHAT, told=None):
    return CallSeen(
        chat=chat,
        number=number,
        at=when,
        ended=True,
        initiator=initiator,
        started_at=when - seconds if told is None else told,
        seconds=seconds,
        reached=True,
        participants=(initiator, *others),
        participant_count=1 + len(others),
        told=told is not None,
    )


def by_account(_chat, account, _at):
    return account


async def note(database, *seen, name=by_account):
    async with database.writing() as connection:
        await call_store.note(connection, seen, name)


async def calls(database):
    async with database.reading() as connection:
        table = tables.calls
        found = await connection.execute(select(table).order_by(table.c.started_at, table.c.id))
        return [tuple(getattr(row, each) for each in COLUMNS) for row in found]


async def people(database):
    columns = ("call", "author", "by_start", "by_end")
    return await rows(database, tables.call_participants, *columns)


async def test_halves_are_kept_as_they_were_heard_and_who_was_listed_by_which(database):
    await give(database)
    await note(database, a_start(1, others=(PAVEL,)))
    first = await calls(database), await people(database)
    await note(database, an_end(2, NOON + 660, others=(OLGA, PAVEL)))

    start = {"chat": CHAT, "initiator": MARIA, "started_at": NOON, "start_number": 1}
    start |= {"start_at": NOON, "start_count": 2, "participant_count": 2, "closed": False}
    end = {"end_number": 2, "end_at": NOON + 660, "seconds": 600, "reached": True}
    end |= {"participant_count": 3, "closed": True}
    assert first == (
        [tuple(start.get(each) for each in COLUMNS)],
        [(1, MARIA, True, False), (1, PAVEL, True, False)],
    )
    assert await calls(database) == [tuple((start | end).get(each) for each in COLUMNS)]
    assert await people(database) == [
        (1, MARIA, True, True),
        (1, PAVEL, True, True),
        (1, OLGA, False, True),
    ]


async def test_an_end_that_tells_when_the_call_began_moves_it_there(database):
    await give(database)
    await note(database, a_start(1, NOON + 30), an_end(2, NOON + 660, told=NOON))
    assert await rows(database, tables.calls, "started_at", "told_at", "start_at") == [
        (NOON, NOON, NOON + 30)
    ]


async def test_halves_that_part_take_along_whom_they_listed(database):
    """The end was heard first with a start that a better one replaces."""
    await give(database)
    await note(
        database,
        a_start(1, NOON, others=(PAVEL,)),
        an_end(4, NOON + 3_900, seconds=300, others=(OLGA,)),
        a_start(3, NOON + 3_600, others=(STRANGER,)),
    )
    numbers = await rows(database, tables.calls, "started_at", "start_number", "end_number")
    assert numbers == [(NOON, 1, None), (NOON + 3_600, 3, 4)]
    ids = dict(await rows(database, tables.calls, "started_at", "id"))
    first, second = ids[NOON], ids[NOON + 3_600]
    assert await people(database) == sorted(
        [
            (first, MARIA, True, False),
            (first, PAVEL, True, False),
            (second, MARIA, True, True),
            (second, OLGA, False, True),
            (second, STRANGER, True, False),
        ]
    )


async def test_calls_of_others_in_other_chats_and_a_day_away_are_left_alone(database):
    await give(database)
    await give(database, OTHER_CHAT)
    await note(
        database,
        a_start(1, NOON - DAY - 1),
        a_start(2, NOON, PAVEL),
        a_start(3, NOON, chat=OTHER_CHAT),
        a_start(4, NOON + 181),
        an_end(5, NOON),
    )
    columns = ("id", "chat", "initiator", "start_number", "end_number")
    assert await rows(database, tables.calls, *columns) == [
        (1, CHAT, MARIA, 1, None),
        (2, CHAT, PAVEL, 2, None),
        (3, OTHER_CHAT, MARIA, 3, None),
        (4, CHAT, MARIA, 4, None),
        (5, CHAT, MARIA, None, 5),
    ]


async def test_nobody_s_call_is_written_by_itself(database):
    await give(database)

    def nobody(_chat, _account, _at):
        return UNNAMED

    await note(database, a_start(1), a_start(2, others=(PAVEL,)), name=nobody)
    assert await rows(database, tables.calls, "initiator", "start_number") == [
        (UNNAMED, 1),
        (UNNAMED, 2),
    ]
    assert await people(database) == [(1, UNNAMED, True, False), (2, UNNAMED, True, False)]


async def test_who_has_a_name_keeps_it_where_a_call_turns_out_to_be_of_a_week_without_a_key(
    database,
):
    await give(database)

    def by_week(_chat, account, when):
        return UNNAMED if when < NOON else account

    start = a_start(1, NOON + 30, others=(PAVEL,))
    await note(database, start, an_end(2, NOON + 660, others=(OLGA,), told=NOON - 60), name=by_week)
    assert await rows(database, tables.calls, "initiator", "started_at") == [(UNNAMED, NOON - 60)]
    assert await people(database) == [
        (1, UNNAMED, False, True),
        (1, MARIA, True, False),
        (1, PAVEL, True, False),
    ]


async def test_a_call_joined_before_it_was_kept_what_each_half_had_said_stays_so(database):
    await give(database)
    table = tables.calls
    old = {"chat": CHAT, "initiator": MARIA, "started_at": NOON, "closed": True, "seconds": 600}
    old |= {"participant_count": 2, "start_number": 1, "end_number": 4}
    halves = [{}, {"start_number": 5, "end_number": 8, "start_at": NOON}]
    halves.append({"start_number": 9, "end_number": 12, "end_at": NOON})
    async with database.writing() as connection:
        for half in halves:
            await connection.execute(table.insert().values(old | half))
    await note(database, *(an_end(number, NOON + 60, seconds=60) for number in (2, 6, 10)))
    found = await rows(database, table, "id", "start_number", "end_number")
    assert found[:3] == [(1, 1, 4), (2, 5, 8), (3, 9, 12)]
    async with database.reading() as connection:
        alone = await connection.execute(
            select(table.c.end_number).where(table.c.start_number.is_(None))
        )
        assert sorted(alone.scalars()) == [2, 6, 10]


async def test_a_half_of_an_older_version_is_what_its_row_says(database):
    await give(database)
    table = tables.calls
    old = {"chat": CHAT, "initiator": MARIA, "started_at": NOON, "participant_count": 3}
    async with database.writing() as connection:
        await connection.execute(table.insert().values(old | {"start_number": 1, "closed": False}))
        ended = {"started_at": NOON + 7_200, "end_number": 6, "closed": True, "seconds": 60}
        missed = ended | {"started_at": NOON + 14_400, "end_number": 8, "seconds": None}
        for each in (ended, missed):
            await connection.execute(table.insert().values(old | each))
    starts = a_start(5, NOON + 7_200), a_start(7, NOON + 14_400)
    await note(database, an_end(2, NOON + 660), *starts)
    columns = ("start_number", "start_at", "start_count", "end_number", "end_at")
    assert await rows(database, table, *columns, "participant_count") == [
        (1, NOON, 3, 2, NOON + 660, 1),
        (5, NOON + 7_200, 1, 6, NOON + 7_260, 3),
        (7, NOON + 14_400, 1, 8, NOON + 14_400, 3),
    ]


async def test_only_open_calls_begun_before_a_moment_are_no_longer_waited_for(database):
    await give(database)
    await note(
        database,
        a_start(1, NOON - DAY),
        an_end(2, NOON - DAY + 900, seconds=900),
        a_start(3, NOON - 1),
        a_start(4, NOON),
    )
    async with database.writing() as connection:
        assert await call_store.close_old(connection, NOON) == 1
        assert await call_store.close_old(connection, NOON) == 0
    assert await rows(database, tables.calls, "start_number", "closed", "seconds") == [
        (1, True, 900),
        (3, True, None),
        (4, False, None),
    ]
