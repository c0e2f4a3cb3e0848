"""Answering what wants an answer: in order within a conversation, side by side across them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import msgspec
from loguru import logger
from vkbottle import Bot

from bot.faults import described
from bot.texts import operator as words
from bot.texts.private import SORRY
from bot.vk.cleaning import sendable
from bot.vk.client import STOPPING, VkError
from bot.vk.ids import peer_of
from bot.vk.sender import Sender
from storage import conditions, inbox
from storage.conditions import SENDING_STOPPED
from storage.database import Database
from storage.records import InboxItem

AT_ONCE = 100  # items read in one go
SIDE_BY_SIDE = 8  # conversations answered at the same time
GIVE_UP = 5  # attempts, the process dying in each, after which an item is let go


class Inbox:
    """Hands inbox items to vkbottle's handlers and lets them go when handled."""

    def __init__(
        self, database: Database, bot: Bot, sender: Sender, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._clock = clock
        self._bot = bot
        self._sender = sender
        self._side_by_side = asyncio.Semaphore(SIDE_BY_SIDE)

    async def run(self, pause: Callable[[], Awaitable[None]]) -> None:
        """Answer for ever, pausing when there is nothing to do."""
        async with self._database.writing() as connection:
            await inbox.free(connection)
        while True:
            if not await self.step():
                await pause()

    async def drain(self) -> None:
        """Answer everything that waits now."""
        while await self.step():
            pass

    async def step(self) -> int:
        """Answer what waits; return how many items were handled."""
        async with self._database.writing() as connection:
            if SENDING_STOPPED in await conditions.all(connection):
                return 0  # VK takes no answers now; delivery finds out when it does again
            waiting = await inbox.claim(connection, self._clock(), AT_ONCE)
        conversations: dict[int, list[InboxItem]] = {}
        for item in waiting:
            conversations.setdefault(item.conversation, []).append(item)
        async with asyncio.TaskGroup() as group:
            for items in conversations.values():
                group.create_task(self._conversation(items))
        return len(waiting)

    async def _conversation(self, items: list[InboxItem]) -> None:
        async with self._side_by_side:
            for item in items:
                await self._handle(item)

    async def _handle(self, item: InboxItem) -> None:
        if item.attempts < GIVE_UP:
            async with self._database.writing() as connection:
                await inbox.begin(connection, item.id)
            try:
                await self._bot.process_event(_slim(item.body))
            except VkError as error:
                if error.code in STOPPING:
                    await self._stopped(item, error.code)
                    return
                logger.warning("inbox item {}: VK refused, code {}", item.id, error.code)
            except Exception as error:  # noqa: BLE001 - a handler's fault must not stop the others
                logger.error("inbox item {}: {} in a handler", item.id, described(error))
                await self._apologise(item)
        else:
            logger.error("inbox item {}: given up after {} attempts", item.id, GIVE_UP)
        async with self._database.writing() as connection:
            await inbox.done(connection, item.id)

    async def _stopped(self, item: InboxItem, code: int) -> None:
        """Keep the item for later; the operator is told once."""
        async with self._database.writing() as connection:
            await inbox.give_back(connection, item.id)
            new = await conditions.set(connection, SENDING_STOPPED, str(code), self._clock())
        if new:
            logger.error("{}", words.sending_stopped(code))

    async def _apologise(self, item: InboxItem) -> None:
        if item.conversation > 0:
            return  # in a group chat the bot stays silent
        try:
            await self._sender.send(
                peer_of(item.conversation), SORRY, about=("sorry", item.id), kind="sorry"
            )
        except VkError as error:
            logger.warning("inbox item {}: no apology either, code {}", item.id, error.code)


def _slim(body: bytes) -> dict[str, Any]:
    """Keep of an update what handlers read: odd attachments must not fail vkbottle's models."""
    update: dict[str, Any] = msgspec.json.decode(body)
    message = update.get("object", {}).get("message")
    if isinstance(message, dict):
        message |= {"attachments": _attachments(message), "fwd_messages": []}
        message.setdefault("version", 0)
        message.setdefault("out", 0)
        message.setdefault("id", 0)
        message["text"] = sendable(str(message.get("text", "")))
        message.pop("reply_message", None)
    return update


def _attachments(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Keep photos, documents and links, with the fields we read; of all else only what it is."""
    found: list[dict[str, Any]] = []
    for each in message.get("attachments") or ():
        kind = each.get("type") if isinstance(each, dict) else None
        if isinstance(kind, str):
            kept = _kept(kind, each.get(kind))
            found.append({"type": kind, kind: kept} if kept else {"type": kind})
    return found


def _kept(kind: str, body: object) -> dict[str, Any]:
    """Keep of an attachment what models demand and we read; nothing if any of it is missing."""
    if kind not in _FIELDS or not isinstance(body, dict):
        return {}
    fields = _FIELDS[kind]
    if not all(isinstance(body.get(name), expected) for name, expected in fields.items()):
        return {}
    kept = {name: body[name] for name in fields}
    key = body.get("access_key")
    return kept | ({"access_key": key} if isinstance(key, str) else {})


_STORED: dict[str, type] = {"id": int, "owner_id": int, "date": int}
_FIELDS: dict[str, dict[str, type]] = {
    "photo": _STORED | {"album_id": int},
    "doc": _STORED | {"size": int, "type": int, "title": str, "ext": str, "url": str},
    "link": {"url": str},
}
