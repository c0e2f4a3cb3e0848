"""The bot is invited, removed and invited again; whose the chat is, and what is remembered."""

import pytest

from storage import tables
from storage.chats import chats, visits
from storage.observations import ChatVisit, Renamed
from storage.people import offices
from storage.records import Access, Office, OfficeHolder
from tests.cast import ADMIN, LYCEUM, MARIA, PAVEL, SCHOOL, STRANGER, at, utc
from tests.storage.taking import (
    CHAT,
    NOBODYS,
    NOON,
    OTHER_CHAT,
    give,
    put,
    rows,
    says,
    tallies,
)


@pytest.mark.asyncio
async def test_a_stranger_s_invitation_remembers_the_chat_and_nothing_about_the_stranger(database):
    await put(
        database,
        visits=[ChatVisit(chat=NOBODYS, at=NOON, by=STRANGER, present=True)],
        renamed=[Renamed(chat=NOBODYS, title="Чужие дела", number=1)],
        seen=[says(1, chat=NOBODYS)],
    )

    assert await rows(database, tables.chats, "id", "unit", "title", "invited_by", "present") == [
        (NOBODYS, None, "", None, True)
    ]
    assert await rows(database, tables.chats, "class_name", "kind", "access", "admin") == [
        ("", None, "unknown", False)
    ]
    assert await tallies(database) == []


@pytest.mark.asyncio
async def test_an_administrator_s_invitation_counts_the_messages_of_the_same_poll(database):
    recorded = await put(
        database,
        visits=[ChatVisit(chat=CHAT, at=NOON, by=ADMIN, present=True)],
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
            ChatVisit(chat=CHAT, at=NOON, by=ADMIN, present=True),
            ChatVisit(chat=CHAT, at=NOON + 60, by=ADMIN, present=False),
        ],
        seen=[says(3, None), says(4, MARIA), says(5, None, NOON + 60)],
    )

    columns = ("id", "unit", "present", "joined_at", "left_at", "invited_by")
    assert await rows(database, tables.chats, *columns) == [
        (CHAT, SCHOOL, False, NOON, NOON + 60, ADMIN)
    ]
    assert sum(count for *_, count in await tallies(database)) == 1


@pytest.mark.asyncio
async def test_a_removal_leaves_the_chat_to_its_unit_and_a_return_does_not_move_its_beginning(
    database,
):
    columns = ("unit", "present", "joined_at", "left_at", "invited_by")
    await put(database, visits=[ChatVisit(chat=CHAT, at=NOON, by=ADMIN, present=True)])
    await put(database, visits=[ChatVisit(chat=CHAT, at=NOON + 60, by=MARIA, present=False)])
    left = await rows(database, tables.chats, *columns)
    await put(database, visits=[ChatVisit(chat=CHAT, at=NOON + 120, by=STRANGER, present=True)])

    assert left == [(SCHOOL, False, NOON, NOON + 60, ADMIN)]
    assert await rows(database, tables.chats, *columns) == [(SCHOOL, True, NOON, None, ADMIN)]


@pytest.mark.asyncio
@pytest.mark.parametrize("at_once", [True, False])
async def test_what_was_written_before_the_invitation_counts_neither_live_nor_on_catch_up(
    database, at_once
):
    brought = ChatVisit(chat=CHAT, at=NOON, by=STRANGER, present=True, number=1)
    invited = ChatVisit(chat=CHAT, at=NOON + 60, by=ADMIN, present=True, number=4)
    said = [
        says(1, None),
        says(2, MARIA),
        says(3, MARIA),
        says(4, None, NOON + 60),
        says(5, MARIA, NOON + 60),
    ]
    if not at_once:
        await put(database, visits=[brought], seen=said[:3])
    await put(database, visits=[brought, invited], seen=said)
    await put(database, seen=said[:3])

    assert sum(count for *_, count in await tallies(database)) == 1
    assert await rows(database, tables.ledger, "conversation", "first", "last") == [(CHAT, 4, 5)]
    assert await rows(database, tables.chats, "id", "unit", "joined_at") == [
        (CHAT, SCHOOL, NOON + 60)
    ]


