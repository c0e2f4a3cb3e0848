"""Closing a week: its report is kept, its key destroyed, its final figures are told."""

from collections.abc import Sequence
from datetime import datetime

from monitor.facts.facts import Facts
from monitor.jobs.levels import close_again
from monitor.jobs.loading.closed import CLOSED, keep_closed, keep_closed_facts
from monitor.jobs.loading.load import UnitOrder, Units
from monitor.jobs.loading.week import CountedWeek, load_weeks
from monitor.jobs.telling import FINAL, tell_all
from monitor.report.kept import keep
from monitor.time.week import Week, utc_seconds
from storage.db.database import Connection
from storage.seen import forgetting
from storage.weeks import snapshots


def closed_week(unit: UnitOrder, moment: datetime) -> Week:
    """Give the week that is closed at a moment: the one before."""
    return unit.week(moment).shifted(-1)


async def close(
    connection: Connection,
    closing: Sequence[UnitOrder],
    moment: datetime,
    now: datetime,
    units: Units,
) -> int:
    """Close the week before of organisations that have it in common.

    Its reports are kept, its keys destroyed, its final figures told. The levels above may have
    closed without these organisations, which are late then: they are summed again. After a change
    of the zone or the first day the last week cut the old way is closed as well.
    """
    week = closed_week(closing[0], moment)
    planned = 0
    for unit in closing:
        for last in unit.calendar.ended_by(week) if unit.calendar is not None else ():
            planned += await _close(connection, [unit], last, moment, now, units)
    return planned + await _close(connection, closing, week, moment, now, units)


async def _close(
    connection: Connection,
    closing: Sequence[UnitOrder],
    week: Week,
    moment: datetime,
    now: datetime,
    units: Units,
) -> int:
    names = [unit.id for unit in closing]
    kept = await snapshots.closed(connection, names, week.name)
    fresh = [unit for unit in closing if unit.id not in kept]
    counted = await load_weeks(connection, fresh, week, week.end, closed=True) if fresh else []
    there = [each for each in counted if _was_there(each.facts)]
    planned = await _keep(connection, there, week, moment, now)
    times = utc_seconds(week.start), utc_seconds(week.end)
    await forgetting.forget_strangers(connection, names, *times)
    await snapshots.destroy_keys(connection, names, week.end)
    await close_again(connection, closing, week, units, moment)
    return planned


async def _keep(
    connection: Connection,
    there: Sequence[CountedWeek],
    week: Week,
    moment: datetime,
    now: datetime,
) -> int:
    """Keep the reports and what they are made of, and tell the final figures."""
    await keep_closed(connection, week.name, [each.report for each in there], CLOSED, moment)
    facts = {each.report.unit: keep(each.judge, each.before) for each in there}
    await keep_closed_facts(connection, week.name, facts)
    digests = [
        (each.unit, each.digest())
        for each in there
        if not each.report.resting  # nobody reads about a week of vacation
    ]
    return await tell_all(connection, now, digests, FINAL, week)


def _was_there(facts: Facts) -> bool:
    """Tell whether the bot was in a chat of the unit before the week ended."""
    return any(
        chat.joined_at is not None and chat.joined_at < facts.week.end for chat in facts.raw.chats
    )
