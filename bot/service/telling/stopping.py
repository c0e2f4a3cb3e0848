"""The stop: while VK takes no messages from us, nothing is sent; recording goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta

from loguru import logger

from bot.vk.client import Vk
from bot.vk.errors import VkError
from bot.words import operator as words
from storage.db.database import Database
from storage.told import conditions
from storage.told.conditions import SENDING_STOPPED, Condition

PROBE = timedelta(minutes=5)
"""Between two questions to VK whether it has anything against us still."""


class Stop:
    """Begins with a captcha or a dead token; ends when VK answers again.

    It stands in the database, so that it holds for every process and the operator sees it.
    """

    def __init__(self, database: Database, vk: Vk, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._vk = vk
        self._clock = clock
        self._probed_at: datetime | None = None
        self._told: int | None = None

    @property
    def suspected(self) -> bool:
        """Whether nothing was taken since the last stop began, even if VK has answered again."""
        return self._told is not None

    async def lasts(self, stopped: Condition | None) -> bool:
        """Tell whether sending is ``stopped`` still; when it is time, ask VK, which may end it."""
        if stopped is None:
            return False
        now = self._clock()
        looked = (stopped.since, self._probed_at or stopped.since)
        if any(timedelta() <= now - at < PROBE for at in looked):  # later is another clock's
            return True
        self._probed_at = now
        try:
            await self._vk.group()
        except VkError as error:
            logger.info("sending stays stopped: asked, VK answered with code {}", error.code)
            return True
        async with self._database.writing() as connection:
            await conditions.clear(connection, SENDING_STOPPED)
        logger.info("sending goes on")
        return False

    async def begin(self, code: int) -> None:
        """Stop; the operator is told once, until messages were taken in between."""
        async with self._database.writing() as connection:
            await conditions.set(connection, SENDING_STOPPED, str(code), self._clock())
        if self._told != code:
            logger.error("{}", words.sending_stopped(code))
            self._told = code

    def over(self) -> None:
        """Note that VK took a message."""
        self._told = None
