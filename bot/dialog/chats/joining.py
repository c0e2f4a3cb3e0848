"""The bot is invited to a chat: who it is, whose the chat is, what it is for, what it sees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from loguru import logger

from bot.dialog.chats import joining_words as words
from bot.dialog.chats.checking import JOINED, checked
from bot.dialog.core import rights
from bot.dialog.core.chat_act import ChatAct, ChatRequest
from bot.dialog.core.context import Talk
from bot.dialog.core.showing import Reply, show
from bot.service.recording.chats import refresh
from bot.vk.errors import STOPPING, VkError
from bot.vk.heard import Labeler, Message
from bot.vk.keyboards import INLINE_ROWS, Button, column, keyboard
from bot.words.vocabulary import Vocabulary
from monitor.chats.chat_access import chat_access
from storage.accounts import CHATS
from storage.chats import chats
from storage.db.database import Connection
from storage.people import units
from storage.records import Chat, ChatKind, Dialog, Office, OfficeHolder
from storage.told import journal


def labeler(talk: Talk, group: int) -> Labeler:
    """Build the handlers of invitations."""
    found = Labeler()

    @found.chat_message(action=["chat_invite_user", "chat_invite_user_by_link"])
    async def invited(message: Message) -> None:
        if message.action is not None and message.action.member_id == -group:
            await _join(talk, message)

    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """The chat when VK was asked about it; ``answered``: it did answer.

    ``dialog``: whether who invited the bot may be written to, None: that is not known.
    """

    chat: Chat
    dialog: Dialog | None
    answered: bool


async def _join(talk: Talk, message: Message) -> None:
    number = message.peer_id - CHATS
    async with talk.database.reading() as connection:
        chat = await chats.get(connection, number)
        mine = await _administered(talk, connection, message.from_id)
        holders = await units.offices(connection, unit=str(chat.unit)) if chat else []
    if chat is None or chat.unit not in talk.units:  # nobody's, or of a unit taken out
        logger.warning("chat {}: invited by somebody who administers no unit", number)
        await talk.answer(message, words.STRANGER, part="stranger")
        return
    seen = await _look(talk, chat, message.from_id)
    chat = seen.chat
    greeted = await _greet(talk, message, chat, holders)
    told = chat.unit in mine and await _tell(talk, message, seen, writes=greeted)
    if not greeted:
        return
    if len(mine) > 1:
        await talk.answer(
            message, words.WHICH_UNIT, part="which_unit", keyboard=_units(talk, number, mine)
        )
    if not chat.admin and not told:
        await talk.answer(message, words.NO_ACCESS, part="access")
    if chat.kind is None:
        await talk.answer(
            message,
            words.WHICH_KIND,
            part="which_kind",
            keyboard=_kinds(number, talk.vocabulary(chat.unit)),
        )


async def _administered(talk: Talk, connection: Connection, account: int) -> list[str]:
    """List the units somebody administers."""
    offices = await units.offices_of(connection, account)
    return [
        each.unit
        for each in offices
        if each.office is Office.ADMINISTRATOR and each.unit in talk.units
    ]


async def _greet(talk: Talk, message: Message, chat: Chat, holders: Iterable[OfficeHolder]) -> bool:
    """Say who the bot is, and write down that it could; False: it may not write here."""
    try:
        await talk.answer(message, _hello(talk, chat, holders), part="joining")
    except VkError as error:
        if error.code in STOPPING or not error.permanent:
            raise
        logger.warning("chat {}: the bot may not write, code {}", chat.id, error.code)
        return False
    async with talk.database.writing() as connection:
        await journal.write(
            connection,
            at=talk.clock(),
            action=JOINED,
            unit=chat.unit,
            actor=message.from_id,
            details={"chat": chat.id},
        )
    return True


async def _tell(talk: Talk, message: Message, seen: _Seen, *, writes: bool) -> bool:
    """Tell who invited the bot, in private, what is missing; False: there is no open dialog.

    Where nothing is missing nothing is told: the greeting in the chat is enough.
    """
    account, chat = message.from_id, seen.chat
    if not chat_access(chat, writes).lacking:
        return True
    if seen.dialog is not Dialog.OPEN:
        return False
    unit = str(chat.unit)
    now = talk.clock().astimezone(talk.units[unit].zone)
    screen = await checked(talk, chat, now, writes=writes, asked=seen.answered)
    about = ("check", message.peer_id, message.conversation_message_id)
    try:
        await show(talk, account, screen, unit, about, "check")
    except VkError as error:
        if error.code in STOPPING or not error.permanent:
            raise
        logger.info("chat {}: who invited the bot cannot be written to", chat.id)
        return False
    return True


async def _look(talk: Talk, chat: Chat, account: int) -> _Seen:
    """Ask VK about the chat, and look how it stands then, and the inviter's dialog."""
    answered = True
    try:
        await refresh(talk.vk, talk.database, [chat], talk.clock(), asked={})
    except VkError as error:
        logger.warning("chat {}: VK tells nothing, code {}", chat.id, error.code)
        answered = False
    async with talk.database.reading() as connection:
        return _Seen(
            chat=await chats.get(connection, chat.id) or chat,
            dialog=(await chats.dialogs(connection, [account])).get(account),
            answered=answered,
        )


