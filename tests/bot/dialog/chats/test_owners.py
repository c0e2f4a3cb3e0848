"""Owners of chats are kept only while they are on the roster, and learnt again when bound."""

import pytest

from storage import tables
from storage.people import staff
from tests.cast import ADMIN, CONFIG, MARIA, OLGA, ROSTER, SCHOOL, STRANGER
from tests.playground import playground

pytestmark = pytest.mark.asyncio

SERGOKALA = CONFIG.replace('order = "perm"\nadmin', 'order = "sergokala"\nadmin')
ROSTER_WITH_OLGA = ROSTER.replace(
    "Юдина Ольга Олеговна;Секретарь;прочий персонал;;",
    "Юдина Ольга Олеговна;Учитель музыки;учитель;;",
)


async def owner(place, chat):
    return next(row.owner for row in await place.rows(tables.chats) if row.id == chat)


async def owned_chat(place, who):
    """A staff chat that somebody else made than who invited the bot."""
    chat = place.world.add_chat("Педсовет", who, [who, ADMIN, MARIA])
    place.world.set_bot(chat, ADMIN, "admin")
    await place.settle()
    await place.service.refresh_chats()
    return chat


async def owners(place):
    figure = (await place.report()).figure("teachers_chat_owners")
    return figure.value, figure.missing


async def test_a_stranger_who_owns_a_chat_is_nobody_and_the_figure_is_known(tmp_path):
    async with playground(tmp_path, SERGOKALA) as place:
        await place.roster()
        chat = await owned_chat(place, STRANGER)
        assert await owner(place, chat) == 0
        assert await owners(place) == (0, None)
        for table in tables.metadata.sorted_tables:
            assert not [row for row in await place.rows(table) if STRANGER in row]


async def test_whoever_is_bound_later_owns_the_chat_from_then_on(tmp_path):
    async with playground(tmp_path, SERGOKALA) as place:
        await place.roster(ROSTER_WITH_OLGA)
        chat = await owned_chat(place, OLGA)
        assert await owner(place, chat) == 0
        assert await owners(place) == (0, None)
        await place.roster(ROSTER_WITH_OLGA.replace("музыки;учитель;;", "музыки;учитель;106;"))
        await place.service.refresh_chats()
        assert await owner(place, chat) == OLGA
        assert await owners(place) == (1, None)


async def test_whoever_is_unbound_or_dismissed_or_erased_owns_nothing(tmp_path):
    async with playground(tmp_path, SERGOKALA) as place:
        await place.roster()
        chat = await owned_chat(place, MARIA)
        assert await owner(place, chat) == MARIA
        [maria] = [row for row in await place.rows(tables.persons) if "Петрова" in row.full_name]
        async with place.service.core.database.writing() as connection:
            await staff.unbind(connection, maria.id)
        assert await owner(place, chat) == 0
        await place.roster()
        await place.service.refresh_chats()
        assert await owner(place, chat) == MARIA
        left = "\n".join(line for line in ROSTER.splitlines() if "Петрова" not in line)
        await place.roster(left + "\n", gone=True)
        assert await owner(place, chat) == 0
        assert SCHOOL in {row.unit for row in await place.rows(tables.chats)}
