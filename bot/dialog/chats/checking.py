"""«Проверка»: what the bot can do in the chats, asked of VK now, and what to switch on where."""

from datetime import datetime

from bot.dialog.chats import chats_words
from bot.dialog.chats import checking_words as words
from bot.dialog.chats.known_chat import CHAT, back, moment_of, vk_tells
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.context import Talk
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.service.recording.chats import refresh
from bot.vk.errors import STOPPING, VkError
from bot.vk.keyboards import Button, column
from monitor.chats.chat_access import chat_access
from storage.accounts import CHATS
from storage.chats import chats
from storage.records import Chat
from storage.told import journal

ON_A_PAGE = 4
JOINED = "chat_joined"
"""The journal's line of a chat in which the bot introduced itself: so it could write there."""


async def every(request: Request) -> Screen:
    """Ask VK about all chats of the unit, and list those in which something is missing."""
    async with request.talk.database.reading() as connection:
        before = await chats.of_unit(connection, request.unit_id)
    answered = await _ask(request.talk, [chat for chat in before if chat.present])
    async with request.talk.database.reading() as connection:
        found = [chat for chat in await chats.of_unit(connection, request.unit_id) if chat.present]
    seen = [
        (chat, chat_access(chat)) for chat in sorted(found, key=lambda each: (each.title, each.id))
    ]
    lacking = [(chat, known) for chat, known in seen if known.lacking]
    page = page_of(request, lacking, ON_A_PAGE, "check")
    lines = [words.lacking_line(place, *each) for place, each in page.items]
    if lacking:
        lines.insert(0, words.in_order(len(found) - len(lacking), len(found)))
    unproved = sum(known.sees is None for _, known in seen)
    text = words.every(moment_of(request), len(found), unproved, lines)
    buttons = [
        Button(label=f"{place}. {chats_words.label(chat)}", act="chat_check", args={"c": chat.id})
        for place, (chat, _) in page.items
    ]
    again = Button(label=words.AGAIN, act="check")
    rows = stacked(*column(buttons), page.turn, (again,))
    return Screen(text=text if answered else f"{text}\n{words.NO_ANSWER}", rows=rows)


async def one(request: Request, chat: Chat) -> Screen:
    """Ask VK about one chat, and tell step by step what to switch on."""
    return await checked(request.talk, chat, moment_of(request))


async def checked(
    talk: Talk, chat: Chat, now: datetime, *, writes: bool | None = None, asked: bool = False
) -> Screen:
    """Show what the bot can do in a chat now; ``writes``: whether it has just written there.

    ``asked``: VK has just been asked, and answered.
    """
    answered = asked or not chat.present or await _ask(talk, [chat])
    if not asked:
        async with talk.database.reading() as connection:
            chat = await chats.get(connection, chat.id) or chat
    if chat.present and writes is None:
        writes = await _writes(talk, chat)
    text = words.one(chat, chat_access(chat, writes), now)
    again = Button(label=words.AGAIN, act="chat_check", args={"c": chat.id})
    rows = ((again,), (back(chat), Button(label=words.ALL_CHATS, act="check")))
    return Screen(text=text if answered else f"{text}\n{words.NO_ANSWER}", rows=rows)


async def _ask(talk: Talk, some: list[Chat]) -> bool:
    """Learn from VK what it tells of chats; False: it does not answer."""
    try:
        await refresh(talk.vk, talk.database, some, talk.clock(), asked={})
    except VkError as error:
        if error.code in STOPPING:
            raise
        return False
    return True


async def _writes(talk: Talk, chat: Chat) -> bool | None:
    """Tell whether the bot may write: as VK says to administrators, else if it has already."""
    told = await vk_tells(talk.vk, "messages.getConversationsById", peer_ids=CHATS + chat.id)
    if told and told["items"]:
        return bool(told["items"][0].get("can_write", {}).get("allowed"))
    async with talk.database.reading() as connection:
        wrote = await journal.written(connection, str(chat.unit), JOINED, {"chat": chat.id})
    return True if wrote else None


ACTS = (
    Act(
        name="check",
        may=rights.ADMINISTRATOR,
        named=words.CHECK_ACT,
        row=(7, 2),
        rare=True,
        do=every,
    ),
    Act(name="chat_check", may=rights.ADMINISTRATOR, do=CHAT.asking(one)),
)
