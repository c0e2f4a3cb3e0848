"""Acts in group chats: what is done there is done by who still may when it is written down."""

import asyncio
from types import SimpleNamespace

import pytest

from bot.dialog.acts import CHAT_ACTS
from bot.dialog.core.chat_act import ChatRouter
from bot.dialog.core.context import Talk
from storage import tables
from storage.accounts import CHATS
from tests.bot.dialog.chatting import chat_row
from tests.cast import ADMIN, LYCEUM, MARIA
from tests.playground import playground

pytestmark = pytest.mark.asyncio

OFFICES, ROWS = tables.offices, tables.chats


class Pressing:
    """Somebody presses «Родители» under a question; ``allowed``: it was looked whether he may."""

    def __init__(self, place, chat):
        service, self.allowed = place.service, asyncio.Event()
        talk = Talk(
            database=service.core.database,
            vk=service.vk,
            sender=service.sender,
            answers=service.inbox.answers,
            units=service.core.units,
            clock=self._now,
        )
        self._clock = service.clock
        self._router = ChatRouter(talk, CHAT_ACTS, service.group)
        self._event = SimpleNamespace(
            user_id=ADMIN,
            peer_id=CHATS + chat,
            event_id="0" * 12,
            payload={"do": "kind", "chat": chat, "kind": "parents"},
        )

    def _now(self):
        self.allowed.set()
        return self._clock()

    async def done(self):
        await self._router.pressed(self._event)


@pytest.mark.parametrize(
    "lost",
    [
        lambda _chat: OFFICES.delete().where(OFFICES.c.account == ADMIN),
        lambda chat: ROWS.update().where(ROWS.c.id == chat).values(unit=LYCEUM),
        lambda chat: ROWS.update().where(ROWS.c.id == chat).values(unit=None),
    ],
    ids=["his office", "the chat, to another school", "the chat"],
)
async def test_whoever_loses_it_before_it_is_written_decides_nothing(lost, tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Болталка", MARIA)
        pressing = Pressing(place, chat)
        async with asyncio.timeout(60):
            async with place.service.core.database.writing() as connection:
                pressed = asyncio.create_task(pressing.done())
                await pressing.allowed.wait()
                await connection.execute(lost(chat))
            await pressed
        assert (await chat_row(place, chat)).kind is None
        assert [row.action for row in await place.rows(tables.audit)].count("chat_kind") == 0


async def test_whoever_still_may_decides(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Болталка", MARIA)
        await Pressing(place, chat).done()
        assert (await chat_row(place, chat)).kind == "parents"
