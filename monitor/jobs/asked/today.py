"""A week as somebody asks for it now: running with what the day brought, or an earlier one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.facts.digest import Digest
from monitor.jobs.levels import level_beside_last_week, load_level_report
from monitor.jobs.loading.load import UnitOrder, Units
from monitor.jobs.loading.week import beside_last_week, load_earlier, load_week, make_digest
from monitor.orders.model import LEVELS
from monitor.report.watch import midnight_before
from monitor.time.week import Week
from storage.db.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The running week; ``yesterday``: what its figures were at the midnight before, by id.

    Nothing is known of then where the week begins today, and of municipalities and regions.
    """

    digest: Digest
    yesterday: Mapping[str, int | None]


async def load_today(connection: Connection, unit: UnitOrder, now: datetime, units: Units) -> Today:
    """Read the running week of a unit as of now; nothing is written."""
    week = unit.week(now)
    if unit.kind in LEVELS:
        digest = await load_digest(connection, unit, week, now, units)
        return Today(digest=digest, yesterday={})
    counted = await load_week(connection, unit, week, now)
    begun = midnight_before(counted.facts)
    yesterday: dict[str, int | None] = {}
    if begun is not None:
        then = (await load_week(connection, unit, week, begun)).report
        yesterday = {figure.id: figure.value for figure in then.figures}
    return Today(digest=counted.digest(), yesterday=yesterday)


async def load_digest(
    connection: Connection, unit: UnitOrder, week: Week, now: datetime, units: Units
) -> Digest:
    """Read a week as it was closed, or as it stands, with those before. Raises ``Forgotten``."""
    report = await load_level_report(connection, unit, week, now, units, ahead=True)
    earlier = await load_earlier(connection, unit, week)
    digest = make_digest(unit, report, earlier, final=report.window.closed)
    if unit.kind in LEVELS:
        return await level_beside_last_week(connection, unit, week, digest, units)
    return await beside_last_week(connection, unit, week, digest)
