"""Telling notices: claim, word, send, settle. A sender that dies gives its notices back.

A repeat after a crash carries the same random_id, so VK drops it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from loguru import logger

from bot.telling import Told, tell
from bot.vk import uploads
from bot.vk.client import CLOSED_DIALOG, DEAD_TOKEN, Vk, VkError
from bot.vk.sender import Sender
from storage import chats, notices
from storage.database import Database
from storage.records import Dialog, Notice, NoticeState
from storage.times import seconds

AT_ONCE = 20  # notices claimed in one transaction
RETRY = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1))
"""How long a notice rests after its first, second … passing failure; then the last for ever."""


class Delivery:
    """Sends what the monitor released."""

    def __init__(
        self, database: Database, vk: Vk, sender: Sender, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._vk = vk
        self._sender = sender
        self._clock = clock

    async def run(self, pause: Callable[[], Awaitable[None]]) -> None:
        """Deliver for ever, pausing when there is nothing to do."""
        while True:
            if not await self.step():
                await pause()

    async def drain(self) -> int:
        """Deliver everything that is released now; return how many were told."""
        told = 0
        while done := await self.step():
            told += done
        return told

    async def step(self) -> int:
        """Deliver some; return how many were settled. Raises ``VkError`` of a dead token."""
        async with self._database.writing() as connection:
            claimed = await notices.claim(connection, self._clock(), AT_ONCE)
        return sum([await self._deliver(notice) for notice in claimed])

    async def _deliver(self, notice: Notice) -> bool:
        try:
            await self._send(notice, await asyncio.to_thread(tell, notice))
        except VkError as error:
            return await self._failed(notice, error)
        except Exception as error:  # noqa: BLE001 - one bad notice must not stop the others
            logger.opt(exception=error).error("notice {}: cannot be worded", notice.id)
            await self._settle(notice, NoticeState.FAILED, type(error).__name__)
            return True
        await self._settle(notice, NoticeState.SENT, "", Dialog.OPEN)
        return True

    async def _send(self, notice: Notice, told: Told) -> None:
        attachments = []
        if told.picture is not None:
            attachments.append(await uploads.photo(self._vk, notice.recipient, told.picture))
        if told.table is not None:
            attachments.append(
                await uploads.document(self._vk, notice.recipient, told.table.name, told.table.body)
            )
        await self._sender.send(
            notice.recipient,
            told.text,
            about=("notice", notice.id),
            kind=notice.kind,
            attachments=tuple(attachments),
        )

    async def _failed(self, notice: Notice, error: VkError) -> bool:
        if error.code in DEAD_TOKEN:
            await self._postpone(notice, error)
            raise error
        if error.permanent:
            closed = Dialog.CLOSED if error.code in CLOSED_DIALOG else None
            logger.info("notice {}: refused for good, code {}", notice.id, error.code)
            await self._settle(notice, NoticeState.FAILED, str(error.code), closed)
            return True
        await self._postpone(notice, error)
        return False

    async def _postpone(self, notice: Notice, error: VkError) -> None:
        rest = RETRY[min(notice.attempts, len(RETRY)) - 1]
        logger.warning("notice {}: not now, code {}, again in {}", notice.id, error.code, rest)
        async with self._database.writing() as connection:
            await notices.postpone(connection, notice.id, self._clock() + rest, str(error.code))

    async def _settle(
        self, notice: Notice, state: NoticeState, error: str, dialog: Dialog | None = None
    ) -> None:
        clock = self._clock()
        async with self._database.writing() as connection:
            await notices.settle(connection, notice.id, state, clock, error)
            if dialog is not None:
                await chats.set_dialog(connection, notice.recipient, dialog, seconds(clock))
