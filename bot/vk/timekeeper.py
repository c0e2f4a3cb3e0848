"""The service's clock: VK's, carried on by what cannot be set.

Messages carry VK's time, and jobs judge weeks by it: a machine whose clock is off, or jumps, must
not close a week early or wake anybody at night. So the machine's clock counts only until VK has
told the time, and nothing is decided by it.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from loguru import logger

from bot.vk.asking import Asker
from bot.vk.errors import UNREADABLE, VkError

ALIKE = timedelta(seconds=5)  # a difference within this is the network's and VK's rounding
WORTH_TELLING = timedelta(minutes=1)

LATELY = timedelta(hours=1)
"""So long after VK told the time our own counting on from there is believed."""


def sure(told: datetime | None, elapsed: timedelta) -> datetime | None:
    """Give the moment it surely is, ``elapsed`` after VK told one; None: VK has not, lately. Pure.

    ``elapsed`` is of a clock that nobody sets, so a machine's clock that jumps changes nothing.
    """
    if told is None or not timedelta() <= elapsed <= LATELY:
        return None
    return told + elapsed


class Timekeeper:
    """Tells VK's time: what VK told last, and the seconds since."""

    def __init__(
        self,
        machine: Callable[[], datetime],
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._machine = machine
        self._stopwatch = stopwatch
        self._told: datetime | None = None
        self._told_at = 0.0
        self._heard: datetime | None = None
        self._heard_at = 0.0
        self._ahead = timedelta()
        self._silent = False

    def now(self) -> datetime:
        """Tell VK's time; before VK told it, by the newest it told of, else the machine's."""
        if self._told is not None:
            return self._told + self._elapsed()
        if self._heard is not None:
            return self._heard + timedelta(seconds=self._stopwatch() - self._heard_at)
        return self._machine()

    def knows(self) -> bool:
        """Tell whether ``now`` is VK's time, or no later; else nobody is answered by it."""
        return self._told is not None or self._heard is not None

    def sure(self) -> datetime | None:
        """Tell VK's time to decide by; None: VK has not told it lately."""
        return sure(self._told, self._elapsed())

    @property
    def ahead(self) -> timedelta:
        """By how much VK's clock was ahead of this machine's when VK told the time."""
        return self._ahead

    def heard(self, at: datetime) -> None:
        """Take in when something happened of which VK tells now.

        Where that has just been by what we count, it confirms it; it tells no time to decide by.
        """
        if self._told is None and (self._heard is None or at > self.now()):
            self._heard, self._heard_at = at, self._stopwatch()
        believed = self.sure()
        if believed is not None and abs(at - believed) <= MOMENTS:
            self._set(believed)

    async def ask(self, vk: Asker) -> bool:
        """Ask VK for the time; False: it does not answer, and what was told before counts on."""
        try:
            answer = await vk.call("utils.getServerTime")
            told, machine = datetime.fromtimestamp(int(answer), UTC), self._machine()
        except (VkError, TypeError, ValueError, OverflowError, OSError) as error:
            if not self._silent:
                code = error.code if isinstance(error, VkError) else UNREADABLE
                logger.warning("VK does not tell the time, code {}", code)
            self._silent = True
            return False
        self._silent = False
        ahead = told - machine
        if abs(ahead) <= ALIKE:
            told, ahead = machine, timedelta()  # the same, and finer than VK's seconds
        if abs(ahead - self._ahead) > WORTH_TELLING:
            logger.warning("this machine's clock differs from VK's by {}", -ahead)
        self._ahead = ahead
        self._set(told)
        return True

    def _set(self, told: datetime) -> None:
        self._told, self._told_at = told, self._stopwatch()

    def _elapsed(self) -> timedelta:
        return timedelta(seconds=self._stopwatch() - self._told_at)


MOMENTS = timedelta(minutes=2)
"""What happened so shortly before has just happened."""
