"""Who is in the chats, asked of VK: what is kept of it, and how seldom it is asked."""

from datetime import timedelta

import pytest
from loguru import logger

from bot.service.recording.members import OLD, Question, due
from sandbox.world.world import Access
from storage import tables
from storage.chats import chats, members
from storage.people import people
from tests.bot.ordering import order, still_ordered
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    MONDAY_MORNING,
    OLGA,
    PAVEL,
    SCHOOL,
    STRANGER,
)
from tests.playground import playground

METHOD = "messages.getConversationMembers"


async def inside(place, chat):
    """Give who of the roster is known to be in a chat, and how many people; None: not told."""
    async with place.service.core.database.reading() as connection:
        known = await chats.get(connection, chat)
        return (await members.of_unit(connection, SCHOOL)).get(chat), known.people


async def asked(place):
    """Look at the chats again; give how many requests that took, descriptions apart."""
    before = place.world.requests["execute"]
    await place.service.refresh_chats()
    return place.world.requests["execute"] - before


@pytest.mark.asyncio
async def test_at_the_invitation_the_roster_s_members_are_kept_and_the_others_counted(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        number = place.world.add_chat(
            "5А родители", ADMIN, [ADMIN, DEPUTY, COORDINATOR, LYCEUM_ADMIN, MARIA, STRANGER, -70]
        )
        place.world.set_bot(number, ADMIN, Access.ADMIN)
        await place.settle()
        assert await inside(place, number) == ({ADMIN, DEPUTY, COORDINATOR, MARIA}, 6)


@pytest.mark.asyncio
async def test_without_rights_nothing_is_told_until_they_are_given(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, access=Access.ALL)
        assert (await asked(place), await inside(place, chat)) == (0, (None, None))
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        assert (await asked(place), await inside(place, chat)) == (1, ({ADMIN, MARIA}, 2))


@pytest.mark.asyncio
async def test_a_chat_that_is_nobody_s_is_not_asked_for_its_members(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Дача", MARIA, by=STRANGER)
        assert await asked(place) == 0
        assert await place.rows(tables.chat_members) == []
        assert [row.people for row in await place.rows(tables.chats)] == [None]


@pytest.mark.asyncio
async def test_who_comes_and_goes_is_noticed_and_nothing_is_asked_meanwhile(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        await place.service.refresh_chats()
        assert await asked(place) == 0
        place.world.change_members(chat, ADMIN, add=[PAVEL, STRANGER])
        assert (await asked(place), await inside(place, chat)) == (1, ({ADMIN, MARIA, PAVEL}, 4))
        place.world.change_members(chat, ADMIN, remove=[MARIA])
        assert (await asked(place), await inside(place, chat)) == (1, ({ADMIN, PAVEL}, 3))
        assert await asked(place) == 0


@pytest.mark.asyncio
async def test_one_who_took_another_s_place_is_noticed_after_six_hours(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        await place.service.refresh_chats()
        place.world.change_members(chat, ADMIN, add=[PAVEL], remove=[MARIA])
        place.world.set_clock(MONDAY_MORNING + OLD - timedelta(minutes=10))
        assert (await asked(place), await inside(place, chat)) == (0, ({ADMIN, MARIA}, 2))
        place.world.set_clock(MONDAY_MORNING + OLD)
        assert (await asked(place), await inside(place, chat)) == (1, ({ADMIN, PAVEL}, 2))


@pytest.mark.asyncio
async def test_who_is_bound_later_is_found_the_next_time(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, OLGA)
        await place.service.refresh_chats()
        assert await inside(place, chat) == ({ADMIN}, 3)
        await place.roster()
        assert await inside(place, chat) == ({ADMIN}, 3)
        assert (await asked(place), await inside(place, chat)) == (1, ({ADMIN, MARIA}, 3))
        assert await asked(place) == 0


@pytest.mark.parametrize("error", [917, 10])
@pytest.mark.asyncio
async def test_where_vk_refuses_what_was_known_stays_and_the_next_time_is_asked_again(
    tmp_path, error
):
    async with playground(tmp_path) as place:
        await place.roster()
        refused = await place.chat("Педсовет", MARIA)
        told = await place.chat("МО физиков", PAVEL)
        await place.service.refresh_chats()
        for chat in (refused, told):
            place.world.change_members(chat, ADMIN, add=[DEPUTY])
        await order(place, {"on": f"method:{METHOD}", "error": error})
        assert await asked(place) == 1
        assert await inside(place, refused) == ({ADMIN, MARIA}, 2)
        assert await inside(place, told) == ({ADMIN, PAVEL, DEPUTY}, 3)
        assert await still_ordered(place) == []
        assert (await asked(place), await inside(place, refused)) == (
            1,
            ({ADMIN, MARIA, DEPUTY}, 3),
        )


@pytest.mark.parametrize("code", [12, 13])
@pytest.mark.asyncio
async def test_a_script_vk_does_not_like_changes_nothing(tmp_path, code):
    async with playground(tmp_path) as place:
        await place.roster()
        await order(place, {"on": "method:execute", "error": code})
        chat = await place.chat("Педсовет", MARIA)
        assert await inside(place, chat) == (None, None)
        assert (await asked(place), await inside(place, chat)) == (1, ({ADMIN, MARIA}, 2))


@pytest.mark.asyncio
async def test_fifty_one_chats_take_three_requests(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        numbers = [await place.chat(f"Чат {number}", MARIA) for number in range(51)]
        assert await asked(place) == 3
        assert await asked(place) == 0
        assert {str(await inside(place, chat)) for chat in numbers} == {
            str((frozenset({ADMIN, MARIA}), 2))
        }


@pytest.mark.asyncio
async def test_a_chat_of_more_than_a_thousand_is_read_to_its_end_or_not_at_all(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        many = [place.world.add_person("Родитель", str(number)) for number in range(999)]
        chat = await place.chat("Вся школа", *many, MARIA)
        assert await inside(place, chat) == ({ADMIN, MARIA}, 1_001)
        place.world.change_members(chat, ADMIN, add=[PAVEL])
        await order(place, {"on": f"method:{METHOD}", "error": 917, "after": 1})
        assert (await asked(place), await inside(place, chat)) == (1, ({ADMIN, MARIA}, 1_001))
        assert (await asked(place), await inside(place, chat)) == (
            1,
            ({ADMIN, MARIA, PAVEL}, 1_002),
        )


@pytest.mark.asyncio
async def test_of_strangers_neither_a_name_nor_a_number_is_kept_or_logged(tmp_path):
    lines = []
    handler = logger.add(lines.append, level=0)
    try:
        async with playground(tmp_path) as place:
            await place.roster()
            stranger = place.world.add_person("Аделаида", "Преображенская", id=987_654_321)
            chat = await place.chat("Педсовет", MARIA, stranger)
            assert await inside(place, chat) == ({ADMIN, MARIA}, 3)
            kept = [
                repr(row)
                for table in tables.metadata.sorted_tables
                for row in await place.rows(table)
            ]
    finally:
        logger.remove(handler)
    for text in (*kept, *lines):
        assert not any(word in text for word in ("Аделаида", "Преображенская", "987654321"))
    assert any(str(MARIA) in row for row in kept)  # so would a stranger's have been found


async def strangers(place, *numbers):
    """Give of chats how many of their members are nobody's; each is counted in one of them."""
    async with place.service.core.database.reading() as connection:
        return [(await chats.get(connection, each)).strangers for each in numbers]


@pytest.mark.asyncio
async def test_of_staff_chats_alone_strangers_are_counted_and_each_in_one_of_them(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        parents = await place.chat("5А родители", MARIA, STRANGER)
        first = await place.chat("Педсовет", DEPUTY, COORDINATOR, MARIA, OLGA, -70)
        assert await strangers(place, parents, first) == [None, 1]
        second = await place.chat("МО физиков", PAVEL, OLGA, LYCEUM_ADMIN, STRANGER)
        assert sum(await strangers(place, first, second)) == 3
        place.world.change_members(second, ADMIN, remove=[OLGA])
        assert await asked(place) == 1
        assert sum(await strangers(place, first, second)) == 3
        place.world.change_members(first, ADMIN, remove=[OLGA])
        assert await asked(place) == 1
        assert await strangers(place, first, second) == [0, 2]
        assert await asked(place) == 0


@pytest.mark.asyncio
async def test_who_is_bound_is_a_stranger_no_more_and_who_left_the_roster_is_one_again(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA, OLGA)
        assert await strangers(place, chat) == [2]
        await place.roster()
        await place.service.refresh_chats()
        assert await strangers(place, chat) == [1]
        async with place.service.core.database.writing() as connection:
            [maria] = await people.persons_of(connection, MARIA)
            await people.dismiss(connection, [maria.id], place.world.now())
        await place.service.refresh_chats()
        assert await strangers(place, chat) == [2]


@pytest.mark.asyncio
async def test_the_other_staff_chat_is_asked_again_when_one_is_left_or_given_away(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        first = await place.chat("Педсовет", OLGA)
        second = await place.chat("МО физиков", OLGA)
        assert sum(await strangers(place, first, second)) == 1
        async with place.service.core.database.writing() as connection:
            await chats.give(connection, first, LYCEUM, place.world.now())
        assert (await strangers(place, first))[0] is None
        await place.service.refresh_chats()
        assert await strangers(place, first, second) == [2, 1]  # there the administrator is one
        place.world.set_bot(second, ADMIN, Access.ABSENT)
        await place.settle()
        third = await place.chat("Учительская", OLGA)
        await place.service.refresh_chats()
        assert await strangers(place, third) == [1]


QUESTION = Question(roster=frozenset({ADMIN}), size=3)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, True),
        ((QUESTION, MONDAY_MORNING), False),
        ((QUESTION, MONDAY_MORNING - OLD + timedelta(seconds=1)), False),
        ((QUESTION, MONDAY_MORNING - OLD), True),
        ((Question(roster=frozenset({ADMIN}), size=2), MONDAY_MORNING), True),
        ((Question(roster=frozenset({MARIA}), size=3), MONDAY_MORNING), True),
        (
            (Question(roster=QUESTION.roster, size=3, beside=frozenset({1, 2})), MONDAY_MORNING),
            True,
        ),
    ],
)
def test_a_chat_is_asked_again_when_its_size_or_the_roster_changed_or_it_was_long_ago(
    before, expected
):
    assert due(QUESTION, MONDAY_MORNING, before) is expected
