"""The outgoing ping: a request a minute to a service that watches whether we still make them."""

import aiohttp
from loguru import logger

from bot.service.oversight import faults_words as words
from bot.vk.asking import unanswered

PATIENCE = 10  # seconds


class Ping:
    """Pings an address; that nobody answers is logged once, and that somebody does again."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._silent = False

    async def send(self) -> None:
        """Ping once."""
        reason = await self._failed()
        if reason and not self._silent:
            logger.warning("{}", words.PING_FAILED.format(reason=reason))
        if not reason and self._silent:
            logger.info("{}", words.PING_FINE)
        self._silent = bool(reason)

    async def _failed(self) -> str:
        """Ask; say why it failed, without the address: who knows it may ping in our place."""
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(self._url, allow_redirects=False) as answer,
            ):
                return "" if answer.status < 400 else f"HTTP {answer.status}"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return unanswered("ping", "", error).reason
