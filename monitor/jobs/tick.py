"""The jobs of a tick: each in one transaction together with the line that says *done*.

A job thinks as of the moment it was scheduled for; only when to tell depends on when it woke up.
What many organisations close at the same moment is closed some at a time. A job that fails holds
nobody else up and is tried again by the next tick.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from monitor.jobs import levels, milestones, telling, watching
from monitor.jobs.closing import close, closed_week
from monitor.jobs.job import Job
from monitor.jobs.loading.load import Units, load_vacations
from monitor.jobs.telling import first_allowed
from monitor.jobs.waiting import known_of
from monitor.orders.jobs import JobName
from monitor.orders.model import LEVELS
from monitor.orders.schedule import Due, Plan, due
from monitor.report.known import Patience, Waits
from monitor.time.week import Span
from storage.chats import chats
from storage.db.database import Connection, Database
from storage.db.errors import StorageError
from storage.told import notices, runs

AT_ONCE = 50
"""Organisations closed in one transaction: half a second, for which others who write wait."""

OnProgress = Callable[[int, int], None]
"""Told how many jobs of how many are behind."""


def unwatched(_behind: int, _all: int) -> None:
    """Nobody looks on."""


Around = Callable[[JobName], AbstractContextManager[object]]
"""What each batch of a job is done in: who wants to know how long it took."""


def untimed(_job: JobName) -> AbstractContextManager[object]:
    """Nobody measures."""
    return nullcontext()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A job that is still to be done, and what it stumbled over."""

    job: Due
    error: Exception


@dataclass(frozen=True, slots=True, kw_only=True)
class TickResult:
    """What a tick did: jobs run, notices written, notices released to delivery."""

    jobs: tuple[Due, ...]
    planned: int
    released: int
    failed: tuple[Failed, ...] = ()
    waiting: tuple[Waits, ...] = ()
    began_waiting: bool = False

    def then(self, later: "TickResult") -> "TickResult":
        """Put together what was done now and a moment later; what waits is what waits still."""
        return replace(
            later,
            jobs=self.jobs + later.jobs,
            planned=self.planned + later.planned,
            released=self.released + later.released,
        )


async def tick(
    database: Database,
    units: Units,
    now: datetime,
    only: Iterable[JobName] = tuple(JobName),
    on_progress: OnProgress = unwatched,
    patience: Patience | None = None,
    around: Around = untimed,
) -> TickResult:
    """Do everything that is due up to ``now`` and was not done, oldest first.

    What is not known yet waits; ``patience`` None: the caller knows that everything is read.
    ``around``: what each batch is done in.
    """
    async with database.reading() as connection:
        work, missed = await _due(connection, units, now, frozenset(only))
    waiting: tuple[Waits, ...] = ()
    began = False
    if patience is not None:
        work, waiting, began = await known_of(database, units, work, now, patience)
    planned = behind = 0
    failed: list[Failed] = []
    for batch in _batches(work, units):
        with around(batch[0].job):
            new, stumbled = await _try(database, units, batch, now)
        planned, behind = planned + new, behind + len(batch)
        failed += stumbled
        on_progress(behind, len(work))
    lost = {each.job for each in failed}
    return TickResult(
        jobs=tuple(item for item in work if item not in lost),
        planned=planned,
        released=await _release(database, units, missed, now),
        failed=tuple(failed),
        waiting=waiting,
        began_waiting=began,
    )


async def overdue(connection: Connection, units: Units, now: datetime) -> list[Due]:
    """Give what is due at ``now`` and not done yet, oldest first."""
    work, _ = await _due(connection, units, now, frozenset(JobName))
    return work


