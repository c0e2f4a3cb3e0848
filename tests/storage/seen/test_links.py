"""Messages with links to foreign messengers in the database: counted once, nobody's."""

import itertools

import pytest

from storage import tables
from storage.observations import Linked
from storage.records import ForeignLinks
from storage.seen import links
from tests.cast import LYCEUM, MARIA, SCHOOL, at, utc
from tests.storage.taking import CHAT, NOBODYS, NOON, OTHER_CHAT, give, put, rows, says

HOUR = NOON // 3600


def links_to(number, *messengers, when=NOON, chat=CHAT):
    return Linked(chat, number, when, frozenset(messengers or ("viber",)))


async def table(database):
    return await rows(database, tables.foreign_links, "chat", "hour", "messenger", "messages")


async def of(database, starts_at, ends_at, unit=SCHOOL):
    async with database.reading() as connection:
        return await links.links(connection, unit, utc(starts_at), utc(ends_at))


@pytest.mark.asyncio
async def test_messages_are_summed_by_chat_hour_and_messenger(database):
    await give(database)
    await give(database, OTHER_CHAT)
    await put(
        database,
        seen=[
            says(1),
            says(2, MARIA),
            says(3),
            says(4, when=NOON + 3600),
            says(1, chat=OTHER_CHAT),
        ],
        links=[
            links_to(1),
            links_to(2, "viber", "whatsapp"),
            links_to(4, when=NOON + 3600),
            links_to(1, chat=OTHER_CHAT),
        ],
    )
    await put(database, seen=[says(5)], links=[links_to(5)])
    assert await table(database) == [
        (CHAT, HOUR, "viber", 3),
        (CHAT, HOUR, "whatsapp", 1),
        (CHAT, HOUR + 1, "viber", 1),
        (OTHER_CHAT, HOUR, "viber", 1),
    ]


POLLS = ([1, 2], [2, 3, 3], [1, 2, 3])


@pytest.mark.parametrize("order", [*itertools.permutations(POLLS)], ids=str)
@pytest.mark.asyncio
async def test_a_message_that_comes_again_counts_once_in_any_order(database, order):
    await give(database)
    for numbers in order:
        await put(
            database,
            seen=[says(number) for number in numbers],
            links=[links_to(number) for number in numbers],
        )
    assert await table(database) == [(CHAT, HOUR, "viber", 3)]


@pytest.mark.asyncio
async def test_a_chat_that_is_nobody_s_is_not_looked_at(database):
    await put(database, seen=[says(1, chat=NOBODYS)], links=[links_to(1, chat=NOBODYS)])
    assert await table(database) == []


@pytest.mark.asyncio
async def test_what_was_linked_before_the_chat_was_ours_does_not_count(database):
    await put(database, seen=[says(1)], links=[links_to(1)])
    await give(database)
    await put(database, seen=[says(2)], links=[links_to(2)])
    assert await table(database) == [(CHAT, HOUR, "viber", 1)]


@pytest.mark.asyncio
async def test_a_unit_s_window_is_summed_up_by_chat_and_messenger(database):
    moments = (at(-1, 23, 59), at(0), at(3, 12), at(6, 23, 59), at(7))
    for chat, unit in ((1, SCHOOL), (2, SCHOOL), (3, LYCEUM)):
        await give(database, chat, unit)
        await put(
            database,
            seen=[says(n, when=utc(when), chat=chat) for n, when in enumerate(moments, 1)],
            links=[
                links_to(n, "viber", *["discord"] * (n == 3), when=utc(when), chat=chat)
                for n, when in enumerate(moments, 1)
            ],
        )
    assert await of(database, at(0), at(7)) == [
        ForeignLinks(chat=chat, messenger=messenger, messages=messages)
        for chat in (1, 2)
        for messenger, messages in (("discord", 1), ("viber", 3))
    ]
    assert await of(database, at(3, 12), at(3, 12, 30), LYCEUM) == [
        ForeignLinks(chat=3, messenger="discord", messages=1),
        ForeignLinks(chat=3, messenger="viber", messages=1),
    ]
    assert await of(database, at(4), at(5)) == []
    assert await of(database, at(3), at(3)) == []


def test_no_column_could_tell_who_linked_or_to_what():
    assert tables.foreign_links.c.keys() == ["chat", "hour", "messenger", "messages"]
