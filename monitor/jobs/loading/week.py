"""From facts to a unit's report, running or closed: the upper step of loading."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.facts.digest import Digest, WeekPoint
from monitor.facts.facts import Facts
from monitor.facts.values import Report, WeekFigure
from monitor.indicators import BY_NAME
from monitor.indicators.judging import Judge
from monitor.jobs.loading.closed import closed_report
from monitor.jobs.loading.forgotten import refuse_forgotten
from monitor.jobs.loading.load import UnitOrder, load_facts, load_facts_of
from monitor.levels.few import hide_told
from monitor.orders.model import LEVELS
from monitor.report.making import report_of
from monitor.report.standing import WeekFigures, figures_of, trends, week_figures
from monitor.time.week import Week, school_year_of, week_of_day
from storage.db.database import Connection
from storage.weeks import standings

TREND_WEEKS = 6
"""Earlier weeks a digest compares with; the main figure has the school year's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedWeek:
    """A unit's week as it was counted up to a moment, with the closed weeks before it."""

    unit: UnitOrder
    judge: Judge
    before: Mapping[str, WeekFigure]  # the figures of the week before
    earlier: Sequence[WeekFigures]
    report: Report

    @property
    def facts(self) -> Facts:
        """What the report is made of."""
        return self.judge.facts

    def digest(self) -> Digest:
        """Put the report beside the weeks before it."""
        return make_digest(self.unit, self.report, self.earlier, final=self.report.window.closed)


async def load_week(
    connection: Connection, unit: UnitOrder, week: Week, as_of: datetime
) -> CountedWeek:
    """Count a unit's week up to a moment."""
    return (await load_weeks(connection, [unit], week, as_of))[0]


async def load_weeks(
    connection: Connection,
    wanted: Sequence[UnitOrder],
    week: Week,
    as_of: datetime,
    *,
    closed: bool = False,
) -> list[CountedWeek]:
    """Count a common week of units up to a moment: as many statements as for one."""
    facts = await load_facts_of(connection, wanted, week, as_of)
    earlier = await load_earlier_of(connection, list(facts), week)
    last = week.shifted(-1).name
    return [
        _counted(unit, facts[unit.id], earlier[unit.id], last, closed=closed) for unit in wanted
    ]


def _counted(
    unit: UnitOrder, facts: Facts, earlier: Sequence[WeekFigures], last: str, *, closed: bool
) -> CountedWeek:
    judge, before = Judge(facts, unit.order), figures_of(earlier, last)
    report = report_of(judge, closed=closed, before=before)
    return CountedWeek(unit=unit, judge=judge, before=before, earlier=earlier, report=report)


async def load_report(connection: Connection, unit: UnitOrder, week: Week, now: datetime) -> Report:
    """Give a week's report: as it was closed, or as it stands at ``now``. Raises ``Forgotten``."""
    closed = await closed_report(connection, unit.id, week.name)
    if closed is not None:
        return closed
    await refuse_forgotten(connection, week)
    return (await load_week(connection, unit, week, week.as_of(now))).report


async def load_with_facts(
    connection: Connection, unit: UnitOrder, week: Week, now: datetime
) -> tuple[Report, Facts]:
    """Give a week's report as above, and what storage has of the week now."""
    closed = await closed_report(connection, unit.id, week.name)
    if closed is not None:
        return closed, await load_facts(connection, unit, week, week.as_of(now))
    await refuse_forgotten(connection, week)
    counted = await load_week(connection, unit, week, week.as_of(now))
    return counted.report, counted.facts


async def load_earlier(connection: Connection, unit: UnitOrder, week: Week) -> list[WeekFigures]:
    """List the closed weeks before a week back to the first of September, oldest first.

    At least ``TREND_WEEKS`` are looked for, also across the summer.
    """
    return (await load_earlier_of(connection, [unit.id], week))[unit.id]


async def load_earlier_of(
    connection: Connection, units: Collection[str], week: Week
) -> dict[str, list[WeekFigures]]:
    """List the closed weeks before a week of units whose weeks begin as it does, by unit."""
    september = week_of_day(school_year_of(week), week.zone, week.first.weekday()).name
    first = min(september, week.shifted(-TREND_WEEKS).name)
    kept = await standings.closed_by_unit(connection, units, first, week.name)
    return {unit: [week_figures(each) for each in weeks] for unit, weeks in kept.items()}


async def beside_last_week(
    connection: Connection, unit: UnitOrder, week: Week, digest: Digest
) -> Digest:
    """Put beside a running week what its main figure was at the same moment of the week before.

    That is known where people of the roster are counted: of others a closed week keeps sums only.
    """
    point = point_beside(unit, week, digest)
    if point is None:
        return digest
    as_of = digest.report.window.as_of - timedelta(days=7)
    then = await load_week(connection, unit, week.shifted(-1), as_of)
    known = then.report.figure(digest.main)
    if known is None or known.value is None:
        return digest
    return replace(digest, then=replace(point, value=known.value, of=known.of))


def point_beside(unit: UnitOrder, week: Week, digest: Digest) -> WeekPoint | None:
    """Give the week before a running one, if its main figure can be counted to the same hour."""
    window, figure = digest.report.window, digest.report.figure(digest.main)
    last = week.shifted(-1)
    trend = digest.trend(digest.main)
    point = next((each for each in (trend.points if trend else ()) if each.week == last.name), None)
    spec = next((each for each in unit.order.indicator if each.id == digest.main), None)
    running = not window.closed and window.as_of < window.end
    asked = spec is not None and BY_NAME[spec.family].people and spec.window == "week"
    return point if running and figure and asked else None


def make_digest(
    unit: UnitOrder, report: Report, earlier: Sequence[WeekFigures], *, final: bool
) -> Digest:
    """Put a report beside the closed weeks before it; of a level, without figures of a few."""
    first_day = unit.order.first_weekday
    recent = unit.week_named(report.window.week).shifted(-TREND_WEEKS).name
    digest = Digest(
        report=report,
        trends=trends(report, earlier, unit.zone, first_day, main=unit.order.main, recent=recent),
        main=unit.order.main,
        final=final,
    )
    return hide_told(digest, unit.order, unit.least) if unit.kind in LEVELS else digest
