"""Counting ahead of being asked: what a coordinator's summary is summed from.

To count a region's organisations takes seconds, to sum what stands of them a tenth of one. So a few
at a time are counted every some minutes, and what each level's main figure was then is kept: a week
later it stands beside the next.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from loguru import logger

from monitor.jobs.levels import count, counted_to, main_reading, sum_level
from monitor.jobs.loading.load import UnitOrder, Units, is_large, organisations
from monitor.orders.model import LEVELS
from monitor.time.week import Week
from storage.db.database import Database
from storage.weeks import level_moments, standings

EVERY = timedelta(minutes=10)
A_TURN = 4
"""Organisations counted at once: whoever presses a button meanwhile waits so long."""


class Ahead:
    """Counts the organisations below large levels; a broken one keeps nobody else from it."""

    def __init__(self, database: Database, units: Units) -> None:
        self._database = database
        self._units = units
        levels = [each for each in units.values() if each.kind in LEVELS and is_large(each, units)]
        self._levels = sorted(levels, key=lambda each: -len(each.above))
        below = {each.id for level in levels for each in organisations(level, units)}
        self._below = [units[name] for name in units if name in below]
        self._failed: dict[str, datetime] = {}
        self._kept: dict[str, datetime] = {}

    async def turn(self, now: datetime) -> bool:
        """Count a few whose figures are old, or keep what the levels stand at; False: no need."""
        if not self._below:
            return False
        wanted, week = await self._stale(now)
        if week is None:
            return await self._keep_levels(now)
        if not await self._counted(wanted, week, now):
            for each in wanted:
                if not await self._counted([each], week, now):
                    self._failed[each.id] = now
        return True

    async def _stale(self, now: datetime) -> tuple[list[UnitOrder], Week | None]:
        """Choose the organisations counted longest ago that have their week in common."""
        weeks: dict[Week, list[UnitOrder]] = {}
        for each in self._below:
            if now - self._failed.get(each.id, now - EVERY) >= EVERY:
                weeks.setdefault(each.week(now), []).append(each)
        async with self._database.reading() as connection:
            for week, units in weeks.items():
                kept = await standings.moments(connection, [each.id for each in units], week.name)
                old = [(kept.get(each.id, week.start), each) for each in units]
                stale = [(at, each) for at, each in old if at is not None and now - at >= EVERY]
                if stale:
                    stale.sort(key=lambda found: found[0])
                    return [each for _, each in stale[:A_TURN]], week
        return [], None

    async def _counted(self, wanted: Sequence[UnitOrder], week: Week, now: datetime) -> bool:
        try:
            async with self._database.reading() as connection:
                found = await count(connection, wanted, week, now)
        except Exception as error:  # noqa: BLE001 - one of them is broken: the others go on
            if len(wanted) == 1:
                logger.error("{} cannot be counted: {}", wanted[0].id, type(error).__name__)
            return False
        async with self._database.writing() as connection:
            await standings.save_all(connection, found)
        return True

    async def _keep_levels(self, now: datetime) -> bool:
        """Keep what the next level stands at whose last moment is old; False: there is none."""
        for level in self._levels:
            if level.id in self._kept and now - self._kept[level.id] < EVERY:
                continue
            self._kept[level.id] = now
            week = level.week(now)
            async with self._database.reading() as connection:
                as_of = await counted_to(connection, level, week, now, self._units)
                report = await sum_level(connection, level, week, as_of, self._units)
            reading, main = main_reading(report, level), level.order.main
            async with self._database.writing() as connection:
                await level_moments.keep(connection, level.id, main, as_of, reading)
            return True
        return False
