"""What all processes with the same token may ask of VK together, kept in the database."""

import asyncio
import hashlib
import hmac
from collections.abc import Collection

from loguru import logger

from bot.vk.pace import Slots
from storage.db.database import Database
from storage.db.errors import StorageError
from storage.told import slots

BLIND = 1.0
"""Seconds between two requests of a process that cannot tell what the others ask."""

PATIENCE = 5.0
"""Seconds to wait for the database before a request is made blindly."""

MICROSECONDS = 1_000_000


class SharedBudget:
    """Slots of a token, and turns of conversations, taken from the database by each process."""

    def __init__(self, database: Database, token: str) -> None:
        self._database = database
        self._key = token.encode()
        self._name = self._digest("token")

    async def slots(self, count: int, apart: float) -> Slots:
        """Take slots; only one, and late, if the database cannot be asked."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE), self._database.writing() as connection:
                now, at = await slots.clock(connection), loop.time()
                length = round(count * apart * MICROSECONDS)
                start = await slots.lease(connection, self._name, now, length)
        except (StorageError, TimeoutError):
            logger.debug("requests are paced without the other processes")
            return Slots(loop.time() + BLIND, 1)
        return Slots(at + (start - now) / MICROSECONDS, count)

    async def turn(self, peers: Collection[int], apart: float) -> float:
        """Give when these peers may have a message: now, if the database cannot be asked."""
        loop = asyncio.get_running_loop()
        names = [self._digest(str(peer)) for peer in peers]
        try:
            async with asyncio.timeout(PATIENCE), self._database.writing() as connection:
                now, at = await slots.clock(connection), loop.time()
                start = await slots.turn(connection, names, now, round(apart * MICROSECONDS))
        except (StorageError, TimeoutError):
            return loop.time()
        return at + (start - now) / MICROSECONDS

    def _digest(self, of: str) -> str:
        """Name something so that nobody without the token can tell what it is."""
        return hmac.new(self._key, of.encode(), hashlib.sha256).hexdigest()[:16]
