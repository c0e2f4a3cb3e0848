"""The service's clock: this machine's, put right by VK's.

Messages carry VK's time, and jobs judge weeks by it: a machine whose clock is off, or jumps, must
not close a week early or wake anybody at night.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from loguru import logger

from bot.vk.client import Vk, VkError

ALIKE = timedelta(seconds=5)  # a difference within this is the network's and VK's rounding
WORTH_TELLING = timedelta(minutes=1)


class Timekeeper:
    """Tells the time by a machine's clock and the last difference from VK's."""

    def __init__(self, machine: Callable[[], datetime]) -> None:
        self._machine = machine
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Tell VK's time, as far as it is known."""
        return self._machine() + self._ahead

    async def ask(self, vk: Vk) -> None:
        """Ask VK for the time; if it does not answer, the last difference stays."""
        try:
            answer = await vk.call("utils.getServerTime")
        except VkError as error:
            logger.info("VK does not tell the time, code {}", error.code)
            return
        ahead = datetime.fromtimestamp(int(answer), UTC) - self._machine()
        if abs(ahead) <= ALIKE:
            ahead = timedelta()
        if abs(ahead - self._ahead) > WORTH_TELLING:
            logger.warning("this machine's clock differs from VK's by {}", -ahead)
        self._ahead = ahead
