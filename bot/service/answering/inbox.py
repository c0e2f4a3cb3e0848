"""Answering what wants an answer: in order within a conversation, side by side across them.

Office holders come first, then who is on a roster, then strangers, and strangers never take all
the room there is: whatever they write, an administrator is answered at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

from loguru import logger

from bot.faults import described
from bot.parsing.payloads import Forged
from bot.service.answering.answering import Answer, Answers, about
from bot.service.answering.quota import Quota
from bot.service.answering.updates import answers_to, read, slim
from bot.service.answering.whole import Cut, made_whole
from bot.vk.client import Vk
from bot.vk.errors import STOPPING, VkError
from bot.vk.heard import Handlers
from bot.vk.ids import peer_of
from bot.vk.pace import STRANGER, serving
from bot.words.dialog import CUT, LATE
from bot.words.private import SORRY
from storage.asked import answers as kept_answers
from storage.asked import backlog, inbox
from storage.asked.inbox import InboxItem
from storage.db.database import Database
from storage.told.conditions import SENDING_STOPPED

AT_ONCE = 100  # items read in one go
SIDE_BY_SIDE = 8  # conversations answered at the same time
STRANGERS = 5  # of these at most
GIVE_UP = 5  # attempts, the process dying in each, after which an item is let go
AGAIN = timedelta(seconds=10)  # until what a passing error of VK kept from being done is tried


class Inbox:
    """Hands inbox items to vkbottle's handlers and lets them go when handled."""

    def __init__(
        self,
        database: Database,
        handlers: Handlers,
        answers: Answers,
        clock: Callable[[], datetime],
        vk: Vk,
    ) -> None:
        self._vk = vk
        self.answers = answers
        self._database = database
        self._clock = clock
        self._handlers = handlers
        self._quota = Quota()
        self._running: set[asyncio.Task[None]] = set()
        self._strangers: set[asyncio.Task[None]] = set()

    async def run(self, pause: Callable[[], Awaitable[None]]) -> None:
        """Answer for ever, pausing when there is nothing to do."""
        async with self._database.writing() as connection:
            await inbox.free(connection, await self._database.owner.others(connection))
        async with asyncio.TaskGroup() as group:
            while True:
                room = SIDE_BY_SIDE - len(self._running)
                strangers = min(room, STRANGERS - len(self._strangers))
                begun = await self._begin(group, room, strangers) if room else 0
                if not begun:
                    await self._wait(pause)

    async def drain(self) -> None:
        """Answer everything that waits now."""
        while await self.step():
            pass

    async def step(self) -> int:
        """Answer what waits; return how many items were handled and answers told."""
        told = await self.answers.step()
        room = asyncio.Semaphore(SIDE_BY_SIDE)
        async with asyncio.TaskGroup() as group:
            handled = await self._begin(group, None, None, room)
        return told + handled

    async def _begin(
        self,
        group: asyncio.TaskGroup,
        lanes: int | None,
        strangers: int | None,
        room: asyncio.Semaphore | None = None,
    ) -> int:
        """Begin to answer some conversations; return how many items were taken."""
        if not self.answers.knows():
            return 0  # what is asked would be too old, what is begun would last for a year
        async with self._database.glancing() as connection:
            if not await inbox.waits(connection, unless=SENDING_STOPPED):
                return 0  # while VK takes no answers: delivery finds out when it does again
        async with self._database.writing() as connection:
            waiting = await inbox.claim(
                connection,
                self._clock(),
                AT_ONCE,
                lanes=lanes,
                strangers=strangers,
                at_once=SIDE_BY_SIDE,  # what comes first needs no transaction of its own
                by=self._database.owner.number,
            )
        conversations: dict[int, list[InboxItem]] = {}
        for item in waiting:
            conversations.setdefault(item.conversation, []).append(item)
        for items in conversations.values():
            task = group.create_task(self._conversation(items, room))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
            if min(item.rank for item in items) == STRANGER:
                self._strangers.add(task)
                task.add_done_callback(self._strangers.discard)
        return len(waiting)

    async def _wait(self, pause: Callable[[], Awaitable[None]]) -> None:
        """Wait until something new has come, or one of those being answered has been."""
        news = asyncio.ensure_future(pause())
        try:
            await asyncio.wait({news, *self._running}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            news.cancel()

    async def _conversation(
        self, items: Sequence[InboxItem], room: asyncio.Semaphore | None
    ) -> None:
        async with room or asyncio.Semaphore():
            for place, item in enumerate(items):
                serving.set(item.rank)
                if item.rank == STRANGER and (rest := self._rest(item)):
                    if item.conversation < 0:
                        await self._put_off(items[place:], rest)
                        return
                    await self._turn_away(item)
                elif not await self._handle(item):
                    await self._release(items[place + 1 :])
                    return

    def _rest(self, item: InboxItem) -> timedelta:
        """Tell how long a stranger who never stops has to wait."""
        return self._quota.rest(item.account or -item.conversation, self._clock())

    async def _put_off(self, items: Sequence[InboxItem], rest: timedelta) -> None:
        async with self._database.writing() as connection:
            await inbox.rest(connection, [item.id for item in items], self._clock() + rest)

    async def _release(self, items: Sequence[InboxItem]) -> None:
        async with self._database.writing() as connection:
            await inbox.release(connection, [item.id for item in items])

    async def _turn_away(self, item: InboxItem) -> None:
        today = self._clock().astimezone(UTC).date()
        async with self._database.writing() as connection:
            await inbox.done(connection, item.id)
            await backlog.count(connection, today, 0, 1)

    async def _handle(self, item: InboxItem) -> bool:
        """Handle an item; False: it could not be, and its conversation rests."""
        if item.attempts < GIVE_UP:
            if not item.begun:
                async with self._database.writing() as connection:
                    await inbox.begin(connection, [item.id])
            try:
                update = await made_whole(self._vk, read(item.body))
                await self._handlers.process_event(slim(update))
            except VkError as error:
                if error.code in STOPPING:
                    await self._stopped(item, error.code)
                    return False
                if not error.permanent and await self._again(item, error.code):
                    return False
                logger.warning("inbox item {}: VK refused, code {}", item.id, error.code)
            except Cut:
                logger.info("inbox item {}: VK does not give it whole", item.id)
                await self._say(item, CUT)
            except Forged:
                logger.info("inbox item {}: a button nobody was given", item.id)
                await self._say(item, SORRY)
            except Exception as error:  # noqa: BLE001 - a handler's fault must not stop the others
                logger.error("inbox item {}: {} in a handler", item.id, described(error))
                await self._say(item, SORRY)
        else:
            logger.error("inbox item {}: given up after {} attempts", item.id, GIVE_UP)
            await self._say(item, SORRY, answers_to(item.body))
        async with self._database.writing() as connection:
            await inbox.done(connection, item.id)
        return True

    async def _stopped(self, item: InboxItem, code: int) -> None:
        """Keep the item for later; the operator is told once."""
        async with self._database.writing() as connection:
            await inbox.give_back(connection, item.id)
        await self.answers.stopped(code)

    async def _again(self, item: InboxItem, code: int) -> bool:
        """Keep for later what could not be done for a passing reason; False: it is too late."""
        now = self._clock()
        if now - item.received_at > kept_answers.KEPT:
            await self._say(item, LATE)
            return False
        logger.info("inbox item {}: not now, code {}", item.id, code)
        async with self._database.writing() as connection:
            await inbox.give_back(connection, item.id)
            await inbox.rest(connection, [item.id], now + AGAIN)
        return True

    async def _say(self, item: InboxItem, text: str, told: list[str] | None = None) -> None:
        """Say why an item gets no answer; ``told``: what its answer would have been about.

        If that was told after all, VK drops what is said here.
        """
        if item.conversation > 0:
            return  # in a group chat the bot stays silent
        answer = Answer(
            peer=peer_of(item.conversation),
            about=told or about("sorry", item.id),
            kind="sorry",
            text=text,
        )
        try:
            await self.answers.give(answer)
        except VkError as error:
            logger.warning("inbox item {}: no apology either, code {}", item.id, error.code)
