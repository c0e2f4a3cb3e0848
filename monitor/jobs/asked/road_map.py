"""What the organisations below a level have done of their orders, and reminding them by hand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from monitor.jobs.loading.load import UnitOrder, Units, load_vacations
from monitor.jobs.telling import first_allowed
from monitor.levels.road_map import Placed, RoadLine, road_map
from monitor.orders.model import LEVELS
from monitor.orders.when import due
from monitor.time.week import Span
from storage.db.database import Connection
from storage.people import units
from storage.records import NewNotice, Office
from storage.told import notices
from storage.told.kinds import URGED
from storage.weeks import milestones


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged:
    """The facts of a coordinator's reminder; ``day``: until when, if there is such a day."""

    level: str
    unit_name: str
    order_title: str
    milestone: str
    point: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Urging:
    """What a reminder would do: ``plan`` goes out from ``due_at`` on, to ``units`` organisations.

    ``reminded``: who had one that day already; ``alone``: who has nobody to be written to.
    """

    plan: tuple[NewNotice, ...]
    units: int
    reminded: int
    alone: int
    due_at: datetime | None


async def load_road_map(
    connection: Connection, unit: UnitOrder, known: Units, now: datetime
) -> tuple[RoadLine, ...]:
    """Give what is asked of the units below a level, and how it stands."""
    below = [each for each in known.values() if unit.id in each.above]
    names = [each.id for each in below]
    done = await milestones.done_by_unit(connection, names)
    joined = await units.joined(connection, names)
    return road_map(
        (
            Placed(
                id=each.id,
                name=each.name,
                kind=each.kind,
                under=each.under,
                order=each.order,
                today=now.astimezone(each.zone).date(),
                joined=joined_on(each, joined.get(each.id)),
                done=done[each.id],
            )
            for each in sorted(below, key=lambda each: each.name)
        ),
        unit.order.id,
    )


def joined_on(unit: UnitOrder, joined: datetime | None) -> date | None:
    """Give the local day since which a unit is served."""
    return None if joined is None else joined.astimezone(unit.zone).date()


async def look(
    connection: Connection, level: UnitOrder, line: RoadLine, known: Units, now: datetime
) -> Urging:
    """Tell what reminding those who have not done it would do; nothing is written."""
    left = [known[each.id] for each in line.left if each.id in known]
    holders = await units.offices_by_unit(connection, [each.id for each in left])
    rests = await load_vacations(connection, left)
    moments = {each.id: first_allowed(each, now, rests[each.id]) for each in left}
    days = {each.id: moments[each.id].astimezone(each.zone).date() for each in left}
    told = await notices.units_told(
        connection, URGED, {(unit, day.isoformat()) for unit, day in days.items()}
    )
    plan: list[NewNotice] = []
    ready = reminded = alone = 0
    for each in left:
        office = Office.COORDINATOR if each.kind in LEVELS else Office.ADMINISTRATOR
        accounts = [holder.account for holder in holders[each.id] if holder.office is office]
        if each.id in told:
            reminded += 1
        elif not accounts:
            alone += 1
        else:
            ready += 1
            plan += _notices(level, each, line, accounts, moments[each.id])
    due_at = min((each.due_at for each in plan), default=None)
    return Urging(plan=tuple(plan), units=ready, reminded=reminded, alone=alone, due_at=due_at)


def _notices(
    level: UnitOrder,
    unit: UnitOrder,
    line: RoadLine,
    accounts: Collection[int],
    due_at: datetime,
) -> list[NewNotice]:
    """Word nothing: who is told what and when; of use until the day it is told is over."""
    today = due_at.astimezone(unit.zone).date()
    when = line.milestone.due
    facts = Urged(
        level=level.name,
        unit_name=unit.name,
        order_title=line.order.source.plain,
        milestone=line.milestone.id,
        point=line.milestone.point,
        title=line.milestone.title,
        day=due(when, today) if when is not None and when.has_day else None,
    )
    return [
        NewNotice(
            unit=unit.id,
            kind=URGED,
            period=today.isoformat(),
            recipient=account,
            facts=msgspec.json.encode(facts).decode(),
            due_at=due_at,
            expires_at=Span(today, today, unit.zone).end,
        )
        for account in accounts
    ]


async def urge(connection: Connection, urging: Urging) -> int:
    """Plan the reminders; return how many organisations are told."""
    await notices.plan(connection, urging.plan)
    return urging.units
