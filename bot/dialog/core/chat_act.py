"""An act in a group chat: asked for by a button there, or by a command that names the bot."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.core.context import Talk
from bot.dialog.core.request import roles_of
from bot.dialog.core.rights import Role
from bot.dialog.core.router import NOBODY, STALE
from bot.dialog.core.showing import Reply, reply
from bot.parsing import payloads
from bot.service.answering.addressed import command_in
from bot.vk.heard import Labeler, Message, Press
from bot.vk.keyboards import Args
from bot.words.typed import plain
from monitor.jobs.load import UnitOrder
from storage.accounts import CHATS
from storage.chats import chats
from storage.records import Chat

SILENCE = Reply()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What somebody asks in a chat of a unit; ``message`` None: he pressed a button."""

    talk: Talk
    account: int
    chat: Chat
    of: UnitOrder
    args: Args
    message: Message | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatAct:
    """Something the bot can be asked for in a group chat.

    ``may``: who may, by what he is in the unit of the chat; whoever may not gets ``refusal`` over
    the chat if he pressed, and silence if he typed. ``typed``: none, it is a button's.
    """

    name: str
    may: frozenset[Role]
    do: Callable[[ChatRequest], Awaitable[Reply]]
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
                await self._take(
                    self._typed[word], message.from_id, message.peer_id, message=message
                )

        return found

    async def pressed(self, event: Press) -> None:
        """Answer a button; the answer is a short word over the chat, or a link that opens."""
        name, args = payloads.read(event.payload)
        if name in self.presses:
            said = await self._take(self._acts[name], event.user_id, event.peer_id, args)
            await reply(self._talk, event.peer_id, event.user_id, str(event.event_id), said)

    async def _take(
        self,
        act: ChatAct,
        account: int,
        peer: int,
        args: Args | None = None,
        message: Message | None = None,
    ) -> Reply:
        talk = self._talk
        async with talk.database.reading() as connection:
            chat = await chats.get(connection, peer - CHATS)
            of = None if chat is None else talk.units.get(str(chat.unit))
            mine = await roles_of(connection, account, talk.units)
        if chat is None or of is None or act.may.isdisjoint(mine.get(of.unit.id, NOBODY)):
            return Reply(text=act.refusal)
        return await act.do(
            ChatRequest(
                talk=talk,
                account=account,
                chat=chat,
                of=of,
                args=args or {},
                message=message,
                now=talk.clock(),
            )
        )
