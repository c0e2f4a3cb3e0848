"""Reading a unit's week from storage into facts; the awaiting half of monitor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from monitor.facts import Facts, Raw, assemble
from monitor.orders.model import Order
from monitor.report import Report
from monitor.reporting import make_report
from monitor.week import Week, utc_seconds, week_named
from storage import activity, chats, interruptions, people, snapshots
from storage.database import Connection
from storage.records import Unit

Orders = Mapping[str, Order]
"""The order of each unit, by the unit's id."""


@dataclass(frozen=True, slots=True)
class UnitOrder:
    """A unit together with the order that applies to it."""

    unit: Unit
    order: Order

    @property
    def zone(self) -> ZoneInfo:
        """The unit's time zone."""
        return ZoneInfo(self.unit.timezone)


async def load_facts(connection: Connection, of: UnitOrder, week: Week, as_of: datetime) -> Facts:
    """Read the facts of a unit's week up to ``as_of``."""
    unit = of.unit.id
    starts_at, ends_at = utc_seconds(week.start), utc_seconds(min(week.end, max(as_of, week.start)))
    raw = Raw(
        unit=of.unit,
        persons=tuple(await people.persons(connection, unit)),
        bindings=tuple(await people.bindings(connection, unit)),
        absences=tuple(await people.absences(connection, unit, week.first, week.last)),
        chats=tuple(await chats.of_unit(connection, unit)),
        classes=tuple(await people.classes(connection, unit)),
        tallies=tuple(await activity.tallies(connection, unit, starts_at, ends_at)),
        calls=tuple(await activity.calls(connection, unit, starts_at, ends_at)),
        missed=await activity.missed(connection, unit, starts_at, ends_at),
        interruptions=tuple(await interruptions.of_unit(connection, unit, starts_at, ends_at)),
    )
    return assemble(raw, week, as_of, participants=of.order.counting.participants)


async def load_report(connection: Connection, of: UnitOrder, week: Week, now: datetime) -> Report:
    """Give a week's report: as it was closed, or as it stands at ``now``."""
    closed = await snapshots.latest(connection, of.unit.id, week.name)
    if closed is not None:
        return msgspec.json.decode(closed.report, type=Report)
    facts = await load_facts(connection, of, week, min(now.astimezone(week.zone), week.end))
    return make_report(facts, of.order)


async def load_earlier(
    connection: Connection, of: UnitOrder, week: Week, count: int
) -> list[tuple[Week, Report]]:
    """List the reports of the closed ones among the ``count`` weeks before, oldest first."""
    oldest = week.shifted(-count).name
    return [
        (
            week_named(each.week, of.zone, of.order.first_weekday),
            msgspec.json.decode(each.report, type=Report),
        )
        for each in await snapshots.before(connection, of.unit.id, week.name, count)
        if each.week >= oldest
    ]
