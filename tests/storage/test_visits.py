"""The bot is invited, removed and invited again; whose the chat is, and what is remembered."""

import pytest

from storage import tables, visits
from storage.observations import Renamed, Visit
from tests.cast import ADMIN, MARIA, PAVEL, SCHOOL, STRANGER
from tests.storage.taking import (
    CHAT,
    NOBODYS,
    NOON,
    put,
    rows,
    says,
    tallies,
)


@pytest.mark.asyncio
async def test_a_stranger_s_invitation_remembers_the_chat_and_nothing_about_the_stranger(database):
    await put(
        database,
        visits=[Visit(chat=NOBODYS, at=NOON, by=STRANGER, present=True)],
        renamed=[Renamed(chat=NOBODYS, title="Чужие дела", number=1)],
        seen=[says(1, chat=NOBODYS)],
    )

    assert await rows(database, tables.chats, "id", "unit", "title", "invited_by", "present") == [
        (NOBODYS, None, "", None, True)
    ]
    assert await tallies(database) == []


@pytest.mark.asyncio
async def test_an_administrator_s_invitation_counts_the_messages_of_the_same_poll(database):
    recorded = await put(
        database,
        visits=[Visit(chat=CHAT, at=NOON, by=ADMIN, present=True)],
        renamed=[Renamed(chat=CHAT, title="Педсовет", number=3)],
        seen=[says(3, None), says(4, MARIA), says(5, PAVEL)],
    )

    assert recorded.messages == 2
    assert await rows(database, tables.chats, "id", "unit", "title", "invited_by") == [
        (CHAT, SCHOOL, "Педсовет", ADMIN)
    ]
    assert await rows(database, tables.ledger, "conversation", "first", "last") == [(CHAT, 3, 5)]


@pytest.mark.asyncio
async def test_invited_and_removed_in_one_poll_the_chat_is_still_the_school_s(database):
    await put(
        database,
        visits=[
            Visit(chat=CHAT, at=NOON, by=ADMIN, present=True),
            Visit(chat=CHAT, at=NOON + 60, by=ADMIN, present=False),
        ],
        seen=[says(3, None), says(4, MARIA), says(5, None, NOON + 60)],
    )

    assert await rows(database, tables.chats, "id", "unit", "present", "joined_at", "left_at") == [
        (CHAT, SCHOOL, False, NOON, NOON + 60)
    ]
    assert sum(count for *_, count in await tallies(database)) == 1


@pytest.mark.asyncio
async def test_a_removal_leaves_the_chat_to_its_unit_and_a_return_does_not_move_its_beginning(
    database,
):
    columns = ("unit", "present", "joined_at", "left_at", "invited_by")
    await put(database, visits=[Visit(chat=CHAT, at=NOON, by=ADMIN, present=True)])
    await put(database, visits=[Visit(chat=CHAT, at=NOON + 60, by=MARIA, present=False)])
    left = await rows(database, tables.chats, *columns)
    await put(database, visits=[Visit(chat=CHAT, at=NOON + 120, by=STRANGER, present=True)])

    assert left == [(SCHOOL, False, NOON, NOON + 60, ADMIN)]
    assert await rows(database, tables.chats, *columns) == [(SCHOOL, True, NOON, None, ADMIN)]


@pytest.mark.asyncio
async def test_what_was_written_before_the_invitation_counts_neither_live_nor_on_catch_up(database):
    brought = Visit(chat=CHAT, at=NOON, by=STRANGER, present=True, number=1)
    invited = Visit(chat=CHAT, at=NOON + 60, by=ADMIN, present=True, number=4)
    said = [
        says(1, None),
        says(2, MARIA),
        says(3, MARIA),
        says(4, None, NOON + 60),
        says(5, MARIA, NOON + 60),
    ]
    await put(database, visits=[brought, invited], seen=said)
    await put(database, seen=said[:3])

    assert sum(count for *_, count in await tallies(database)) == 1
    assert await rows(database, tables.ledger, "conversation", "first", "last") == [(CHAT, 4, 5)]
    assert await rows(database, tables.chats, "id", "unit", "joined_at") == [
        (CHAT, SCHOOL, NOON + 60)
    ]


@pytest.mark.asyncio
async def test_an_old_poll_told_again_moves_nothing(database):
    out = Visit(chat=CHAT, at=NOON + 60, by=MARIA, present=False, number=2)
    polls = [
        {"visits": [Visit(chat=CHAT, at=NOON, by=ADMIN, present=True, number=1)]},
        {"visits": [out]},
        {"visits": [Visit(chat=CHAT, at=NOON + 120, by=ADMIN, present=True, number=5)]},
    ]
    for poll in (*polls, *polls[:2]):
        await put(database, **poll)

    assert await rows(database, tables.chats, "present", "left_at", "came_at") == [
        (True, None, NOON + 120)
    ]
    assert await rows(database, tables.interruptions, "chat", "since", "until") == [
        (CHAT, NOON + 60, NOON + 120)
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize("at_once", [True, False])
async def test_since_when_the_bot_was_there_is_kept_however_its_leaving_is_heard(database, at_once):
    came = Visit(chat=CHAT, at=NOON, by=STRANGER, present=True, number=1)
    left = Visit(chat=CHAT, at=NOON + 60, by=ADMIN, present=False, number=2)
    for poll in [[came, left]] if at_once else [[came], [left]]:
        await put(database, visits=poll)

    assert await rows(database, tables.chats, "unit", "present", "left_at", "came_at") == [
        (None, False, NOON + 60, NOON)
    ]


@pytest.mark.asyncio
async def test_what_tells_of_a_chat_s_beginning_is_never_forgotten(database):
    for number in range(1, 8):
        visit = Visit(
            chat=CHAT, at=NOON + number, by=ADMIN, present=bool(number % 2), number=number
        )
        await put(database, visits=[visit])
    async with database.writing() as connection:
        await visits.forget(connection, NOON + 6)

    assert [number for (number,) in await rows(database, tables.visits, "number")] == [1, 5, 6, 7]
