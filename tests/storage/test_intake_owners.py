"""Calls and messages at the edges of a chat's owner, of a week, and of who is listed."""

from dataclasses import replace

import pytest

from storage import tables
from storage.chats import chats
from storage.observations import CallSeen, Linked
from storage.seen.pseudonyms import pseudonym
from tests.cast import LYCEUM, SCHOOL, STRANGER, at, utc
from tests.storage.taking import (
    CHAT,
    NOON,
    OTHER_CHAT,
    both_roads,
    give,
    put,
    rows,
    says,
    tallies,
    week_key,
)

__all__ = ("both_roads",)


def a_call(number, begun, seconds=60):
    """The end of a call of a stranger with himself."""
    return CallSeen(
        chat=CHAT,
        number=number,
        at=begun + seconds,
        ended=True,
        initiator=STRANGER,
        started_at=begun,
        seconds=seconds,
        reached=True,
        participants=(STRANGER,),
        participant_count=1,
    )


@pytest.mark.asyncio
async def test_a_call_over_the_moment_a_chat_is_given_away_is_of_who_had_it_at_its_beginning(
    database,
):
    await give(database)
    async with database.writing() as connection:
        await chats.give(connection, CHAT, LYCEUM, at(0, 12))  # from the next second on
    call = a_call(5, NOON - 60, seconds=120)
    later = replace(call, number=6, at=NOON + 900, started_at=NOON + 780)
    seen = [says(4, when=NOON), says(5, None, NOON + 60), says(6, None, NOON + 900)]
    seen.append(says(7, when=NOON + 1))
    for _ in "ab":
        await put(database, seen=seen, calls=[call, later, later])
    keys = [await week_key(database, unit) for unit in (SCHOOL, LYCEUM)]
    school, lyceum = (pseudonym(key, STRANGER) for key in keys)
    assert await rows(database, tables.calls, "chat", "initiator", "started_at") == [
        (-1, lyceum, NOON + 780),
        (CHAT, school, NOON - 60),
    ]
    assert await tallies(database) == [
        (-1, NOON // 3_600, lyceum, 1),
        (CHAT, NOON // 3_600, school, 1),
    ]


@pytest.mark.asyncio
async def test_who_only_called_has_a_name_of_the_week_in_which_the_call_began(database):
    await give(database)
    await put(database, seen=[says(5, None)], calls=[a_call(5, utc(at(7)) - 30)])
    this = pseudonym(await week_key(database), STRANGER)

    assert await rows(database, tables.calls, "initiator", "started_at") == [
        (this, utc(at(7)) - 30)
    ]
    assert await rows(database, tables.call_participants, "author") == [(this,)]
    assert await week_key(database, week="2026-W48") is None


@pytest.mark.asyncio
async def test_what_comes_late_of_an_owner_that_is_no_longer_listed_counts_for_nobody(database):
    for chat in (CHAT, OTHER_CHAT):
        await give(database, chat, LYCEUM)
    async with database.writing() as connection:
        await chats.give(connection, CHAT, SCHOOL, at(0, 12))
        units = tables.units
        await connection.execute(units.update().where(units.c.id == LYCEUM).values(listed=False))
    late, later, messenger = NOON - 60, NOON + 60, frozenset({"a"})
    recorded = await put(
        database,
        seen=[
            says(1, when=late),
            says(2, None, late),
            says(3, when=later),
            says(4, chat=OTHER_CHAT),
        ],
        calls=[a_call(2, late)],
        links=[Linked(CHAT, 1, late, messenger), Linked(CHAT, 3, later, messenger)],
    )

    assert recorded.messages == 1
    assert await tallies(database) == [
        (-1, NOON // 3_600, pseudonym(await week_key(database), STRANGER), 1)
    ]
    assert await rows(database, tables.foreign_links, "chat", "messages") == [(-1, 1)]
    assert await rows(database, tables.calls, "chat") == []
    assert await week_key(database, LYCEUM) is None
