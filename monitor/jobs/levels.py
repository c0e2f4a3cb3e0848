"""Jobs of municipalities and regions: the figures of the units below are summed and told."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from monitor.facts.digest import Digest
from monitor.facts.values import Report
from monitor.jobs.job import Job
from monitor.jobs.loading.closed import CLOSED, closed_report, keep_closed
from monitor.jobs.loading.forgotten import refuse_forgotten
from monitor.jobs.loading.load import UnitOrder, Units, below, is_large, organisations
from monitor.jobs.loading.recounting import recounted
from monitor.jobs.loading.week import (
    load_earlier,
    load_report,
    load_weeks,
    make_digest,
    point_beside,
)
from monitor.jobs.telling import tell
from monitor.levels.children import Child
from monitor.levels.few import hide, untold
from monitor.levels.rollup import rollup as summed
from monitor.orders.jobs import JobName
from monitor.orders.model import LEVELS
from monitor.report.known import with_unread
from monitor.report.making import blanks_of
from monitor.report.standing import WeekFigures, figures_of, standing_of, week_figures
from monitor.time.calendar import days_off, working_days
from monitor.time.week import Week
from storage.chats import chats
from storage.db.database import Connection
from storage.records import Office, Standing
from storage.seen import streams
from storage.weeks import level_moments, snapshots, standings, vacations

AT_ONCE = 50
"""Organisations counted with one set of statements."""

FRESH_FOR = timedelta(minutes=20)
"""So old may be what is shown of a level: as of when it is, is told (jobs/asked/ahead.py)."""

TOLD = ((JobName.ROLLUP, Office.COORDINATOR),)
"""Who is told a level's week."""


class Read(Enum):
    """From what a level's week is summed."""

    KEPT = auto()  # from what stands of the organisations, as it was kept last
    FRESH = auto()  # who stands as of earlier is counted now
    EXACT = auto()  # who stands as of another moment is counted as of this one
    ANEW = auto()  # everything is counted up to the moment, though the week was closed since


async def close_level(
    connection: Connection, unit: UnitOrder, moment: datetime, now: datetime, units: Units
) -> int:
    """Close a level's week: sum what the closed weeks below say, and tell the coordinators.

    Who below is not closed yet stays late; ``close_again`` adds him when he is.
    """
    week = unit.week(moment).shifted(-1)
    closed = await snapshots.closed(connection, [unit.id], week.name)
    if closed or not await _was_there(connection, unit, week, units):
        return 0
    report = await sum_level(connection, unit, week, week.end, units, closed=True)
    await keep_closed(connection, week.name, [report], CLOSED, moment)
    earlier = await load_earlier(connection, unit, week)
    digest = make_digest(unit, report, earlier, final=True)
    digest = replace(digest, again=untold(await recounted(connection, unit, week), unit.least))
    planned = await tell(connection, unit, now, digest, TOLD, week)
    await close_again(connection, [unit], week, units, moment)
    return planned


async def rollup(
    connection: Connection, unit: UnitOrder, moment: datetime, now: datetime, units: Units
) -> int:
    """Tell the coordinators the week so far: every organisation below as of this moment."""
    week = unit.week(moment)
    beneath = organisations(unit, units)
    await _standing(connection, beneath, week, moment, read=Read.EXACT, keep=True)
    report = await sum_level(connection, unit, week, moment, units)
    await standings.save(connection, standing_of(report))
    if report.resting:
        return 0
    earlier = await load_earlier(connection, unit, week)
    digest = make_digest(unit, report, earlier, final=False)
    digest = replace(digest, again=untold(await recounted(connection, unit, week), unit.least))
    digest = await level_beside_last_week(connection, unit, week, digest, units)
    return await tell(connection, unit, now, digest, TOLD, week)


async def close_again(
    connection: Connection,
    changed: Iterable[UnitOrder],
    week: Week,
    units: Units,
    moment: datetime,
) -> None:
    """Sum closed weeks of the levels above again, because weeks of units were closed or changed.

    Lower levels first. A sum that is another one is kept as a new version; it is told with the
    next digest (monitor/jobs/loading/recounting.py).
    """
    above = {name for unit in changed for name in unit.above if units[name].kind in LEVELS}
    closed = await snapshots.closed(connection, above, week.name)
    for name in sorted(closed, key=lambda name: (-len(units[name].above), name)):
        level = units[name]
        then = await closed_report(connection, name, week.name)
        own = level.week_named(week.name)
        report = await sum_level(connection, level, own, own.end, units, closed=True)
        if then is not None:  # what was not read then is named for ever
            report = replace(report, blanks=then.blanks)
        if then != report:
            await keep_closed(connection, week.name, [report], CLOSED, moment)


async def load_level_report(
    connection: Connection,
    unit: UnitOrder,
    week: Week,
    now: datetime,
    units: Units,
    *,
    ahead: bool = False,
) -> Report:
    """Give a unit's week, an organisation's or a level's: as it was closed, or as it stands now.

    Nothing is written. Figures of too few people are hidden. ``ahead``: the organisations of a
    large level may be as they were counted last, if that is not long ago; the report is as of then.
    """
    if unit.kind not in LEVELS:
        return await load_report(connection, unit, week, now)
    report = await closed_report(connection, unit.id, week.name)
    if report is None:
        as_of, read = week.as_of(now), Read.EXACT
        if ahead and is_large(unit, units):
            as_of, read = await counted_to(connection, unit, week, now, units), Read.FRESH
        report = await sum_level(connection, unit, week, as_of, units, read=read)
    return hide(report, unit.order, unit.least)


