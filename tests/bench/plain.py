"""What one would write instead: vkbottle's own polling and twenty text rules, nothing recorded.

Its logging is switched off, which makes it several times faster than it is out of the box.
"""

import asyncio
import contextlib
import os
import time
from pathlib import Path
from typing import Any

from loguru import logger
from vkbottle import API, Bot
from vkbottle.bot import Message
from vkbottle.http import AiohttpClient

from tests.bench.apart import Tell

RULES = 20
AT_LEAST = 200  # events a second; slower than this it counts as stuck


class Counting(Bot):
    """A bot that knows how many events it has handled."""

    handled = 0

    async def process_event(self, event: Any, api: Any | None = None) -> None:
        """Handle an event as ever, and count it."""
        await super().process_event(event, api)
        self.handled += 1


def work(tell: Tell, *, url: str, events: int, runs: int, folder: Path) -> list[float]:
    """Give the seconds of each run."""
    logger.remove()
    logger.disable("vkbottle")
    os.chdir(folder)  # vkbottle keeps its position in the current folder
    return asyncio.run(_work(tell, url, events, runs))


async def _work(tell: Tell, url: str, events: int, runs: int) -> list[float]:
    await _once(url, 1)  # vkbottle's models are built at the first event
    times = []
    for run in range(runs):
        times.append(await _once(url, events))
        tell((run + 1) / runs)
    return times


async def _once(url: str, events: int) -> float:
    """Run a bot until so many events are handled; give the seconds."""
    http = AiohttpClient()
    bot = _bot(url, http)
    began = time.perf_counter()
    running = asyncio.create_task(bot.run_polling())
    try:
        async with asyncio.timeout(30 + events / AT_LEAST):
            while bot.handled < events and not running.done():
                await asyncio.sleep(0.002)
        return time.perf_counter() - began
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        await http.close()


def _bot(url: str, http: AiohttpClient) -> Counting:
    api = API("bench", http_client=http)
    api.API_URL = f"{url}/method/"
    bot = Counting(api=api)
    for number in range(RULES):
        bot.on.message(text=[f"/команда{number} <слово>"])(_answer)
    return bot


async def _answer(message: Message) -> None:
    await message.answer("Ответ")
