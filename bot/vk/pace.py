"""Pace: so many requests a second, and in the queue for them whoever matters most goes first.

Who is being served stands in the context of the task (``serving``), so that every request made for
him, an upload's too, waits in his place. VK's limit is of the token, so where several processes
share one they take their slots from one ``Budget``.
"""

import asyncio
import heapq
import itertools
from collections.abc import Collection
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

HOLDER, STAFF, STRANGER = 0, 1, 2
"""Ranks, as in storage/asked/inbox.py; notices and other work of our own wait with the staff."""

serving: ContextVar[int] = ContextVar("serving", default=HOLDER)

AT_ONCE = 9
"""Slots taken together at most: half a second, for which other processes wait."""


@dataclass(frozen=True, slots=True)
class Slots:
    """So many slots, of which the first is at ``start`` (loop time)."""

    start: float
    count: int


class Budget(Protocol):
    """What all processes that have a token may ask together."""

    async def slots(self, count: int, apart: float) -> Slots:
        """Take slots, ``apart`` seconds from each other; there may be fewer."""

    async def turn(self, peers: Collection[int], apart: float) -> float:
        """Give when (loop time) these peers may have a message; the next is ``apart`` later."""


class Pace:
    """Hands out slots ``apart`` seconds (loop time) from each other.

    Slots instead of a bucket: a full bucket would let twice as many through in a second.
    """

    def __init__(self, apart: float, budget: Budget | None = None) -> None:
        self._apart = apart
        self._budget = budget
        self._free_at = 0.0
        self._count = itertools.count()
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._sharing: asyncio.Task[None] | None = None

    async def slot(self) -> None:
        """Wait for a slot."""
        loop = asyncio.get_running_loop()
        if self._budget is None and not self._queue and loop.time() >= self._free_at:
            self._free_at = loop.time() + self._apart
            return
        mine: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._queue, (serving.get(), next(self._count), mine))
        self._wake(loop)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled() and self._budget is None:
                self._free_at = loop.time()  # the slot is not used: let the next one have it
                self._wake(loop)
            raise

    async def close(self) -> None:
        """Hand out nothing any more."""
        if self._sharing is not None:
            self._sharing.cancel()
            await asyncio.wait([self._sharing])

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._budget is not None:
            if self._sharing is None:
                self._sharing = loop.create_task(self._share(self._budget, loop))
                self._sharing.add_done_callback(self._shared)
        elif self._timer is None and self._queue:
            self._timer = loop.call_at(max(self._free_at, loop.time()), self._next, loop)

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if loop.time() >= self._free_at:
            self._let_through(loop)
        self._wake(loop)

    def _let_through(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give a slot to whoever matters most of those who still wait."""
        while self._queue:
            _, _, waiting = heapq.heappop(self._queue)
            if not waiting.done():
                self._free_at = loop.time() + self._apart
                waiting.set_result(None)
                break

    async def _share(self, budget: Budget, loop: asyncio.AbstractEventLoop) -> None:
        """Take slots of the budget while somebody waits, and use each at its moment or never."""
        while self._queue:
            slots = await budget.slots(min(len(self._queue), AT_ONCE), self._apart)
            for number in range(slots.count):
                mine = slots.start + number * self._apart
                await asyncio.sleep(mine - loop.time())
                if loop.time() > mine + 2 * self._apart:
                    break  # now it is somebody else's moment
                self._let_through(loop)

    def _shared(self, task: asyncio.Task[None]) -> None:
        """Begin again for who came meanwhile; what goes wrong is told to all who wait."""
        self._sharing = None
        error = None if task.cancelled() else task.exception()
        if error is None and not task.cancelled():
            if self._queue:
                self._wake(task.get_loop())
            return
        for _, _, waiting in self._queue:
            if not waiting.done():
                waiting.set_exception(error or asyncio.CancelledError())
        self._queue.clear()
