"""Looking ahead and looking daily: the forecast on Wednesday, the watch for those who ask."""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from monitor.jobs.job import Job
from monitor.jobs.levels import load_level_report
from monitor.jobs.loading.load import UnitOrder, Units, load_facts
from monitor.jobs.loading.week import load_week
from monitor.jobs.telling import allowed
from monitor.orders.jobs import JobName
from monitor.report.forecast import Forecast, make_forecast
from monitor.report.standing import standing_of
from monitor.report.watch import Watch, make_level_watch, make_watch, midnight_before
from monitor.time.calendar import days_off, is_working
from monitor.time.week import Span, Week
from storage.db.database import Connection
from storage.people import subscriptions
from storage.people import units as units_table
from storage.records import NewNotice, Office
from storage.subscription import WATCH
from storage.told import notices
from storage.weeks import standings, vacations


async def forecast(connection: Connection, unit: UnitOrder, moment: datetime, now: datetime) -> int:
    """Tell the administrators who will be short at this pace."""
    useful = await _useful(connection, unit, moment)
    if now >= useful:
        return 0
    week = unit.week(moment)
    told = make_forecast(await load_facts(connection, unit, week, moment), unit.order)
    if told is None:
        return 0
    holders = await units_table.offices(connection, unit=unit.id)
    administrators = [each.account for each in holders if each.office is Office.ADMINISTRATOR]
    kind = (JobName.FORECAST, week.name)
    return await _plan(connection, unit, kind, administrators, told, now, useful)


async def watch(connection: Connection, unit: UnitOrder, moment: datetime, now: datetime) -> int:
    """Tell those who asked, and hold an office in the unit, how the week stands today."""
    useful = await _useful(connection, unit, moment)
    readers = await _readers(connection, unit)
    if not readers or now >= useful:
        return 0
    told = await _watched(connection, unit, moment)
    if told is None:
        return 0
    kind = (JobName.WATCH, told.day.isoformat())
    return await _plan(connection, unit, kind, readers, told, now, useful)


async def watch_level(
    connection: Connection, unit: UnitOrder, moment: datetime, now: datetime, units: Units
) -> int:
    """Tell the coordinators who asked how the week stands; no names."""
    useful = await _useful(connection, unit, moment)
    today = moment.astimezone(unit.zone).date()
    rest = days_off(await vacations.of_units(connection, (unit.id, *unit.above)))
    readers = await _readers(connection, unit)
    if not readers or now >= useful or not is_working(today, rest):
        return 0
    week = unit.week(moment)
    report = await load_level_report(connection, unit, week, moment, units)
    told = make_level_watch(report, unit.order, today, await _last(connection, unit, week, today))
    kind = (JobName.WATCH, today.isoformat())
    return await _plan(connection, unit, kind, readers, told, now, useful)


async def _last(connection: Connection, unit: UnitOrder, week: Week, today: date) -> Watch | None:
    """Give the newest watch of the week before today; the level is not summed twice for it."""
    for day in reversed([each for each in week.days if each < today]):
        kept = await notices.of_period(connection, unit.id, day.isoformat(), JobName.WATCH)
        if kept:
            return msgspec.json.decode(kept[0].facts, type=Watch)
    return None


async def _readers(connection: Connection, unit: UnitOrder) -> list[int]:
    """List who holds an office in the unit and asked for the watch, or answers for it."""
    asked = await subscriptions.who(connection, unit.id, WATCH)
    holders = await units_table.offices(connection, unit=unit.id)
    answering = unit.order.watch_for
    return sorted(
        {each.account for each in holders if each.account in asked or each.office in answering}
    )


async def _watched(connection: Connection, unit: UnitOrder, moment: datetime) -> Watch | None:
    week = unit.week(moment)
    counted = await load_week(connection, unit, week, moment)
    await standings.save(connection, standing_of(counted.report))
    begun = midnight_before(counted.facts)
    yesterday = None
    if begun is not None:
        yesterday = (await load_week(connection, unit, week, begun)).report
    return make_watch(counted.facts, unit.order, counted.report, yesterday)


async def _useful(connection: Connection, unit: UnitOrder, moment: datetime) -> datetime:
    """Tell until when it is of use: to the end of the day on which it may first be told."""
    day = (await allowed(connection, unit, moment)).date()
    return Span(day, day, unit.zone).end


async def _plan(
    connection: Connection,
    unit: UnitOrder,
    kind: tuple[JobName, str],
    readers: Iterable[int],
    told: Forecast | Watch,
    now: datetime,
    useful: datetime,
) -> int:
    due_at = await allowed(connection, unit, now)
    facts = msgspec.json.encode(told).decode()
    name, period = kind
    return await notices.plan(
        connection,
        [
            NewNotice(
                unit=unit.id,
                kind=name,
                period=period,
                recipient=account,
                facts=facts,
                due_at=due_at,
                expires_at=useful,
            )
            for account in readers
        ],
    )


JOBS = (
    Job(name=JobName.FORECAST, of_organisation=forecast),
    Job(name=JobName.WATCH, of_organisation=watch, of_level=watch_level),
)
