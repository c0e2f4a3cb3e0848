"""A unit's period as a paper tells it: the reports its weeks have, and what was done about them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from monitor.facts.paper import Capacity, Confirmed, PaperFacts, PaperWeek, WeekState
from monitor.facts.values import Report
from monitor.jobs.levels import load_level_report
from monitor.jobs.loading.load import UnitOrder, Units
from monitor.orders.model import LEVELS
from monitor.time.keeping import Forgotten
from monitor.time.period import Period
from monitor.time.week import Week
from storage.db.database import Connection
from storage.people import offices, people, units
from storage.records import Correction, Office
from storage.weeks import corrections, snapshots, week_notes
from storage.weeks.week_notes import Kind, WeekNote

FINAL = "final"
"""What is written down when a deputy has read a closed week's figures."""


async def load_paper(
    connection: Connection, unit: UnitOrder, period: Period, now: datetime, known: Units
) -> PaperFacts:
    """Read a period up to now; nothing is written. Weeks to come are left out."""
    weeks = [each for each in period.weeks(unit.week, unit.zone) if each.start <= now]
    names = [each.name for each in weeks]
    since = (await units.joined(connection, [unit.id])).get(unit.id)
    taken = await _notes(connection, unit, "measure", names)
    seen = await _notes(connection, unit, "seen", names)
    added = await corrections.of_units(connection, [unit.id], names)
    by = await _capacities(connection, unit)
    found = []
    for week in weeks:
        report, state = await _report(connection, unit, week, now, known, since, period)
        mine = [each for each in added[unit.id] if each.week == week.name]
        found.append(
            PaperWeek(
                week=week,
                state=state,
                report=report,
                measures=tuple(
                    (each.made_at.astimezone(unit.zone), each.text) for each in taken[week.name]
                ),
                seen=tuple(
                    (each.made_at.astimezone(unit.zone), each.text == FINAL)
                    for each in seen[week.name]
                ),
                confirmed=tuple(
                    [await _confirmed(connection, unit, each, report, by) for each in mine]
                ),
            )
        )
    return PaperFacts(
        unit_name=unit.name,
        unit_kind=unit.kind,
        is_level=unit.kind in LEVELS,
        period=period,
        at=now.astimezone(unit.zone),
        main=unit.order.main,
        source=unit.order.source,
        rule=unit.order.counting.rule,
        weeks=tuple(found),
    )


async def _report(
    connection: Connection,
    unit: UnitOrder,
    week: Week,
    now: datetime,
    known: Units,
    since: datetime | None,
    period: Period,
) -> tuple[Report | None, WeekState]:
    """Give a week's report if it has one. Weeks before the unit was served are not counted now.

    Whoever asks for just that week is told what there is of it.
    """
    early = (since is None or week.end <= since) and period.kind != "week"
    if early and not await snapshots.closed(connection, [unit.id], week.name):
        return None, "before"
    try:
        report = await load_level_report(connection, unit, week, now, known)
    except Forgotten:
        return None, "forgotten"
    if report.window.closed:
        return report, "closed"
    return report, "running" if now < week.end else "open"


async def _notes(
    connection: Connection, unit: UnitOrder, kind: Kind, weeks: Collection[str]
) -> Mapping[str, Sequence[WeekNote]]:
    found: dict[str, list[WeekNote]] = {week: [] for week in weeks}
    for note in reversed(await week_notes.listed(connection, unit.id, kind)):
        if note.week in found:
            found[note.week].append(note)
    return found


async def _capacities(connection: Connection, unit: UnitOrder) -> Mapping[int, Office]:
    """Give what who holds an office here is; of two offices the administrator's."""
    held = await offices.of_unit(connection, unit.id)
    return {each.account: each.office for each in reversed(held)}


async def _confirmed(
    connection: Connection,
    unit: UnitOrder,
    each: Correction,
    report: Report | None,
    by: Mapping[int, Office],
) -> Confirmed:
    figure = report.figure(each.figure) if report is not None else None
    spec = next((one for one in unit.order.indicator if one.id == each.figure), None)
    person = None if each.person is None else await people.person(connection, each.person)
    line = next((one for one in report.people if one.id == each.person), None) if report else None
    name = line.name if line is not None else person.full_name if person is not None else ""
    capacity: Capacity = "operator" if each.author is None else by.get(each.author, "former")
    return Confirmed(
        number=each.person,
        person=name,
        title=figure.title if figure is not None else spec.title if spec is not None else "",
        messages=each.messages,
        calls=each.calls,
        value=each.value,
        of=each.of,
        ground=each.comment,
        by=capacity,
        at=each.made_at.astimezone(unit.zone),
    )
