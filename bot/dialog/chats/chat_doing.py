"""What is done to a chat through VK: its invitation link, leaving it; and replies to links."""

from collections.abc import Awaitable, Callable

from bot.dialog.chats import chat_words
from bot.dialog.chats import chats_words as words
from bot.dialog.chats.known_chat import back, chat_of, no_chat, vk_tells
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked, headed
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Button
from bot.words import dialog as dialog_words
from bot.words.notices.chats import link_reply
from storage.accounts import CHATS
from storage.chats import visits
from storage.db.times import seconds
from storage.observations import ChatVisit
from storage.people import own
from storage.people.own import LINKS_REPLY
from storage.records import Chat


async def link(request: Request) -> Screen:
    """Show a chat's invitation link as VK gives it."""
    async with request.talk.database.reading() as connection:
        chat = await chat_of(request, connection)
    if chat is None:
        return no_chat()
    told = await vk_tells(request.talk.vk, "messages.getInviteLink", peer_id=CHATS + chat.id)
    if told is None:
        return Screen(text=chat_words.NO_LINK, rows=((back(chat),),))
    async with request.talk.database.writing() as connection:
        await request.note(connection, "chat_link", chat=chat.id)
    unlink = Button(label=words.UNLINK, act="chat_unlink", args={"c": chat.id})
    return Screen(text=chat_words.link(chat, told["link"]), rows=((unlink,), (back(chat),)))


async def unlink(request: Request) -> Screen:
    """Say what withdrawing the link does, and ask."""
    yes = Button(label=chat_words.YES_UNLINK, risky=True)
    return await _preview(request, "chat_unlink_go", chat_words.unlink_preview, yes)


async def leave(request: Request) -> Screen:
    """Say what leaving does, and ask."""
    yes = Button(label=chat_words.YES_LEAVE, risky=True)
    return await _preview(request, "chat_leave_go", chat_words.leave_preview, yes)


async def _preview(request: Request, act: str, say: Callable[[Chat], str], yes: Button) -> Screen:
    async with request.talk.database.looking() as connection:
        chat = await chat_of(request, connection)
        if chat is None:
            return no_chat()
        return await ask(request, connection, act, {"c": chat.id}, say(chat), yes)


async def unlink_go(request: Request) -> Screen:
    """Withdraw a chat's link: VK makes another one (order 20: unused links are withdrawn)."""
    return await _agreed(request, "chat_unlinked", _unlink)


async def leave_go(request: Request) -> Screen:
    """Leave a chat."""
    return await _agreed(request, "chat_left", _leave)


async def _agreed(
    request: Request, action: str, do: Callable[[Request, Chat], Awaitable[tuple[str, bool]]]
) -> Screen:
    """Do what was agreed to, once; the journal has it before VK is asked, refusals as well."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    async with request.talk.database.writing() as connection:
        chat = await chat_of(yes, connection)
        if not await request.finish(connection, request.act):
            return Screen(text="", toast=dialog_words.ALREADY)
        if chat is None:
            return no_chat()
        await request.note(connection, action, chat=chat.id)
    text, done = await do(request, chat)
    if not done:
        async with request.talk.database.writing() as connection:
            await request.note(connection, f"{action}_refused", chat=chat.id)
    return Screen(text=text, rows=((back(chat),),))


async def _unlink(request: Request, chat: Chat) -> tuple[str, bool]:
    told = await vk_tells(
        request.talk.vk, "messages.getInviteLink", peer_id=CHATS + chat.id, reset=1
    )
    if told is None:
        return chat_words.NO_LINK, False
    return chat_words.unlinked(chat, told["link"]), True


async def _leave(request: Request, chat: Chat) -> tuple[str, bool]:
    """Leave, and note it: VK may not tell the one who is gone."""
    vk = request.talk.vk
    us = await vk_tells(vk, "groups.getById")
    told = us and await vk_tells(
        vk, "messages.removeChatUser", chat_id=chat.id, member_id=-us["groups"][0]["id"]
    )
    if told is None:
        return chat_words.NOT_LEFT, False
    gone = ChatVisit(chat=chat.id, at=seconds(request.now), by=request.account, present=False)
    async with request.talk.database.writing() as connection:
        await visits.note(connection, [gone], {})
    return chat_words.left(chat), True


async def links_reply(request: Request) -> Screen:
    """Explain the polite reply to links, and offer to turn it on or off."""
    async with request.talk.database.reading() as connection:
        settings = await own.of_unit(connection, request.unit_id)
    return _reply_setting(request, on=bool(settings.get(LINKS_REPLY)))


async def links_reply_go(request: Request) -> Screen:
    """Turn the reply to links on or off."""
    wanted = "1" if request.number("on") else ""
    async with request.talk.database.writing() as connection:
        settings = await own.of_unit(connection, request.unit_id)
        if settings.get(LINKS_REPLY, "") != wanted:
            await own.keep(connection, request.unit_id, LINKS_REPLY, wanted)
            await request.note(connection, "links_reply", on=bool(wanted))
    return _reply_setting(request, on=bool(wanted))


def _reply_setting(request: Request, *, on: bool) -> Screen:
    label = chat_words.REPLY_OFF if on else chat_words.REPLY_ON
    switch = Button(label=label, act="links_reply_go", args={"on": 0 if on else 1}, main=not on)
    text = chat_words.reply_setting(on=on, example=link_reply(request.of.order.title))
    text = headed(request, text)
    return Screen(text=text, rows=((switch,), (Button(label=words.TO_CHATS, act="chats"),)))


ACTS = (
    Act(name="chat_link", may=rights.ADMINISTRATOR, do=link),
    Act(name="chat_unlink", may=rights.ADMINISTRATOR, do=unlink),
    Act(name="chat_unlink_go", may=rights.ADMINISTRATOR, do=unlink_go),
    Act(name="chat_leave", may=rights.ADMINISTRATOR, do=leave),
    Act(name="chat_leave_go", may=rights.ADMINISTRATOR, do=leave_go),
    Act(name="links_reply", may=rights.ADMINISTRATOR, do=links_reply),
    Act(name="links_reply_go", may=rights.ADMINISTRATOR, do=links_reply_go),
)