async def _due(
    connection: Connection, units: Units, now: datetime, wanted: frozenset[JobName]
) -> tuple[list[Due], list[Due]]:
    """Give what is to be done, in order, and what is skipped because it is too late for it."""
    last = await runs.last_done(connection)
    since = _since(units, await chats.since(connection))
    high = heights(units)
    work: list[Due] = []
    missed: list[Due] = []
    for unit, each in units.items():
        plan = Plan(
            unit=unit,
            zone=each.zone,
            order=each.order,
            since=since.get(unit),
            height=high[unit],
        )
        todo, late = due(plan, last, now)
        work += [item for item in todo if item.job in wanted]
        missed += [item for item in late if item.job in wanted]
    return sorted(work), missed


def _batches(work: Iterable[Due], units: Units) -> Iterator[tuple[Due, ...]]:
    """Put together organisations that close the same week at the same moment; all else is alone."""
    for (moment, _, height, job), items in groupby(work, _kind):
        size = AT_ONCE if job is JobName.CLOSE and not height else 1
        weeks: dict[Span, list[Due]] = {}
        for item in items:
            weeks.setdefault(closed_week(units[item.unit], moment), []).append(item)
        for same in weeks.values():
            for start in range(0, len(same), size):
                yield tuple(same[start : start + size])


def _kind(item: Due) -> tuple[datetime, int, int, JobName]:
    return item.moment, item.rank, item.height, item.job


async def _try(
    database: Database, units: Units, batch: Sequence[Due], now: datetime
) -> tuple[int, list[Failed]]:
    """Do a batch, and if it fails each of it alone; give the notices planned and what failed."""
    try:
        async with database.writing() as connection:
            return await _do(connection, units, batch, now), []
    except StorageError:  # nobody else would fare better
        raise
    except Exception as error:  # noqa: BLE001 - one broken unit must not hold up the others
        if len(batch) == 1:
            return 0, [Failed(job=batch[0], error=error)]
    planned, failed = 0, []
    for item in batch:
        new, stumbled = await _try(database, units, [item], now)
        planned += new
        failed += stumbled
    return planned, failed


async def _do(connection: Connection, units: Units, batch: Sequence[Due], now: datetime) -> int:
    first = batch[0]
    job, moment = first.job, first.moment
    names = [item.unit for item in batch]
    fresh = await runs.mark_units(connection, job, names, moment, "done", now)
    wanted = [units[name] for name in names if name in fresh]
    if not wanted:
        return 0
    if job is JobName.CLOSE and not first.height:
        return await close(connection, wanted, moment, now, units)
    run, run_level = JOBS[job].of_organisation, JOBS[job].of_level
    if first.height and run_level:
        return await run_level(connection, wanted[0], moment, now, units)
    if run and not first.height:
        return await run(connection, wanted[0], moment, now)
    raise TypeError(job)


async def _release(database: Database, units: Units, missed: Iterable[Due], now: datetime) -> int:
    async with database.writing() as connection:
        for item in missed:
            await runs.mark(connection, item.job, item.unit, item.moment, "skipped", now)
        waiting = [units[unit] for unit in await notices.waiting(connection) if unit in units]
        rests = await load_vacations(connection, waiting)
        for each in waiting:
            if (soonest := first_allowed(each, now, rests[each.id])) > now:
                await notices.hold(connection, each.id, soonest)  # it waits for the day
        return await notices.release(connection, now)


def heights(units: Units) -> dict[str, int]:
    """Tell how many levels are below each unit: 0 for an organisation."""
    found = {unit: int(each.kind in LEVELS) for unit, each in units.items()}
    for each in units.values():
        for depth, unit in enumerate(each.above, start=1):
            if found.get(unit):  # a school with branches stays an organisation
                found[unit] = max(found[unit], depth)
    return found


def _since(units: Units, since: Mapping[str, datetime]) -> dict[str, datetime]:
    """Tell since when the bot is in any chat of a unit or of those below it."""
    found = dict(since)
    for unit, at in since.items():
        for above in units[unit].above if unit in units else ():
            found[above] = min(found.get(above, at), at)
    return found


JOBS: dict[JobName, Job] = {
    job.name: job for job in (*levels.JOBS, *telling.JOBS, *watching.JOBS, *milestones.JOBS)
}
