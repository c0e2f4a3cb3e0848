"""An act in a group chat: asked for by a button there, or by a command that names the bot."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from loguru import logger

from bot.dialog.core.context import Talk
from bot.dialog.core.request import NOTHING, roles_of
from bot.dialog.core.rights import STRANGER, Role
from bot.dialog.core.router import STALE
from bot.dialog.core.showing import Reply, reply
from bot.parsing import payloads
from bot.service.answering.addressed import command_in
from bot.vk.errors import CLOSED_DIALOG, VkError
from bot.vk.heard import Labeler, Message, Press
from bot.vk.keyboards import Args
from bot.words.typed import plain
from monitor.jobs.loading.load import UnitOrder
from storage.accounts import CHATS
from storage.chats import chats
from storage.db.database import Connection
from storage.records import Chat
from storage.told import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What somebody asks in a chat of a unit; the act is allowed to him. ``args``: the button's."""

    talk: Talk
    account: int
    chat: Chat
    unit: UnitOrder
    args: Args
    now: datetime

    async def note(self, connection: Connection, action: str, **details: object) -> None:
        """Write a line of the journal: who did what in this chat."""
        await journal.write(
            connection,
            at=self.now,
            action=action,
            unit=self.unit.id,
            actor=self.account,
            details={"chat": self.chat.id, **details},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatAct:
    """Something the bot can be asked for in a group chat.

    ``may``: who may, by what he is in the unit of the chat; whoever may not gets ``refusal`` over
    the chat if he pressed, and silence if he typed. ``typed``: none, it is a button's.

    It is answered by ``do``; or done by ``done``, inside the transaction in which the chat is
    looked up and who presses still may.
    """

    name: str
    may: frozenset[Role]
    do: Callable[[ChatRequest], Awaitable[Reply]] | None = None
    done: Callable[[ChatRequest, Connection], Awaitable[Reply]] | None = None
    typed: tuple[str, ...] = ()
    refusal: str = ""


class ChatRouter:
    """Takes what is asked in chats: rights are checked by the chat it is asked in."""

    def __init__(self, talk: Talk, acts: Sequence[ChatAct], group: int) -> None:
        self._talk = talk
        self._group = group
        self._acts = {act.name: act for act in acts}
        self._typed = {plain(word): act for act in acts for word in act.typed}
        self.commands = frozenset(self._typed)
        self.presses = frozenset(act.name for act in acts if not act.typed)

    def labeler(self) -> Labeler:
        """Build the handler of what is said to the bot in chats."""
        found = Labeler()

        @found.chat_message()
        async def said(message: Message) -> None:
            word = command_in(message.text, self._group, self.commands)
            late = self._talk.clock() - message.date > STALE
            if word is not None and not late:
                await self._said(self._typed[word], message)

        return found

    async def _said(self, act: ChatAct, message: Message) -> None:
        """Answer a command; who has no dialog with the bot is told nothing in private."""
        told = await self._take(act, message.from_id, message.peer_id)
        if told is None:
            return
        try:
            await self._talk.answer(message, told.text, part=act.name, private=told.private)
        except VkError as error:
            if not told.private or error.code not in CLOSED_DIALOG:
                raise
            logger.info("{} asked for in a chat: its asker has no dialog with the bot", act.name)

    async def pressed(self, event: Press) -> None:
        """Answer a button; the answer is a short word over the chat, or a link that opens."""
        name, args = payloads.read(event.payload)
        if name in self.presses:
            act = self._acts[name]
            told = await self._take(act, event.user_id, event.peer_id, args)
            told = told or Reply(text=act.refusal)
            await reply(self._talk, event.peer_id, event.user_id, str(event.event_id), told)

    async def _take(
        self, act: ChatAct, account: int, peer: int, args: Args = NOTHING
    ) -> Reply | None:
        """Answer or do what is asked; None: it is not asked by who may."""
        database = self._talk.database
        async with database.reading() as connection:
            request = await self._request(connection, act, account, peer, args)
        if request is not None and act.do is not None:
            return await act.do(request)
        if request is not None and act.done is not None:
            async with database.writing() as connection:
                request = await self._request(connection, act, account, peer, args)
                if request is not None:
                    return await act.done(request, connection)
        return None

    async def _request(
        self, connection: Connection, act: ChatAct, account: int, peer: int, args: Args
    ) -> ChatRequest | None:
        """Give what is asked; None: not in a chat of a unit, or not by who may."""
        talk = self._talk
        chat = await chats.get(connection, peer - CHATS)
        unit = None if chat is None else talk.units.get(str(chat.unit))
        if chat is None or unit is None:
            return None
        mine = await roles_of(connection, account, talk.units)
        if act.may.isdisjoint(mine.get(unit.id, STRANGER)):
            return None
        return ChatRequest(
            talk=talk, account=account, chat=chat, unit=unit, args=args, now=talk.clock()
        )
