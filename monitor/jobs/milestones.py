"""The job that reminds of an order's milestones before their day."""

from datetime import datetime

import msgspec

from monitor.jobs.job import Job
from monitor.jobs.loading.load import UnitOrder, Units
from monitor.jobs.telling import allowed
from monitor.orders.deadlines import Deadline, milestones_of, near
from monitor.orders.jobs import JobName
from monitor.time.week import Span
from storage.db.database import Connection
from storage.people import units
from storage.records import NewNotice, Office
from storage.told import notices
from storage.weeks import milestones


async def remind(connection: Connection, unit: UnitOrder, _moment: datetime, now: datetime) -> int:
    """Remind the administrators of what is to be done soon, once for each day and step."""
    return await _remind(connection, unit, now, Office.ADMINISTRATOR)


async def remind_level(
    connection: Connection, unit: UnitOrder, _moment: datetime, now: datetime, _units: Units
) -> int:
    """Remind the coordinators of what is asked of their level."""
    return await _remind(connection, unit, now, Office.COORDINATOR)


async def _remind(connection: Connection, unit: UnitOrder, now: datetime, office: Office) -> int:
    asked = milestones_of(unit.order, unit.kind, unit.under)
    if not any(each.due is not None and each.due.has_day for each in asked):
        return 0
    due_at = await allowed(connection, unit, now)
    today = due_at.astimezone(
        unit.zone
    ).date()  # it is told then, so the days are counted from then
    holders = await units.offices(connection, unit=unit.id)
    done = await milestones.done(connection, unit.id)
    found = near(asked, {name: each.done_on for name, each in done.items()}, today)
    return await notices.plan(
        connection,
        [
            NewNotice(
                unit=unit.id,
                kind=JobName.MILESTONES,
                period=f"{day.isoformat()} {step}",
                recipient=each.account,
                facts=msgspec.json.encode(
                    Deadline(
                        unit_name=unit.name,
                        order_title=unit.order.source.plain,
                        deadline=day,
                        days_left=(day - today).days,
                        left=tuple((one.point, one.title) for one in left),
                    )
                ).decode(),
                due_at=due_at,
                expires_at=Span(today, today, unit.zone).end,
            )
            for (day, step), left in found.items()
            for each in holders
            if each.office is office
        ],
    )


JOBS = (Job(name=JobName.MILESTONES, of_organisation=remind, of_level=remind_level),)
