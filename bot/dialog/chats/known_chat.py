"""What acts about chats ask first: whose chat it is, what time it is there, what VK says."""

from datetime import datetime
from typing import Any

from loguru import logger

from bot.dialog.chats import chats_words as words
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Subject
from bot.vk.client import Vk
from bot.vk.errors import STOPPING, VkError
from bot.vk.keyboards import Button, column
from storage.chats import chats
from storage.db.database import Connection
from storage.records import Chat


async def chat_of(request: Request, connection: Connection) -> Chat | None:
    """Give the chat an argument «c» names, if it is this unit's."""
    number = request.number("c")
    found = None if number is None else await chats.get(connection, number)
    return found if found is not None and found.unit == request.unit_id else None


def no_chat() -> Screen:
    """Say that a chat is not this unit's, or not any more."""
    return Screen(text=words.NO_CHAT, rows=column([Button(label=words.TO_CHATS, act="chats")]))


CHAT: Subject[Chat] = Subject(find=chat_of, gone=no_chat)
"""The chat of the unit that an argument «c» names."""


def back(chat: Chat) -> Button:
    """Give the way back to a chat's card."""
    return Button(label=words.TO_CHAT, act="chat", args={"c": chat.id})


def answered(chat: Chat, text: str) -> Screen:
    """Say something of a chat, with the way back to its card."""
    return Screen(text=text, rows=((back(chat),),))


def moment_of(request: Request) -> datetime:
    """Give the request's moment in the unit's zone."""
    return request.now.astimezone(request.unit.zone)


async def vk_tells(vk: Vk, method: str, **params: object) -> Any:  # noqa: ANN401 - VK's JSON
    """Call a method; None: VK refuses or does not answer. Raises ``VkError`` when all stops."""
    try:
        return await vk.call(method, **params)
    except VkError as error:
        if error.code in STOPPING:
            raise
        logger.info("{}: refused, code {}", method, error.code)
        return None
