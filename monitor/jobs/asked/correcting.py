"""Corrections: what somebody in charge confirms beside what was measured (orders.md, 2).

A week that runs counts them by itself (monitor/facts/assembling.py). A closed one gets a new
version under the corrector's name, and the levels above are summed again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from monitor.facts.assembling import assemble
from monitor.facts.values import PersonLine, Report
from monitor.indicators import BY_NAME
from monitor.jobs.closed import closed_report, keep_closed
from monitor.jobs.levels import close_again
from monitor.jobs.load import UnitOrder, Units, load_facts, load_report
from monitor.orders.model import LEVELS
from monitor.people.names.spelling import plain
from monitor.report.patching import patched, patched_months
from monitor.time.week import Week
from storage.db.database import Connection
from storage.people import people
from storage.records import Correction
from storage.told import journal
from storage.weeks import corrections

LONGEST_COMMENT = 500
MOST = 10_000
"""Messages or calls that can be confirmed at once."""

OPERATOR = "operator"
"""The author of versions made on the command line."""


class BadCorrection(Exception):
    """A correction that cannot be made: ``code`` names why, ``known`` what could be named."""

    def __init__(self, code: str, known: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.known = tuple(known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A week before and after; ``version``: of the closed week's report, None: it is not closed."""

    before: Report
    after: Report
    version: int | None


def matching(lines: Iterable[PersonLine], text: str) -> tuple[PersonLine, ...]:
    """Find people of a report by number, by the whole name or by a part of it. Pure."""
    if text.isdecimal():
        return tuple(line for line in lines if line.id == int(text))
    wanted = _spelled(text)
    found = tuple(line for line in lines if wanted in _spelled(line.name))
    return tuple(line for line in found if _spelled(line.name) == wanted) or found


def _spelled(name: str) -> str:
    return " ".join(plain(name).split())


async def correct(
    connection: Connection, of: UnitOrder, week: Week, new: Correction, units: Units
) -> Corrected:
    """Write a correction down with its trace. Raises ``BadCorrection``, ``Forgotten``."""
    before = await check(connection, of, week, new)
    number = await corrections.add(connection, new)
    await journal.write(
        connection,
        at=new.made_at,
        action="corrected",
        unit=new.unit,
        actor=new.author,
        details=_details(new),
    )
    version = await _close_again(connection, of, week, replace(new, id=number), units)
    await _months_again(connection, of, week, replace(new, id=number), units)
    after = await load_report(connection, of, week, new.made_at)
    return Corrected(before=before, after=after, version=version)


async def check(connection: Connection, of: UnitOrder, week: Week, new: Correction) -> Report:
    """Give the week as it is without the correction. Raises ``BadCorrection``, ``Forgotten``."""
    if of.unit.kind in LEVELS:
        raise BadCorrection("level")
    if week.start > new.made_at:
        raise BadCorrection("future")
    _check_comment(new.comment)
    before = await load_report(connection, of, week, new.made_at)
    if new.person is None:
        _check_figure(of, before, new)
    else:
        await _check_person(connection, before, new)
    return before


def _check_comment(comment: str) -> None:
    if not comment.strip():
        raise BadCorrection("comment")
    if len(comment) > LONGEST_COMMENT:
        raise BadCorrection("comment_long")


def _check_figure(of: UnitOrder, report: Report, new: Correction) -> None:
    open_ = [
        spec.id
        for spec in of.order.indicator
        if BY_NAME[spec.family].confirmed and report.figure(spec.id) is not None
    ]
    if new.figure not in open_:
        raise BadCorrection("figure" if open_ else "no_figures", open_)
    if new.value is None or new.value < 0 or (new.of is not None and new.of < 1):
        raise BadCorrection("value")
    if new.of is not None and new.value > new.of:
        raise BadCorrection("more_than_base")


async def _check_person(connection: Connection, report: Report, new: Correction) -> None:
    if not (new.messages or new.calls):
        raise BadCorrection("nothing")
    if max(abs(new.messages), abs(new.calls)) > MOST:
        raise BadCorrection("too_many")
    listed = any(line.id == new.person for line in report.people)
    if not listed or await people.person(connection, new.person or 0) is None:
        raise BadCorrection("person")
    earlier = await corrections.of_week(connection, new.unit, new.week)
    mine = [each for each in (*earlier, new) if each.person == new.person]
    if sum(each.messages for each in mine) < 0 or sum(each.calls for each in mine) < 0:
        raise BadCorrection("below_measured")


def _details(new: Correction) -> dict[str, object]:
    """Give what the journal keeps; the comment stays where it is."""
    if new.person is None:
        return {"week": new.week, "figure": new.figure, "value": new.value, "of": new.of}
    return {
        "week": new.week,
        "person": new.person,
        "messages": new.messages,
        "calls": new.calls,
    }


async def _close_again(
    connection: Connection, of: UnitOrder, week: Week, new: Correction, units: Units
) -> int | None:
    closed = await closed_report(connection, new.unit, week.name)
    if closed is None:
        return None
    report = patched(closed, of.order, week, new)
    if of.order.needs_month and new.person is not None:
        report = await _month_patched(connection, of, week, new, report)
    return await _keep(connection, of, week, report, new, units)


async def _months_again(
    connection: Connection, of: UnitOrder, week: Week, new: Correction, units: Units
) -> None:
    """Correct the month in what the later closed weeks of it said."""
    if not of.order.needs_month or new.person is None:
        return
    later = week.shifted(1)
    while later.first.month == week.first.month:
        closed = await closed_report(connection, new.unit, later.name)
        if closed is None:
            break
        report = await _month_patched(connection, of, later, new, closed)
        if report != closed:
            await _keep(connection, of, later, report, new, units)
        later = later.shifted(1)


async def _month_patched(
    connection: Connection, of: UnitOrder, week: Week, new: Correction, report: Report
) -> Report:
    month = (await load_facts(connection, of, week, week.end)).month
    if month is None:
        return report
    without = tuple(each for each in month.raw.corrections if each.id != new.id)
    before = assemble(
        replace(month.raw, corrections=without),
        week,
        month.as_of,
        participants=month.participants,
        shortest=month.shortest,
        span=month.span,
    )
    return patched_months(report, of.order, before, month)


async def _keep(
    connection: Connection,
    of: UnitOrder,
    week: Week,
    report: Report,
    new: Correction,
    units: Units,
) -> int:
    """Keep a closed week's report as its next version, under the corrector's name."""
    author = OPERATOR if new.author is None else str(new.author)
    versions = await keep_closed(connection, week.name, [report], author, new.made_at)
    await close_again(connection, [of], week, units, new.made_at)
    return versions[new.unit]
