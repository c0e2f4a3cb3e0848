"""Waking the monitor: at the moments of the orders, every minute, and soon after what waited."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.service.keeping import tolerant
from monitor.jobs.loading.load import Units
from monitor.orders.jobs import JobName
from monitor.orders.schedule import Plan, trigger

ALWAYS = 60  # seconds after which it is looked whether there is work, whatever the clock says
SOON = 5  # seconds after which what waited to be known is looked at again
CHATS = 600  # seconds between two looks at the chats

Work = Callable[[], Coroutine[Any, Any, object]]


async def wake(units: Units, work: Work, again: Work, look: Work) -> None:
    """Wake until cancelled; the ledger of runs decides whether there is work.

    ``again``: what waited is looked at; ``look``: the chats are. APScheduler wakes at the moments
    of the orders by the machine's clock. That may be set back by a year, so nothing rests on it:
    what is done again and again is timed by what nobody sets.
    """
    scheduler = AsyncIOScheduler(timezone=UTC)

    async def working() -> None:
        await tolerant(work, "schedule")

    for name, each in units.items():
        plan = Plan(unit=name, zone=each.zone, order=each.order, since=None)
        for job in JobName:
            if (cron := trigger(job, plan)) is not None:
                scheduler.add_job(working, cron, coalesce=True, misfire_grace_time=None)
    scheduler.start()
    try:
        await tolerant(look, "chats")
        await working()
        async with asyncio.TaskGroup() as group:
            group.create_task(_every(ALWAYS, work, "schedule"))
            group.create_task(_every(SOON, again, "schedule"))
            group.create_task(_every(CHATS, look, "chats"))
    finally:
        scheduler.shutdown(wait=False)


async def _every(seconds: float, work: Work, name: str) -> None:
    while True:
        await asyncio.sleep(seconds)
        await tolerant(work, name)
