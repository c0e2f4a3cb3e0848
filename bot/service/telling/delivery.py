"""Telling notices: claim, word, send, settle. Nothing is lost, nothing is told twice.

The intention is written before VK is asked. What VK did not clearly answer is in doubt and settled
by evidence: within the hour by a repeat, which VK drops if it has the first; later by looking into
the dialog; at any time by the message coming back to intake.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from loguru import logger

from bot.faults import described
from bot.service.telling.kind import Told
from bot.service.telling.outgoing import Begun, Pair, by_recipient, short_texts
from bot.service.telling.stopping import Stop
from bot.service.telling.verdicts import CAME_BEFORE, RETRY, Verdict, failed, judge
from bot.service.telling.wording import tell
from bot.vk.client import Vk
from bot.vk.errors import NETWORK, STOPPING, VkError
from bot.vk.files import uploads
from bot.vk.sender import Sender, bundles
from storage.accounts import CHATS
from storage.chats import chats
from storage.db.database import Connection, Database
from storage.db.times import seconds
from storage.records import Dialog, Notice, NoticeState
from storage.told import conditions, sending
from storage.told.conditions import SENDING_STOPPED

__all__ = ("RETRY", "Delivery")

AT_ONCE = 100  # notices claimed in one transaction: four full requests
SIDE_BY_SIDE = 8  # requests, or notices with files, on their way at the same time

Outcome = tuple[Begun, Verdict]


def _unwatched() -> None:
    """Nobody looks on."""


UNTRIED = Verdict(state=None)
"""Given back as it was: sending stopped before its turn came."""


class Unworded(Exception):
    """A notice's facts cannot be put into words; the message is the kind of the fault."""


