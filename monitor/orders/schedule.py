"""When the jobs of a unit are due: asked of APScheduler's triggers, without reading a clock. Pure.

The ledger of runs decides whether there is work: every moment since the last one behind us is
due. After a silence only the newest moment of a telling job is worth doing, and only while its
week runs; closing is done for every week missed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from monitor.orders.jobs import JobName, Whose, moment_parts, time_of
from monitor.orders.model import Order
from monitor.time.week import WEEKDAYS, week_at


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A job of a unit to be done as of ``moment``; lower units come first (``height`` 0)."""

    moment: datetime
    rank: int
    height: int
    unit: str
    job: JobName


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A unit's schedule: its zone, its order, and since when the bot is in any of its chats.

    ``height``: levels below it; 0 for an organisation.
    """

    unit: str
    height: int = 0
    zone: ZoneInfo
    order: Order
    since: datetime | None


def trigger(job: JobName, plan: Plan) -> CronTrigger | None:
    """Give the trigger of a unit's job; None: the order does not ask for it."""
    moment = getattr(plan.order.schedule, job.value)
    kind = Whose.LEVELS if plan.height else Whose.ORGANISATIONS
    if moment is None or job.whose not in (kind, Whose.ALL):
        return None
    return _weekly(moment, plan.zone) if " " in moment else _daily(moment, plan.zone)


@lru_cache(maxsize=256)
def _daily(clock: str, zone: ZoneInfo) -> CronTrigger:
    at = time_of(clock)
    return CronTrigger(day_of_week="mon-fri", hour=at.hour, minute=at.minute, timezone=zone)


@lru_cache(maxsize=256)
def _weekly(moment: str, zone: ZoneInfo) -> CronTrigger:
    weekday, at = moment_parts(moment)
    return CronTrigger(
        day_of_week=WEEKDAYS[weekday][:3], hour=at.hour, minute=at.minute, timezone=zone
    )


def coming(plan: Plan, now: datetime) -> list[tuple[datetime, JobName]]:
    """Give the next moment of each job after ``now``, soonest first."""
    found = []
    for job in JobName:
        cron = trigger(job, plan)
        moment = cron and cron.get_next_fire_time(None, now + timedelta(microseconds=1))
        if moment is not None:
            found.append((moment, job))
    return sorted(found, key=lambda each: each[0])


def due(
    plan: Plan, last_done: Mapping[tuple[str, str], datetime], now: datetime
) -> tuple[list[Due], list[Due]]:
    """Give what is due at ``now``, in order, and what was missed for too long to be told."""
    work: list[Due] = []
    missed: list[Due] = []
    if plan.since is None:
        return work, missed
    for rank, job in enumerate(JobName):
        cron = trigger(job, plan)
        if cron is None:
            continue
        after = last_done.get((job, plan.unit), plan.since)
        moments = [Due(at, rank, plan.height, plan.unit, job) for at in fires(cron, after, now)]
        late = 0 if job is JobName.CLOSE else len(moments) - _still_of_use(moments, plan, now)
        missed += moments[:late]
        work += moments[late:]
    return sorted(work), missed


def _still_of_use(moments: list[Due], plan: Plan, now: datetime) -> int:
    """Tell (0 or 1) whether the newest moment is of the week that is running."""
    first = plan.order.first_weekday
    week = week_at(now, plan.zone, first)
    return int(bool(moments) and week_at(moments[-1].moment, plan.zone, first) == week)


@lru_cache(maxsize=1024)  # the units of one schedule share their triggers, and mostly their past
def fires(cron: CronTrigger, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """List a trigger's moments in (after, until]."""
    found = []
    moment = cron.get_next_fire_time(None, after + timedelta(microseconds=1))
    while moment is not None and moment <= until:
        found.append(moment)
        moment = cron.get_next_fire_time(moment, moment + timedelta(microseconds=1))
    return tuple(found)
