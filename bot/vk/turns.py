"""Turns: the same peer gets a message at most once a second, others do not wait for it.

VK documents no limit of its own for one chat or person; a message a second is never too many.
Of several processes one waits for the other where they share a ``Budget``.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from bot.vk.pace import Budget

CROWD = 1_000  # peers remembered before those at rest are forgotten


@dataclass(slots=True)
class _Place:
    """One peer's queue: who sends now, how many want to, from when on (loop time) they may."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    wanted: int = 0
    free_at: float = 0.0


class Turns:
    """Hands out turns; ``apart``: seconds between the end of one and the beginning of the next."""

    def __init__(self, apart: float, budget: Budget | None = None) -> None:
        self._apart = apart
        self._budget = budget
        self._places: dict[int, _Place] = {}

    @asynccontextmanager
    async def of(self, *peers: int) -> AsyncIterator[None]:
        """Wait until all these peers may have a message, and keep others from them meanwhile."""
        if len(self._places) >= CROWD:
            self._forget()
        async with AsyncExitStack() as stack:
            # In one order for everybody, so that nobody waits for each other in a circle.
            for peer in sorted(set(peers)):
                await stack.enter_async_context(self._one(peer))
            if self._budget is not None:
                loop = asyncio.get_running_loop()
                at = await self._budget.turn({*peers}, self._apart)
                await asyncio.sleep(at - loop.time())
            yield

    @asynccontextmanager
    async def _one(self, peer: int) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        place = self._places.setdefault(peer, _Place())
        place.wanted += 1
        try:
            async with place.lock:
                await asyncio.sleep(max(0.0, place.free_at - loop.time()))
                try:
                    yield
                finally:
                    place.free_at = loop.time() + self._apart
        finally:
            place.wanted -= 1

    def _forget(self) -> None:
        now = asyncio.get_running_loop().time()
        self._places = {
            peer: place
            for peer, place in self._places.items()
            if place.wanted or place.free_at > now
        }
