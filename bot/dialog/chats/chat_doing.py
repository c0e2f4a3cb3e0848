"""What is done to a chat through VK: its invitation link, leaving it; and replies to links."""

from collections.abc import Awaitable, Callable

from bot.dialog.chats import chat_words
from bot.dialog.chats import chats_words as words
from bot.dialog.chats.known_chat import CHAT, answered, back, chat_of, no_chat, vk_tells
from bot.dialog.core import rights
from bot.dialog.core.act import Act, LongDeed, Preview
from bot.dialog.core.asking import already, headed
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Button
from bot.words.notices.chats import link_reply
from storage.accounts import CHATS
from storage.chats import visits
from storage.db.database import Connection
from storage.db.times import seconds
from storage.observations import ChatVisit
from storage.people import unit_settings
from storage.people.unit_settings import LINKS_REPLY
from storage.records import Chat, ChatKind

DoneByVk = Callable[[Request, Chat], Awaitable[str | None]]


async def link(request: Request, chat: Chat) -> Screen:
    """Show a chat's invitation link as VK gives it."""
    told = await vk_tells(request.talk.vk, "messages.getInviteLink", peer_id=CHATS + chat.id)
    if told is None:
        return answered(chat, chat_words.NO_LINK)
    async with request.talk.database.writing() as connection:
        await request.note(connection, "chat_link", chat=chat.id)
    unlink = Button(label=words.UNLINK, act="chat_unlink", args={"c": chat.id})
    return Screen(text=chat_words.link(chat, told["link"]), rows=((unlink,), (back(chat),)))


async def unlink(_request: Request, _connection: Connection, chat: Chat) -> Preview:
    """Say what withdrawing the link does, and ask."""
    yes = Button(label=chat_words.YES_UNLINK, risky=True)
    return Preview(text=chat_words.unlink_preview(chat), yes=yes, args={"c": chat.id})


async def leave(_request: Request, _connection: Connection, chat: Chat) -> Preview:
    """Say what leaving does, and ask."""
    yes = Button(label=chat_words.YES_LEAVE, risky=True)
    return Preview(text=chat_words.leave_preview(chat), yes=yes, args={"c": chat.id})


def _noted(action: str, do: DoneByVk, refused: str) -> LongDeed:
    """Make an act's ``asks`` of what VK does to a chat, and says (None: it refuses).

    The journal has it before VK is asked, and that it was ``refused`` as well.
    """

    async def deed(request: Request) -> Screen:
        async with request.talk.database.writing() as connection:
            if not await request.finish(connection, request.act):
                return already()
            chat = await chat_of(request, connection)
            if chat is None:
                return no_chat()
            await request.note(connection, action, chat=chat.id)
        text = await do(request, chat)
        if text is None:
            async with request.talk.database.writing() as connection:
                await request.note(connection, f"{action}_refused", chat=chat.id)
        return answered(chat, refused if text is None else text)

    return deed


async def withdraw(request: Request, chat: Chat) -> str | None:
    """Withdraw a chat's link: VK makes another one (order 20: unused links are withdrawn)."""
    told = await vk_tells(
        request.talk.vk, "messages.getInviteLink", peer_id=CHATS + chat.id, reset=1
    )
    return None if told is None else chat_words.unlinked(chat, told["link"])


async def go_away(request: Request, chat: Chat) -> str | None:
    """Leave a chat, and note it: VK may not tell the one who is gone."""
    vk = request.talk.vk
    us = await vk_tells(vk, "groups.getById")
    told = us and await vk_tells(
        vk, "messages.removeChatUser", chat_id=chat.id, member_id=-us["groups"][0]["id"]
    )
    if told is None:
        return None
    gone = ChatVisit(chat=chat.id, at=seconds(request.now), by=request.account, present=False)
    async with request.talk.database.writing() as connection:
        await visits.note(connection, [gone], {})
    return chat_words.left(chat)


async def links_reply(request: Request) -> Screen:
    """Explain the polite reply to links, and offer to turn it on or off."""
    async with request.talk.database.reading() as connection:
        settings = await unit_settings.of_unit(connection, request.unit_id)
    return _reply_setting(request, on=bool(settings.get(LINKS_REPLY)))


async def links_reply_go(request: Request) -> Screen:
    """Turn the reply to links on or off."""
    wanted = "1" if request.number("on") else ""
    async with request.talk.database.writing() as connection:
        settings = await unit_settings.of_unit(connection, request.unit_id)
        if settings.get(LINKS_REPLY, "") != wanted:
            await unit_settings.keep(connection, request.unit_id, LINKS_REPLY, wanted)
            await request.note(connection, "links_reply", on=bool(wanted))
    return _reply_setting(request, on=bool(wanted))


def _reply_setting(request: Request, *, on: bool) -> Screen:
    label = chat_words.REPLY_OFF if on else chat_words.REPLY_ON
    switch = Button(label=label, act="links_reply_go", args={"on": 0 if on else 1}, main=not on)
    example = link_reply(request.unit.order.source, request.vocabulary, ChatKind.PARENTS)
    text = chat_words.reply_setting(on=on, example=example)
    text = headed(request, text)
    return Screen(text=text, rows=((switch,), (Button(label=words.TO_CHATS, act="chats"),)))


ACTS = (
    Act(
        name="chat_link",
        may=rights.ADMINISTRATOR,
        noted=chat_words.LINK_NOTED,
        do=CHAT.asking(link),
    ),
    Act(
        name="chat_unlink",
        named=chat_words.CHAT_UNLINK_ACT,
        may=rights.ADMINISTRATOR,
        noted=chat_words.UNLINK_NOTED,
        do=CHAT.shown(unlink),
        asks=_noted("chat_unlinked", withdraw, chat_words.NO_LINK),
    ),
    Act(
        name="chat_leave",
        named=chat_words.CHAT_LEAVE_ACT,
        may=rights.ADMINISTRATOR,
        noted=chat_words.LEAVE_NOTED,
        do=CHAT.shown(leave),
        asks=_noted("chat_left", go_away, chat_words.NOT_LEFT),
    ),
    Act(name="links_reply", may=rights.ADMINISTRATOR, do=links_reply),
    Act(
        name="links_reply_go",
        may=rights.ADMINISTRATOR,
        noted=chat_words.LINKS_NOTED,
        do=links_reply_go,
    ),
)
