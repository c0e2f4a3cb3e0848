"""What the service stands on, looked after while it runs: its files, its config, VK's settings."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from loguru import logger

from bot.service import applying_words as config_words
from bot.service import checkup_words as words
from bot.service.core import Core
from bot.service.keeping import tolerant
from bot.service.troubles import API, CONFIG, RIGHTS, Troubles, is_told, sentence_of
from bot.vk.checkup import look, mend
from bot.vk.client import Vk
from bot.vk.errors import VkError
from bot.vk.stream.longpoll import Pause

LOOK_EVERY = 10  # seconds between two looks at the files
COMPARE_EVERY = 60  # seconds between two looks at what somebody else may have applied
CHECK_UP_EVERY = 3_600  # seconds between two questions for rights and settings
DEAF_EVERY = 300  # the same, while nothing that is written is told
FIRST_WITHIN = 10  # seconds the first one may hold the first poll up


async def guard(
    core: Core, troubles: Troubles, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Watch for ever. Raises ``DatabaseGone`` once the database's files are not ours any more."""

    async def compare() -> None:
        await _compare(core, troubles)

    async with core.database.guarded() as check:
        while True:
            await tolerant(compare, "config")
            for _ in range(COMPARE_EVERY // LOOK_EVERY):
                check()
                await sleep(LOOK_EVERY)


async def _compare(core: Core, troubles: Troubles) -> None:
    """Tell if the database was configured by another config than ours."""
    if differs := (await core.difference()).grave:
        troubles.tell(CONFIG, config_words.other_config(differs))
    else:
        troubles.over(CONFIG, config_words.SAME_AGAIN)


async def own_group(vk: Vk, troubles: Troubles, *, patient: bool) -> int:
    """Ask for our community, if need be again and again: at night VK or the network may be away."""
    pause = Pause(asyncio.sleep)
    while True:
        try:
            return await vk.group()
        except VkError as error:
            if error.permanent or not patient:
                raise
            troubles.tell(API, sentence_of(error))
            await pause()


async def _unheard(*, hears: bool) -> None:
    """Let nobody know whether messages are told."""
    del hears


class Checker:
    """Asks VK for the token's rights and for the events it tells; mends what the token may."""

    def __init__(
        self,
        vk: Vk,
        group: int,
        secret: str | None,
        troubles: Troubles,
        tell: Callable[..., Awaitable[None]] = _unheard,
    ) -> None:
        """``tell``: told after each look (as ``hears``) whether messages are told at all."""
        self._tell = tell
        self._deaf = False
        self._vk = vk
        self._group = group
        self._secret = secret
        self._troubles = troubles
        self._due = asyncio.Event()

    async def first(self) -> None:
        """Ask before the first events are read, but do not hold them up for long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FIRST_WITHIN):
                await tolerant(self.check, "checkup")

    async def run(self) -> None:
        """Ask now and then, and soon after VK refused us events."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(DEAF_EVERY if self._deaf else CHECK_UP_EVERY):
                    await self._due.wait()
            self._due.clear()
            await tolerant(self.check, "checkup")
            await asyncio.sleep(COMPARE_EVERY)

    def of_poll(self, error: Exception | None) -> None:
        """Hear why events could not be read: settings may have been changed."""
        self._troubles.of_poll(error)
        if isinstance(error, VkError) and error.permanent:
            self._due.set()

    async def check(self) -> None:
        """Ask once, mend, and tell what is still missing."""
        try:
            found = await look(self._vk, self._group, self._secret)
        except VkError as error:
            if not is_told(error):
                self._troubles.tell(RIGHTS, sentence_of(error))
            return
        feed = found.feed
        await self._heard(deaf=feed.deaf)
        if not feed.fine and feed.can_be_mended and found.may_mend:
            try:
                await mend(self._vk, self._group, feed)
                found = await look(self._vk, self._group, self._secret)
                await self._heard(deaf=found.feed.deaf)
                logger.info("{}", words.mended(feed.missing, posted=feed.server is not None))
            except VkError as error:
                logger.warning("VK does not change the settings of events, code {}", error.code)
        wrong = [text for fine, text in words.said(found) if fine is False]
        for text in wrong:
            self._troubles.tell(RIGHTS, text)
        if not wrong:
            self._troubles.over(RIGHTS, words.ALL_FINE)

    async def _heard(self, *, deaf: bool) -> None:
        self._deaf = deaf
        await self._tell(hears=not deaf)
