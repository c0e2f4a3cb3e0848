"""Corrections: what somebody in charge confirms beside what was measured.

A week that runs counts them by itself (monitor/facts/assembling.py). A closed one gets a new
version under the corrector's name, and the levels above are summed again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.facts.facts import Facts
from monitor.facts.values import PersonLine, Report
from monitor.indicators import BY_NAME
from monitor.jobs.levels import close_again
from monitor.jobs.loading.closed import closed_facts, closed_report, keep_closed, keep_closed_facts
from monitor.jobs.loading.forgotten import is_forgotten
from monitor.jobs.loading.load import UnitOrder, Units, load_facts
from monitor.jobs.loading.week import load_report
from monitor.orders.model import LEVELS
from monitor.people.names.spelling import plain
from monitor.report.kept import KeptFacts
from monitor.report.older import made_up
from monitor.report.patching import confirmed, corrected
from monitor.time.week import Week, month_until
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
    reached = await _reached(connection, of, week, new)
    await corrections.add(connection, new)
    await journal.write(
        connection,
        at=new.made_at,
        action="corrected",
        unit=new.unit,
        actor=new.author,
        details=_details(new),
    )
    versions = {each.week: await _close_again(connection, of, each, new, units) for each in reached}
    after = await load_report(connection, of, week, new.made_at)
    return Corrected(before=before, after=after, version=versions.get(week))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closed:
    """A closed week that a correction reaches; ``facts`` None: a figure needs none."""

    week: Week
    report: Report
    facts: KeptFacts | None


async def _reached(
    connection: Connection, of: UnitOrder, week: Week, new: Correction
) -> list[_Closed]:
    """Read the closed weeks a correction reaches: its own, and the later ones of the month.

    To be asked before it is written down: what is made up must not have it already.
    """
    weeks = [week]
    if of.order.needs_month and new.person is not None:
        while (later := weeks[-1].shifted(1)).first.month == week.first.month:
            weeks.append(later)
    kept = await closed_facts(connection, new.unit, [each.name for each in weeks])
    found = []
    for each in weeks:
        report = await closed_report(connection, new.unit, each.name)
        if report is not None:
            facts = kept.get(each.name)
            if facts is None and new.person is not None:
                month = await _month(connection, of, each)
                facts = made_up(report, of.order, each, month)
            found.append(_Closed(week=each, report=report, facts=facts))
    return found


async def _month(connection: Connection, of: UnitOrder, week: Week) -> Facts | None:
    """Read what is left of a month whose week was closed without its facts being kept."""
    if not of.order.needs_month or await is_forgotten(connection, month_until(week)):
        return None
    return (await load_facts(connection, of, week, week.end)).month


async def _close_again(
    connection: Connection, of: UnitOrder, closed: _Closed, new: Correction, units: Units
) -> int | None:
    """Keep a closed week as corrected, under the corrector's name; give the new version.

    None: of a later week of the month nothing is said otherwise.
    """
    week, report = closed.week, closed.report
    if closed.facts is None or new.person is None:
        report = confirmed(report, new)
    else:
        report, facts = corrected(report, closed.facts, of.order, week, new)
        await keep_closed_facts(connection, week.name, {new.unit: facts})
        if week.name != new.week and report == closed.report:
            return None
    author = OPERATOR if new.author is None else str(new.author)
    versions = await keep_closed(connection, week.name, [report], author, new.made_at)
    await close_again(connection, [of], week, units, new.made_at)
    return versions[new.unit]