@pytest.mark.asyncio
async def test_an_old_poll_told_again_moves_nothing(database):
    out = ChatVisit(chat=CHAT, at=NOON + 60, by=MARIA, present=False, number=2)
    polls = [
        {"visits": [ChatVisit(chat=CHAT, at=NOON, by=ADMIN, present=True, number=1)]},
        {"visits": [out]},
        {"visits": [ChatVisit(chat=CHAT, at=NOON + 120, by=ADMIN, present=True, number=5)]},
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
    came = ChatVisit(chat=CHAT, at=NOON, by=STRANGER, present=True, number=1)
    left = ChatVisit(chat=CHAT, at=NOON + 60, by=ADMIN, present=False, number=2)
    for poll in [[came, left]] if at_once else [[came], [left]]:
        await put(database, visits=poll)

    assert await rows(database, tables.chats, "unit", "present", "left_at", "came_at") == [
        (None, False, NOON + 60, NOON)
    ]


@pytest.mark.asyncio
async def test_what_tells_of_a_chat_s_beginning_is_never_forgotten(database):
    for number in range(1, 8):
        visit = ChatVisit(
            chat=CHAT, at=NOON + number, by=ADMIN, present=bool(number % 2), number=number
        )
        await put(database, visits=[visit])
    elsewhere = ChatVisit(chat=NOBODYS, at=NOON + 1, by=STRANGER, present=True, number=2)
    await put(database, visits=[elsewhere])
    assert await rows(database, tables.chats, "id", "joined_at", "came_at") == [
        (CHAT, NOON + 1, NOON + 7),
        (NOBODYS, NOON + 1, NOON + 1),
    ]
    async with database.writing() as connection:
        await visits.forget(connection, NOON + 6)

    assert await rows(database, tables.visits, "chat", "number") == [
        *((CHAT, number) for number in (1, 5, 6, 7)),
        (NOBODYS, 2),
    ]


@pytest.mark.asyncio
async def test_what_is_forgotten_of_a_chat_given_by_a_button_does_not_move_its_beginning(database):
    for number, present in enumerate((True, False, True, False), start=1):
        async with database.writing() as connection:
            await visits.forget(connection, NOON + number)
        visit = ChatVisit(
            chat=NOBODYS, at=NOON + number, by=STRANGER, present=present, number=number
        )
        await put(database, visits=[visit])
        await give(database, NOBODYS)

    assert [number for (number,) in await rows(database, tables.visits, "number")] == [3, 4]
    assert await rows(database, tables.chats, "unit", "joined_at", "left_at") == [
        (SCHOOL, NOON + 1, NOON + 4)
    ]


@pytest.mark.asyncio
async def test_of_a_leaving_alone_nothing_else_is_known(database):
    await put(
        database, visits=[ChatVisit(chat=NOBODYS, at=NOON, by=STRANGER, present=False, number=3)]
    )

    columns = ("unit", "present", "left_at", "came_at", "joined_at", "access", "admin")
    assert await rows(database, tables.chats, *columns) == [
        (None, False, NOON, None, None, "unknown", False)
    ]
    assert await rows(database, tables.interruptions, "chat") == []


@pytest.mark.asyncio
async def test_a_chat_that_was_given_away_by_a_button_is_known_since_then(database):
    first, second = at(-1), at(-2)
    async with database.writing() as connection:
        await chats.give(connection, CHAT, SCHOOL, first)
        await chats.give(connection, OTHER_CHAT, LYCEUM, second)
        await chats.describe(connection, OTHER_CHAT, {"access": Access.ALL})
    for chat in (OTHER_CHAT, CHAT):
        left = ChatVisit(chat=chat, at=NOON, by=STRANGER, present=False, number=8)
        await put(database, visits=[left])

    columns = ("chat", "at", "present", "unit", "proved", "proved_at")
    assert await rows(database, tables.visits, *columns) == [
        (CHAT, utc(first), True, SCHOOL, None, None),
        (CHAT, NOON, False, None, None, None),
        (OTHER_CHAT, utc(second), True, LYCEUM, 0, utc(second)),
        (OTHER_CHAT, NOON, False, None, None, None),
    ]
    assert await rows(database, tables.chats, "id", "joined_at", "left_at") == [
        (CHAT, utc(first), NOON),
        (OTHER_CHAT, utc(second), NOON),
    ]


@pytest.mark.asyncio
async def test_a_chat_of_a_unit_taken_out_goes_to_who_invites_the_bot_and_what_was_stays(database):
    listed, stays = 4, 5
    for chat, unit in ((CHAT, LYCEUM), (OTHER_CHAT, LYCEUM), (stays, LYCEUM), (listed, SCHOOL)):
        await give(database, chat, unit)
    async with database.writing() as connection:
        units = tables.units
        await connection.execute(units.update().where(units.c.id == LYCEUM).values(listed=False))
    how = {CHAT: (ADMIN, True), OTHER_CHAT: (STRANGER, True), stays: (ADMIN, False)}
    how[listed] = (ADMIN, True)
    for chat, (by, present) in how.items():
        await put(
            database, visits=[ChatVisit(chat=chat, at=NOON, by=by, present=present, number=5)]
        )

    assert await rows(database, tables.chats, "id", "unit", "moved", "invited_by") == [
        (CHAT, SCHOOL, True, ADMIN),
        (OTHER_CHAT, LYCEUM, False, None),
        (listed, SCHOOL, False, ADMIN),
        (stays, LYCEUM, False, None),
    ]
    assert await rows(database, tables.holdings, "place", "chat", "unit", "since", "until") == [
        (-1, CHAT, SCHOOL, NOON, None),
        (CHAT, CHAT, LYCEUM, utc(at(-1)), NOON),
    ]


@pytest.mark.asyncio
async def test_a_chat_given_away_begins_with_its_first_owner_s_invitation_for_ever(database):
    """What the bot missed before that is nobody's, however often the chat changes hands."""
    told = [(STRANGER, True), (STRANGER, False), (ADMIN, True)]
    for number, (by, present) in enumerate(told, start=1):
        visit = ChatVisit(chat=CHAT, at=NOON + number, by=by, present=present, number=number)
        await put(database, visits=[visit])
    async with database.writing() as connection:
        await chats.give(connection, CHAT, LYCEUM, at(1))
    left = ChatVisit(chat=CHAT, at=utc(at(2)), by=STRANGER, present=False, number=9)
    await put(database, visits=[left])

    assert await rows(database, tables.interruptions, "kind", "since", "until") == [
        ("absent", utc(at(2)), None)
    ]
    assert await rows(database, tables.chats, "unit", "joined_at", "came_at", "left_at") == [
        (LYCEUM, utc(at(1)) + 1, NOON + 3, utc(at(2)))
    ]


@pytest.mark.asyncio
async def test_an_invitation_told_late_is_not_the_last_one(database):
    async with database.writing() as connection:
        maria = OfficeHolder(unit=SCHOOL, account=MARIA, office=Office.ADMINISTRATOR)
        await offices.appoint(connection, maria)
    for when, by in ((120, ADMIN), (60, MARIA)):
        visit = ChatVisit(chat=CHAT, at=NOON + when, by=by, present=True, number=when)
        await put(database, visits=[visit])
    assert await rows(database, tables.chats, "invited_by", "joined_at") == [(ADMIN, NOON + 60)]


@pytest.mark.asyncio
async def test_sight_that_was_lost_is_lost_until_the_next_invitation_which_may_be_blind(database):
    async def told(number, by, *, present=True):
        visit = ChatVisit(chat=CHAT, at=NOON + number, by=by, present=present, number=number)
        await put(database, visits=[visit])
        [(access,)] = await rows(database, tables.chats, "access")
        return access, await rows(database, tables.interruptions, "kind", "since", "until")

    assert await told(2, ADMIN) == ("unknown", [])
    async with database.writing() as connection:
        missing = {"first": 3, "last": 5, "noticed_at": NOON + 6, "gone": "no_access"}
        await connection.execute(tables.holes.insert().values(chat=CHAT, **missing))
        await chats.describe(connection, CHAT, {"access": Access.MENTIONS})
    assert await told(1, STRANGER) == ("mentions", [("blind", NOON + 2, None)])
    assert await told(7, STRANGER, present=False) == (
        "mentions",
        [("absent", NOON + 7, None), ("blind", NOON + 2, NOON + 7)],
    )
    assert await told(9, STRANGER) == (
        "unknown",
        [("absent", NOON + 7, NOON + 9), ("blind", NOON + 2, NOON + 7)],
    )
