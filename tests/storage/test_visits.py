"""The bot is invited, removed and invited again; whose the chat is, and what is remembered."""

import pytest

from storage import tables
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
        renamed=[Renamed(chat=NOBODYS, title="Чужие дела")],
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
        renamed=[Renamed(chat=CHAT, title="Педсовет")],
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