class Delivery:
    """Sends what the monitor released."""

    def __init__(
        self,
        database: Database,
        vk: Vk,
        sender: Sender,
        clock: Callable[[], datetime],
        sure: Callable[[], datetime | None] | None = None,
    ) -> None:
        """``sure``: gives None while VK does not tell the time; then nothing is sent."""
        self._database = database
        self._vk = vk
        self._sender = sender
        self._clock = clock
        self._sure = sure or clock
        self._stop = Stop(database, vk, clock)
        self._stopping: int | None = None
        self._side_by_side = asyncio.Semaphore(SIDE_BY_SIDE)
        self.turn = _unwatched
        """Called at every turn, and when something was settled."""
        self._wording = asyncio.Lock()  # pictures are not drawn in two threads at a time

    async def run(self, pause: Callable[[], Awaitable[None]]) -> None:
        """Deliver for ever, pausing when there is nothing to do."""
        async with self._database.writing() as connection:
            await sending.free(connection, await self._database.owner.others(connection))
        while True:
            self.turn()
            settled = await self.step()
            if not settled:
                await pause()

    async def drain(self) -> int:
        """Deliver everything that is released now; return how many were settled."""
        total = 0
        while work := await self._claim():
            total += await self._deliver(work)
        return total

    async def step(self) -> int:
        """Deliver some; return how many were settled."""
        return await self._deliver(await self._claim())

    async def _claim(self) -> list[Begun]:
        """Take some notices and write that their sends begin, unless sending is stopped."""
        if self._sure() is None:
            return []  # who knows whether it is night, or whether the news is a year old
        now = self._clock()
        async with self._database.reading() as connection:
            stopped = await conditions.get(connection, SENDING_STOPPED)
            waits = await sending.waits(connection, now)
        if await self._stop.lasts(stopped) or not waits:
            return []
        limit = 1 if self._stop.suspected else AT_ONCE
        async with self._database.writing() as connection:
            claimed = await sending.claim(connection, now, limit, self._database.owner.number)
            since = await sending.doubtful(connection, [notice.id for notice in claimed])
            work = [Begun(notice=notice, since=since.get(notice.id)) for notice in claimed]
            random_ids = {begun.notice.id: begun.number for begun in work}
            await sending.begin_all(connection, random_ids, now)
        return work

    async def _deliver(self, work: Sequence[Begun]) -> int:
        """Send side by side, and settle each part as it ends; return how many were settled."""
        self._stopping = None
        tasks = [asyncio.create_task(each) for each in await self._parts(work)]
        settled = 0
        try:
            for done in asyncio.as_completed(tasks):
                settled += await self._settle(await done)
                self.turn()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if self._stopping is not None:
            await self._stop.begin(self._stopping)
        return settled

    async def _parts(self, work: Sequence[Begun]) -> list[Coroutine[Any, Any, list[Outcome]]]:
        """Share the work out: short texts together, the rest in order for each recipient."""
        waiting = by_recipient(work)
        pairs = await asyncio.to_thread(short_texts, waiting, self._clock())
        for begun, _ in pairs:
            del waiting[begun.notice.recipient]
        parts: list[Coroutine[Any, Any, list[Outcome]]] = []
        for cut in bundles([text for _, text in pairs]):
            items = [begun for begun, _ in pairs[cut]]
            parts.append(self._guarded(items, partial(self._together, pairs[cut])))
        parts += [self._guarded(items, partial(self._in_turn, items)) for items in waiting.values()]
        return parts

    async def _guarded(
        self, items: Sequence[Begun], send: Callable[[], Awaitable[list[Outcome]]]
    ) -> list[Outcome]:
        """Send when there is room, unless all sending was stopped meanwhile."""
        async with self._side_by_side:
            if self._stopping is not None:
                return [(begun, UNTRIED) for begun in items]
            return await send()

    async def _together(self, pairs: Sequence[Pair]) -> list[Outcome]:
        """Send texts to different people in one request."""
        errors: Sequence[VkError | None]
        try:
            errors = await self._sender.send_together([text for _, text in pairs])
        except VkError as error:
            errors = [error] * len(pairs)
        except Exception as error:  # noqa: BLE001 - whatever it was, the notices wait
            errors = [_odd(error)] * len(pairs)
        return [
            (begun, await self._verdict(begun, error))
            for (begun, _), error in zip(pairs, errors, strict=True)
        ]

    async def _in_turn(self, items: Sequence[Begun]) -> list[Outcome]:
        """Send one after the other."""
        return [
            (begun, UNTRIED if self._stopping is not None else await self._alone(begun))
            for begun in items
        ]

    async def _alone(self, begun: Begun) -> Verdict:
        try:
            taken: frozenset[int] = frozenset()
            if begun.in_old_doubt(self._clock()):
                taken = await self._taken(begun)
                if begun.number in taken:
                    return CAME_BEFORE
                if begun.notice.state is NoticeState.STALE:
                    return Verdict(state=NoticeState.STALE, reason=begun.notice.error)
            await self._send(begun, await self._worded(begun.notice), taken)
        except Unworded as error:
            return await self._unless_it_arrived(begun, failed(str(error)))
        except VkError as error:
            return await self._verdict(begun, error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the notice waits
            return await self._verdict(begun, _odd(error))
        return await self._verdict(begun, None)

    async def _worded(self, notice: Notice) -> Told:
        async with self._wording:
            try:
                return await asyncio.to_thread(tell, notice)
            except Exception as error:
                logger.error("notice {}: cannot be worded: {}", notice.id, described(error))
                raise Unworded(type(error).__name__) from error

    async def _send(self, begun: Begun, told: Told, taken: frozenset[int]) -> None:
        recipient = begun.notice.recipient
        attachments = list(told.attached)
        if told.picture is not None:
            attachments.append(await uploads.photo(self._vk, recipient, told.picture))
        if told.table is not None:
            attachments.append(
                await uploads.document(self._vk, recipient, told.table.name, told.table.body)
            )
        await self._sender.send(
            recipient,
            told.text,
            about=begun.about,
            kind=begun.notice.kind,
            keyboard=told.keyboard,
            attachments=tuple(attachments),
            taken=taken,
            mentions=told.mentions,
        )

    async def _verdict(self, begun: Begun, error: VkError | None) -> Verdict:
        verdict = self._judged(begun.notice, error)
        if error is not None and verdict.state is NoticeState.FAILED:
            return await self._unless_it_arrived(begun, verdict, unsure=error.unsure)
        return verdict

    def _judged(self, notice: Notice, error: VkError | None) -> Verdict:
        verdict = judge(error, notice.attempts, random.random())  # noqa: S311 - jitter, no secret
        if error is None:
            self._stop.over()
        elif error.code in STOPPING:
            self._stopping = error.code
        elif verdict.state is NoticeState.FAILED:
            logger.info("notice {}: refused for good, code {}", notice.id, error.code)
        else:
            rest = timedelta(seconds=round(verdict.rest.total_seconds()))
            logger.warning("notice {}: not now, code {}, again in {}", notice.id, error.code, rest)
        return verdict

    async def _unless_it_arrived(
        self, begun: Begun, verdict: Verdict, *, unsure: bool = False
    ) -> Verdict:
        """Look before closing for good: that a repeat fails says nothing of an earlier try."""
        if begun.since is None and not unsure:
            return verdict
        try:
            taken = await self._taken(begun)
        except VkError as error:
            looked = self._judged(begun.notice, error)
            return verdict if looked.state is NoticeState.FAILED else replace(looked, unsent=False)
        if begun.number not in taken:
            return verdict
        return replace(verdict, state=NoticeState.SENT, reason="")

    async def _taken(self, begun: Begun) -> frozenset[int]:
        since = begun.since or self._clock()
        return await self._sender.taken(begun.notice.recipient, since)

    async def _settle(self, outcomes: Sequence[Outcome]) -> int:
        """Write what came of sends in one transaction; return how many notices are settled."""
        now = self._clock()
        untried = [begun for begun, verdict in outcomes if verdict is UNTRIED]
        fresh = [begun.notice.id for begun in untried if begun.since is None]
        async with self._database.writing() as connection:
            await sending.unclaim(connection, [begun.notice.id for begun in untried], fresh)
            tried = [each for each in outcomes if each[1] is not UNTRIED]
            await _write(connection, tried, now)
        return sum(verdict.state is not None for _, verdict in outcomes)


async def _write(connection: Connection, outcomes: Sequence[Outcome], now: datetime) -> None:
    closed: dict[tuple[NoticeState, str], list[int]] = {}
    dialogs: dict[int, Dialog] = {}
    for begun, verdict in outcomes:
        notice = begun.notice
        if verdict.state is None:
            unsent = verdict.unsent and begun.since is None
            until = now + verdict.rest
            await sending.postpone(connection, notice.id, until, verdict.reason, unsent=unsent)
        else:
            closed.setdefault((verdict.state, verdict.reason), []).append(notice.id)
        if verdict.dialog is not None and notice.recipient <= CHATS:
            dialogs[notice.recipient] = verdict.dialog
    for (state, reason), numbers in closed.items():
        await sending.settle_all(connection, numbers, state, now, reason)
    await chats.set_dialogs(connection, dialogs, seconds(now))


def _odd(error: Exception) -> VkError:
    """Take a fault of our own for an answer that never came: what VK did is not known."""
    logger.error("sending failed oddly: {}", described(error))
    return VkError("sending", NETWORK, type(error).__name__)