async def counted_to(
    connection: Connection, unit: UnitOrder, week: Week, now: datetime, units: Units
) -> datetime:
    """Tell up to when all organisations below a level are counted, if that is not long ago.

    Else, and once the week is over, tell up to when they would be counted now.
    """
    as_of = week.as_of(now)
    if as_of == week.end:
        return as_of
    names = [each.id for each in organisations(unit, units)]
    kept = await standings.moments(connection, names, week.name)
    oldest = min((at for at in kept.values() if at is not None), default=as_of)
    return oldest if len(kept) == len(names) and as_of - FRESH_FOR <= oldest < as_of else as_of


async def level_beside_last_week(
    connection: Connection, unit: UnitOrder, week: Week, digest: Digest, units: Units
) -> Digest:
    """Put beside a level's running week what its main figure was at the same hour a week before.

    What was kept of that hour is taken, else its organisations are counted anew up to it; a sum of
    too few people stays hidden.
    """
    point = point_beside(unit, week, digest)
    if point is None:
        return digest
    as_of = digest.report.window.as_of - timedelta(days=7)
    known = None
    if is_large(unit, units):
        since = as_of - FRESH_FOR
        known = await level_moments.last(connection, unit.id, digest.main, since, as_of)
    if known is None:
        last = week.shifted(-1)
        then = await sum_level(connection, unit, last, as_of, units, read=Read.ANEW)
        known = main_reading(then, unit)
    value, of = known
    return digest if value is None else replace(digest, then=replace(point, value=value, of=of))


def main_reading(report: Report, unit: UnitOrder) -> level_moments.Reading:
    """Give a level's main figure; of too few people none."""
    figure = hide(report, unit.order, unit.least).figure(unit.order.main)
    return (None, None) if figure is None else (figure.value, figure.of)


async def sum_level(
    connection: Connection,
    unit: UnitOrder,
    week: Week,
    as_of: datetime,
    units: Units,
    *,
    closed: bool = False,
    read: Read = Read.KEPT,
) -> Report:
    """Sum a level's week up to a moment."""
    children = below(unit, units)
    single = [each for each in children if each.kind not in LEVELS]
    weeks = await _standing(connection, single, week, as_of, read=read)
    found = []
    for each in children:
        if each.kind in LEVELS:
            found.append(await _level(connection, each, week, as_of, units, read=read))
        else:
            child = Child(
                unit=each.unit,
                order=each.order,
                week=weeks.get(each.id),
                ends=each.week_named(week.name).end,
                leaves=(each.kind,),
            )
            found.append(child)
    earlier = await load_earlier(connection, unit, week)
    rest = days_off(await vacations.of_units(connection, (unit.id, *unit.above)))
    stream = await streams.stream(connection)
    return summed(
        unit.unit,
        unit.order,
        found,
        week,
        as_of,
        closed=closed,
        before=figures_of(earlier, week.shifted(-1).name),
        working=working_days(week.days, rest),
        blanks=tuple(blanks_of(with_unread((), stream, week.start, as_of), {}, week.zone)),
    )


async def _level(
    connection: Connection,
    unit: UnitOrder,
    week: Week,
    as_of: datetime,
    units: Units,
    *,
    read: Read,
) -> Child:
    """Give a level below as it was closed, or summed from what stands."""
    own = unit.week_named(week.name)
    kept = None if read is Read.ANEW else await closed_report(connection, unit.id, week.name)
    report = kept or await sum_level(connection, unit, own, min(as_of, own.end), units, read=read)
    return Child(
        unit=unit.unit,
        order=unit.order,
        week=week_figures(standing_of(report)),
        ends=own.end,
        leaves=tuple(each.kind for each in organisations(unit, units)),
        lines=report.organisations,
    )


async def _standing(
    connection: Connection,
    wanted: Iterable[UnitOrder],
    week: Week,
    as_of: datetime,
    *,
    read: Read,
    keep: bool = False,
) -> dict[str, WeekFigures]:
    """Read how organisations stand, or count them up to a moment; ``keep``: and write it down."""
    wanted = list(wanted)
    names = [] if read is Read.ANEW else [each.id for each in wanted]
    kept = await standings.of_week(connection, names, week.name)
    found = {name: week_figures(each) for name, each in kept.items()}
    if read is Read.KEPT:
        return found
    stale: dict[Week, list[UnitOrder]] = {}
    for each in wanted:
        known = found.get(each.id)
        if known is None or not (known.closed or _is_as_of(known.as_of, as_of, read)):
            own = each.week_named(week.name)
            stale.setdefault(own, []).append(each)
    for own, units in stale.items():
        for start in range(0, len(units), AT_ONCE):
            counted = await count(connection, units[start : start + AT_ONCE], own, as_of)
            found |= {each.unit: week_figures(each) for each in counted}
            if keep:
                await standings.save_all(connection, counted)
    return found


def _is_as_of(stands: datetime, as_of: datetime, read: Read) -> bool:
    """Whether what stands may be taken for what was at a moment."""
    return stands >= as_of if read is Read.FRESH else stands == as_of


async def count(
    connection: Connection, wanted: Sequence[UnitOrder], week: Week, now: datetime
) -> list[Standing]:
    """Count organisations with a common week as of now. Raises ``Forgotten``."""
    await refuse_forgotten(connection, week)
    as_of = week.as_of(now)
    counted = await load_weeks(connection, wanted, week, as_of)
    return [standing_of(each.report) for each in counted]


async def _was_there(connection: Connection, unit: UnitOrder, week: Week, units: Units) -> bool:
    """Tell whether the bot was in a chat of any organisation below before the week ended."""
    since = await chats.since(connection, [each.id for each in organisations(unit, units)])
    return any(joined_at < week.end for joined_at in since.values())


JOBS = (
    Job(name=JobName.CLOSE, of_level=close_level),  # organisations close together: tick.py
    Job(name=JobName.ROLLUP, of_level=rollup),
)
