"""A coordinator's table of weeks, read from what the level was told when its weeks were closed."""

from datetime import datetime

from monitor.indicators import BY_NAME
from monitor.jobs.loading.closed import closed_reports
from monitor.jobs.loading.load import UnitOrder
from monitor.levels.few import hide
from monitor.levels.weeks import WeeksTable, weeks_table
from monitor.orders.model import IndicatorSpec
from storage.db.database import Connection


def of_organisations(level: UnitOrder) -> tuple[IndicatorSpec, ...]:
    """List the figures that single organisations have, the main one first."""
    order = level.order
    own = [spec for spec in order.indicator if not BY_NAME[spec.family].of_levels]
    return tuple(sorted(own, key=lambda spec: spec.id != order.main))


async def load_weeks_table(
    connection: Connection, level: UnitOrder, spec: IndicatorSpec, count: int, now: datetime
) -> WeeksTable:
    """Give a figure's last closed weeks, at most so many; of too few people nothing is told."""
    week = level.week(now)
    names = [week.shifted(-back).name for back in range(count, 0, -1)]
    reports = await closed_reports(connection, level.id, names)
    hidden = [hide(report, level.order, level.least) for report in reports]
    return weeks_table(level.unit.name, spec.id, spec.title, hidden)
