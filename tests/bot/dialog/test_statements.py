"""How much a turn of a conversation asks of the database: bounds that are to be lowered only.

A turn is all that follows until the bot's own message has come back. Each transaction is a lock
or a view, each statement is waited for; what is read is passed on instead of read again.
"""

import pytest

from sandbox.world.world import Access
from tests.bot.dialog.conversing import press, say
from tests.cast import ADMIN, DEPUTY, MARIA, at
from tests.counting import counted
from tests.playground import playground

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.sqlite("a server is asked for locks as well"),
]


@pytest.fixture
def counting(tmp_path):
    """A playground of a school whose administrator talks with the bot."""
    return playground(tmp_path)


async def begin(place):
    """Let the administrator have a roster, a dialog and a chat in which nothing is missing."""
    await say(place, ADMIN, "Меню")
    await place.roster()
    await place.chat("Педагоги", MARIA)


@pytest.mark.parametrize(
    ("access", "bounds"),
    [
        (Access.ADMIN, {"statements": 68, "reading": 2, "writing": 7}),
        (Access.ALL, {"statements": 49, "reading": 3, "writing": 5}),
    ],
    ids=["all is well", "something is missing"],
)
async def test_an_invitation(access, bounds, counting):
    async with counting as place:
        await say(place, ADMIN, "Меню")
        await place.roster()
        with counted(place.service.core.database) as found:
            await place.chat("5А родители", MARIA, DEPUTY, access=access)
        assert found.within(**bounds), found


@pytest.mark.parametrize(
    ("word", "bounds"),
    [
        ("Меню", {"statements": 25, "reading": 1, "writing": 4}),
        ("Сотрудники", {"statements": 30, "reading": 2, "writing": 4}),
        ("Чаты", {"statements": 31, "reading": 2, "writing": 4}),
        ("Сводка", {"statements": 45, "reading": 2, "writing": 4}),
    ],
)
async def test_a_word(word, bounds, counting):
    async with counting as place:
        await begin(place)
        with counted(place.service.core.database) as found:
            await say(place, ADMIN, word)
        assert found.within(**bounds), found


async def test_a_press(counting):
    async with counting as place:
        await begin(place)
        await say(place, ADMIN, "Сводка")
        with counted(place.service.core.database) as found:
            await press(place, ADMIN, "Почему?")
        assert found.within(statements=39, reading=2, writing=3), found


async def test_what_is_as_it_was_is_not_written(counting):
    async with counting as place:
        await begin(place)
        await place.tick(at(0, 10))
        with counted(place.service.core.database) as found:
            await place.service.refresh_chats()
            await place.service.delivery.drain()
            await place.service.inbox.drain()
        assert found.writing == 0, found
