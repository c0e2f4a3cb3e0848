"""Waking the monitor: at the moments of the orders, every minute, and soon after what waited."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.service.keeping import tolerant
from monitor.jobs.load import Units
from monitor.orders.schedule import JobName, Plan, trigger

SOON = 5  # seconds after which what waited to be known is looked at again

Work = Callable[[], Coroutine[Any, Any, object]]


async def wake(units: Units, work: Work, again: Work, look: Work) -> None:
    """Let APScheduler wake until cancelled; the ledger of runs decides whether there is work.

    ``again``: what waited is looked at; ``look``: the chats are.
    """
    scheduler = AsyncIOScheduler(timezone=UTC)

    async def working() -> None:
        await tolerant(work, "schedule")

    async def soon() -> None:
        await tolerant(again, "schedule")

    async def looking() -> None:
        await tolerant(look, "chats")

    always: dict[str, Any] = {"coalesce": True, "misfire_grace_time": None}
    for name, each in units.items():
        plan = Plan(unit=name, zone=each.zone, order=each.order, since=None)
        for job in JobName:
            if (cron := trigger(job, plan)) is not None:
                scheduler.add_job(working, cron, **always)
    scheduler.add_job(working, IntervalTrigger(minutes=1), **always)
    scheduler.add_job(soon, IntervalTrigger(seconds=SOON), **always)
    scheduler.add_job(looking, IntervalTrigger(minutes=10), **always)
    scheduler.start()
    try:
        await looking()
        await working()
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)
