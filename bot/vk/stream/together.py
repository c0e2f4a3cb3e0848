"""Group commit: what arrives while a transaction runs goes together into the next one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from loguru import logger

from bot.faults import described

MOST = 5_000
"""How many bodies may wait for the next transaction."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    body: bytes
    outcome: asyncio.Future[bool]

    def tell(self, recorded: bool) -> None:
        if not self.outcome.done():  # whoever asked may have gone away
            self.outcome.set_result(recorded)


class Together:
    """Records bodies in as few transactions as possible; everybody learns his own outcome.

    ``record`` writes bodies in one transaction, all or nothing, and puts aside itself what cannot
    be; it raises when nothing can be written now.
    """

    def __init__(
        self, record: Callable[[Sequence[bytes]], Awaitable[object]], most: int = MOST
    ) -> None:
        self._record = record
        self._most = most
        self._waiting: list[_Waiting] = []
        self._news = asyncio.Event()

    async def put(self, body: bytes) -> bool:
        """Wait until a body is committed; False: it is not, and has to come again later."""
        if len(self._waiting) >= self._most:
            return False
        outcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(body, outcome))
        self._news.set()
        return await outcome

    async def run(self) -> None:
        """Commit what comes until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            taken, self._waiting = self._waiting, []
            recorded = await self._recorded(taken)
            for each in taken:
                each.tell(recorded)
            if not recorded:
                logger.error("{} updates not recorded, to come again", len(taken))

    async def _recorded(self, taken: list[_Waiting]) -> bool:
        try:
            await self._record([each.body for each in taken])
        except Exception as error:  # noqa: BLE001 - whatever it was, VK sends it again
            logger.warning("recording {} updates: {}", len(taken), described(error))
            return False
        return True
