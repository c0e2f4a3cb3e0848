"""Pace: so many requests a second, and in the queue for them whoever matters most goes first.

Who is being served stands in the context of the task (``serving``), so that every request made for
him, an upload's too, waits in his place.
"""

import asyncio
import heapq
import itertools
from contextvars import ContextVar

HOLDER, STAFF, STRANGER = 0, 1, 2
"""Ranks, as in storage/asked/inbox.py; notices and other work of our own wait with the staff."""

serving: ContextVar[int] = ContextVar("serving", default=HOLDER)


class Pace:
    """Hands out slots ``apart`` seconds (loop time) from each other.

    Slots instead of a bucket: a full bucket would let twice as many through in a second.
    """

    def __init__(self, apart: float) -> None:
        self._apart = apart
        self._free_at = 0.0
        self._count = itertools.count()
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None

    async def slot(self) -> None:
        """Wait for a slot."""
        loop = asyncio.get_running_loop()
        if not self._queue and loop.time() >= self._free_at:
            self._free_at = loop.time() + self._apart
            return
        mine: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._queue, (serving.get(), next(self._count), mine))
        self._wake(loop)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._free_at = loop.time()  # the slot is not used: let the next one have it
                self._wake(loop)
            raise

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer is None and self._queue:
            self._timer = loop.call_at(max(self._free_at, loop.time()), self._next, loop)

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if loop.time() < self._free_at:
            self._wake(loop)
            return
        while self._queue:
            _, _, waiting = heapq.heappop(self._queue)
            if not waiting.done():
                self._free_at = loop.time() + self._apart
                waiting.set_result(None)
                break
        self._wake(loop)
