"""Keeping parts of the service going whatever they stumble over."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from loguru import logger

from bot.faults import described
from monitor.jobs import Done

REST = 5  # seconds before a part that stumbled is started again


async def kept_up(run: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
    """Run something for ever: what it stumbles over is logged, and it goes on."""
    while True:
        try:
            await run()
        except Exception as error:  # noqa: BLE001 - the part must go on whatever it was
            logger.error("{} stumbled: {}", name, described(error))
        await asyncio.sleep(REST)


async def tolerant(work: Callable[[], Coroutine[Any, Any, object]], name: str) -> None:
    """Do something once; what it stumbles over is logged."""
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - tried again at the next waking
        logger.error("{} failed, to be tried again: {}", name, described(error))


def log_jobs(done: Done) -> None:
    """Write to the log which jobs a tick did, and which it could not do."""
    for item in done.jobs:
        logger.info("job {} of {} done as of {}", item.job, item.unit, item.moment)
    for failed in done.failed:
        item, error = failed.job, described(failed.error)
        logger.error("job {} of {} failed, to be tried again: {}", item.job, item.unit, error)
