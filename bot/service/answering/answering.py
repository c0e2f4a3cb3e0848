"""Answering: no answer is lost to a passing error of VK.

An answer that cannot be told now is kept as it was composed, for its act has been done and is not
done again: only the telling is repeated, with the same ``random_id``, of which VK drops a repeat.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import msgspec
from loguru import logger

from bot.vk.client import Vk
from bot.vk.errors import AT_ONCE, LATER, NETWORK, STOPPING, VkError
from bot.vk.files import uploads
from bot.vk.ids import conversation_of, peer_of
from bot.vk.pace import serving
from bot.vk.sender import EDIT, SEND, Sender
from bot.words import operator as words
from bot.words.dialog import LATE
from storage.asked import answers
from storage.asked.answers import LONGEST_REST, KeptAnswer
from storage.db.database import Database
from storage.told import conditions
from storage.told.conditions import SENDING_STOPPED

TOGETHER = 50  # answers taken in one go
SIDE_BY_SIDE = 8  # answers told at the same time
SLOWEST = timedelta(seconds=10)
"""Between two tries while VK answers nobody."""

EVERYBODY = AT_ONCE | {NETWORK}
"""Codes that say nothing of whom was written to: then others are not tried either."""


_TELLING = frozenset({SEND, EDIT})
"""An upload may fail for what is uploaded."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, composed; ``about`` and ``kind`` as in ``Sender.send``.

    ``edits``: the number of the message of ours whose place it takes, 0: it is a new one.
    """

    peer: int
    about: list[str]
    kind: str
    text: str
    keyboard: str | None = None
    pictures: list[bytes] = []
    files: list[tuple[str, bytes]] = []
    edits: int = 0


def about(*parts: object) -> list[str]:
    """Name what an answer is about."""
    return [str(part) for part in parts]


def _always() -> bool:
    """Know the time: it is made up."""
    return True


class Answers:
    """Tells answers, now or as soon as VK takes them."""

    def __init__(
        self,
        database: Database,
        vk: Vk,
        sender: Sender,
        clock: Callable[[], datetime],
        knows: Callable[[], bool] = _always,
    ) -> None:
        """``knows``: tells whether ``clock`` can be answered by; till then nobody is answered."""
        self.knows = knows
        self._database = database
        self._vk = vk
        self._sender = sender
        self._clock = clock
        self._failures = 0
        self._quiet_until: datetime | None = None

    async def give(self, answer: Answer) -> None:
        """Tell an answer, or keep it. Raises ``VkError`` if it can never be told."""
        if self._is_quiet() or await self._waits(answer.peer):
            await self._keep(answer)
            return
        try:
            await self._send(answer)
        except VkError as error:
            if error.permanent and error.code not in STOPPING:
                raise
            await self._keep(answer, _rest(error.code, 0))
            await self._failed(error)
        else:
            await self._worked()

    async def run(self, pause: Callable[[], Awaitable[None]]) -> None:
        """Tell what is kept, for ever."""
        async with self._database.writing() as connection:
            await answers.free(connection, await self._database.owner.others(connection))
        while True:
            if not await self.step():
                await pause()

    async def step(self) -> int:
        """Tell what may be told now; return how many answers were."""
        claimed = await self._claim()
        room = asyncio.Semaphore(SIDE_BY_SIDE)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._tell(kept, room)) for kept in claimed]
        return sum(task.result() for task in tasks)

    async def stopped(self, code: int) -> None:
        """Write down that VK takes nothing from us; the operator is told once."""
        async with self._database.writing() as connection:
            new = await conditions.set(connection, SENDING_STOPPED, str(code), self._clock())
        if new:
            logger.error("{}", words.sending_stopped(code))

    def _is_quiet(self) -> bool:
        """Tell whether VK has just answered nobody, so that nobody is tried for a while."""
        until, now = self._quiet_until, self._clock()
        return until is not None and now < until <= now + SLOWEST

    async def _waits(self, peer: int) -> bool:
        """Tell whether something must be told before, or nothing may be told at all."""
        async with self._database.glancing() as connection:
            return await answers.waits_for(connection, conversation_of(peer), SENDING_STOPPED)

    async def _keep(self, answer: Answer, rest: timedelta = timedelta()) -> None:
        body = msgspec.msgpack.encode(answer)
        lane = conversation_of(answer.peer)
        async with self._database.writing() as connection:
            await answers.keep(connection, _key(answer), lane, body, self._clock(), rest)

    async def _claim(self) -> list[KeptAnswer]:
        if not self.knows():
            return []  # by a wrong clock everything would be too late
        async with self._database.glancing() as connection:
            if not await answers.waiting(connection, SENDING_STOPPED):
                return []
        if self._is_quiet():
            return []
        limit = 1 if self._quiet_until is not None else TOGETHER
        async with self._database.writing() as connection:
            await answers.expire(connection, self._clock())
            return await answers.claim(
                connection, self._clock(), limit, self._database.owner.number
            )

    async def _tell(self, kept: KeptAnswer, room: asyncio.Semaphore) -> bool:
        """Tell one; False: it has to wait longer."""
        serving.set(kept.rank)
        async with room:
            if self._is_quiet():
                await self._postpone(kept, timedelta())
                return False
            try:
                await self._send(_told_of(kept))
            except VkError as error:
                if not error.permanent or error.code in STOPPING:
                    logger.info("answer {}: not now, code {}", kept.id, error.code)
                    await self._postpone(kept, _rest(error.code, kept.attempts))
                    await self._failed(error)
                    return False
                logger.warning("answer {}: VK refused, code {}", kept.id, error.code)
            else:
                await self._worked()
        async with self._database.writing() as connection:
            await answers.told(connection, [kept.id])
            if kept.body is None:
                await answers.told_late(connection, kept.conversation)
        return True

    async def _postpone(self, kept: KeptAnswer, rest: timedelta) -> None:
        async with self._database.writing() as connection:
            await answers.postpone(connection, kept.id, self._clock() + rest)

    async def _failed(self, error: VkError) -> None:
        if error.code in STOPPING:
            await self.stopped(error.code)
        elif error.code in EVERYBODY and error.method in _TELLING:
            self._quiet_until = self._clock() + min(SLOWEST, timedelta(seconds=2**self._failures))
            self._failures = min(self._failures + 1, 10)

    async def _worked(self) -> None:
        """Let everything that waits be told at once, if VK has only now begun to answer."""
        if self._quiet_until is None:
            return
        self._quiet_until, self._failures = None, 0
        async with self._database.writing() as connection:
            await answers.hurry(connection)

    async def _send(self, answer: Answer) -> None:
        if answer.edits and await self._edited(answer):
            return
        peer, vk = answer.peer, self._vk
        attachments = [await uploads.photo(vk, peer, body) for body in answer.pictures]
        attachments += [await uploads.document(vk, peer, name, body) for name, body in answer.files]
        await self._sender.send(
            peer,
            answer.text,
            about=tuple(answer.about),
            kind=answer.kind,
            keyboard=answer.keyboard,
            attachments=tuple(attachments),
        )

    async def _edited(self, answer: Answer) -> bool:
        """Change the message it answers; False: it cannot be changed any more."""
        try:
            await self._sender.edit(
                answer.peer,
                answer.edits,
                answer.text,
                kind=answer.kind,
                keyboard=answer.keyboard,
            )
        except VkError as error:
            if error.code in STOPPING or not error.permanent:
                raise
            logger.info("a screen cannot be changed, code {}", error.code)
            return False
        return True


def _key(answer: Answer) -> str:
    """Give by what an answer is known; nobody's number stands in it."""
    return hashlib.blake2b("\x1f".join(answer.about).encode(), digest_size=16).hexdigest()


def _told_of(kept: KeptAnswer) -> Answer:
    """Read a kept answer; of what is too late only that it is late is told."""
    if kept.body is not None:
        return msgspec.msgpack.decode(kept.body, type=Answer)
    return Answer(
        peer=peer_of(kept.conversation), about=about("late", kept.id), kind="late", text=LATE
    )


def _rest(code: int, attempts: int) -> timedelta:
    if code in LATER:
        return LONGEST_REST
    return min(LONGEST_REST, timedelta(seconds=2 ** min(attempts, 10)))
