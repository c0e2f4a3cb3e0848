"""Reading what waits, once: for ``tick``, beside which no service may be running."""

import asyncio
from datetime import datetime

from loguru import logger

from bot.service.recording.intake import POSTED, SOURCE
from bot.service.running import Service
from bot.vk.errors import DEAD_TOKEN, VkError
from bot.vk.stream.longpoll import LongPoll, Pause
from monitor.report.known import NOTICEABLE
from storage.db.times import seconds
from storage.seen import streams

WAIT = 1  # seconds VK holds a poll that is to find nothing
TRIES = 5  # polls in a row that fail, after which VK is not asked any more


async def catch_up(service: Service, as_if: datetime | None) -> bool:
    """Read until nothing waits, and ask for what is missing; False: VK could not be read.

    ``as_if``: a made-up moment it is to be, which VK's own time has not passed.
    """
    await service.checker.first()
    try:
        if service.door is not None:
            return await _posted(service, as_if)
        read = await _read(await service.polling(_is_fatal, _nothing, WAIT))
        while read and await service.healer.step():
            pass
    except VkError as error:
        logger.warning("VK cannot be read, code {}", error.code)
        return False
    if not read or service.intake.reading.deaf:
        return False
    await service.intake.caught_up()
    await _pretend(service, SOURCE, as_if)
    return True


async def _posted(service: Service, as_if: datetime | None) -> bool:
    """Look whether somebody listens: what is posted cannot be asked for."""
    async with service.core.database.reading() as connection:
        stream = await streams.stream(connection)
    through = stream.through if stream and not service.intake.reading.deaf else None
    if through is not None and through > service.clock() - NOTICEABLE:
        await _pretend(service, POSTED, as_if)
    return False


async def _pretend(service: Service, source: str, as_if: datetime | None) -> None:
    """Keep that up to a made-up moment nothing more will happen."""
    if as_if is not None:
        async with service.core.database.writing() as connection:
            await streams.touch(connection, source, seconds(service.clock()), seconds(as_if))


async def _read(poll: LongPoll) -> bool:
    """Poll until an answer brings nothing new."""
    pause, failed = Pause(asyncio.sleep), 0
    while failed < TRIES:
        before = poll.position
        try:
            good = await poll.step()
        except VkError as error:
            if _is_fatal(error):
                raise
            good = False
        if good and poll.position == before:
            return True
        failed = 0 if good else failed + 1
        if not good:
            await pause()
    return False


def _is_fatal(error: Exception) -> bool:
    return isinstance(error, VkError) and error.code in DEAD_TOKEN


def _nothing() -> None:
    """Nobody waits for the first answer."""
