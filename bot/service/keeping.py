"""Keeping parts of the service going whatever they stumble over."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

from loguru import logger

from bot.faults import described
from bot.service.troubles import is_told
from monitor.jobs.tick import Failed, TickResult
from monitor.report.known import NotKnown, Waits
from storage.db.database import Database
from storage.told import conditions

REST = 5  # seconds before a part that stumbled is started again


async def kept_up(run: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
    """Run something for ever: what it stumbles over is logged, and it goes on."""
    while True:
        try:
            await run()
        except Exception as error:  # noqa: BLE001 - the part must go on whatever it was
            if not is_told(error):
                logger.error("{} stumbled: {}", name, described(error))
        await asyncio.sleep(REST)


async def tolerant(work: Callable[[], Coroutine[Any, Any, object]], name: str) -> None:
    """Do something once; what it stumbles over is logged."""
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - tried again at the next waking
        if not is_told(error):
            logger.error("{} failed, to be tried again: {}", name, described(error))


async def note_time(database: Database, sure: datetime | None, now: datetime) -> None:
    """Keep for the operator whether VK tells the time; say it once when it stops and comes back."""
    async with database.glancing() as connection:
        lasting = await conditions.get(connection, conditions.NO_TIME) is not None
    if (sure is None) == lasting:
        return
    async with database.writing() as connection:
        if sure is None:
            await conditions.set(connection, conditions.NO_TIME, "", now)
            logger.warning("VK does not tell the time: nothing is decided or sent by the schedule")
        else:
            await conditions.clear(connection, conditions.NO_TIME)
            logger.info("VK tells the time again")


def log_jobs(done: TickResult) -> None:
    """Write to the log which jobs a tick did, which it could not do, and that some wait."""
    if done.began_waiting:
        logger.warning("{}", waiting_words(done.waiting))
    for item in done.jobs:
        logger.info("job {} of {} done as of {}", item.job, item.unit, item.moment)
    for failed in done.failed:
        item, error = failed.job, described(failed.error)
        logger.error("job {} of {} failed, to be tried again: {}", item.job, item.unit, error)


async def note_failed(database: Database, failed: Sequence[Failed], now: datetime) -> None:
    """Keep for the operator which jobs fail, and of what; what is done or let go is cleared."""
    wanted = {
        f"{conditions.FAILED}{each.job.job}:{each.job.unit}": described(each.error)
        for each in failed
    }
    async with database.glancing() as connection:
        lasting = await conditions.all(connection)
    kept = {name for name in lasting if name.startswith(conditions.FAILED)}
    if kept == wanted.keys():
        return
    async with database.writing() as connection:
        for name in kept - wanted.keys():
            await conditions.clear(connection, name)
        for name in wanted.keys() - kept:
            await conditions.set(connection, name, wanted[name], now)


_LACKING = {
    NotKnown.STREAM: "the stream to be read beyond it",
    NotKnown.NUMBERS: "missing messages to be asked for",
}


def waiting_words(waiting: Sequence[Waits]) -> str:
    """Say what the first of them waits for, and until when at the latest."""
    first = waiting[0]
    job = f"job {first.job.job} of {first.job.unit} as of {first.job.moment}"
    more = f" (and {len(waiting) - 1} more)" if len(waiting) > 1 else ""
    return f"{job}{more} waits for {_LACKING[first.missing]}, until {first.until} at the latest"