def _hello(talk: Talk, chat: Chat, holders: Iterable[OfficeHolder]) -> str:
    """Introduce the bot; to be asked is who invited it, if he administers the unit."""
    unit = talk.units[str(chat.unit)]
    mine = [
        each.account
        for each in holders
        if each.unit == unit.id and each.office is Office.ADMINISTRATOR
    ]
    asked = chat.invited_by if chat.invited_by in mine or not mine else mine[0]
    return words.hello(unit.name, unit.order.source, asked, talk.vocabulary(unit.id), chat)


def _kinds(chat: int, vocabulary: Vocabulary) -> str | None:
    buttons = [
        Button(label=label, act="kind", args={"chat": chat, "kind": kind.value})
        for kind, label in vocabulary.chat_kinds.items()
    ]
    return keyboard(column(buttons), "", inline=True)


def _units(talk: Talk, chat: int, mine: list[str]) -> str | None:
    buttons = [
        Button(label=talk.units[unit].name, act="unit", args={"chat": chat, "unit": unit})
        for unit in mine[:INLINE_ROWS]
    ]
    return keyboard(column(buttons), "", inline=True)


async def choose_kind(request: ChatRequest, connection: Connection) -> Reply:
    """Set the chat's kind as an administrator of its unit pressed."""
    kinds = {each.value: each for each in ChatKind}
    kind, chat = kinds.get(str(request.args.get("kind"))), request.chat
    if kind is None:
        return Reply(text=words.NOT_YOURS)
    await chats.describe(connection, chat.id, {"kind": kind})
    await request.note(connection, "chat_kind", kind=kind)
    vocabulary = request.talk.vocabulary(request.unit.id)
    return Reply(text=words.kind_is(kind, chat.class_name, vocabulary))


async def choose_unit(request: ChatRequest, connection: Connection) -> Reply:
    """Give the chat to another unit of the same administrator."""
    talk, before = request.talk, request.unit.id
    unit = str(request.args.get("unit"))
    if unit not in await _administered(talk, connection, request.account):
        return Reply(text=words.NOT_YOURS)
    along = await chats.give(connection, request.chat.id, unit, request.now)
    given = replace(request, unit=talk.units[unit])
    await given.note(connection, "chat_unit", **{"from": before})
    name = given.unit.name
    if unit == before:
        return Reply(text=words.unit_is(name))
    return Reply(text=words.corrected(name) if along else words.moved(name))


CHAT_ACTS = (
    ChatAct(name="kind", may=rights.ADMINISTRATOR, done=choose_kind, refusal=words.NOT_YOURS),
    ChatAct(name="unit", may=rights.ADMINISTRATOR, done=choose_unit, refusal=words.NOT_YOURS),
)
