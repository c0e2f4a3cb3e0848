"""Reading what explains a figure from storage; the awaiting part of explaining."""

from collections.abc import Iterable
from datetime import datetime

from monitor.explain.figure import explain
from monitor.explain.level import explain_level
from monitor.explain.values import Explanation
from monitor.facts.values import PersonLine, Report
from monitor.jobs.asked.correcting import matching
from monitor.jobs.levels import load_level_report
from monitor.jobs.loading.load import UnitOrder, Units
from monitor.jobs.loading.week import load_with_facts
from monitor.orders.model import LEVELS, IndicatorSpec
from monitor.time.week import Week, month_until, utc_seconds
from storage.db.database import Connection
from storage.seen import activity


class UnknownFigure(Exception):
    """The order asks for no such indicator, or the report of the week has none."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        """``known``: the ids of the indicators there are."""
        super().__init__(name)
        self.name = name
        self.known = known


class UnknownPerson(Exception):
    """Nobody of the week's list is called so, or more than one (``found``)."""

    def __init__(self, name: str, people: tuple[PersonLine, ...]) -> None:
        """``people``: those who are meant perhaps."""
        super().__init__(name)
        self.name = name
        self.found = people


async def load_explanation(
    connection: Connection,
    unit: UnitOrder,
    week: Week,
    indicator: str,
    now: datetime,
    units: Units,
    person: str | None = None,
    *,
    ahead: bool = False,
) -> Explanation:
    """Explain a figure of a unit's week as it was closed, or as it stands at ``now``.

    ``person``: a name as on the roster, a part of it, or the person's number; ``ahead``: a level's
    week is read as its summary is (``load_level_report``).
    Raises ``UnknownFigure`` and ``UnknownPerson``.
    """
    if unit.kind in LEVELS:
        report = await load_level_report(connection, unit, week, now, units, ahead=ahead)
        spec = _spec(unit, report, indicator)
        if person is not None:
            raise UnknownPerson(person, ())
        return explain_level(unit.order, spec, report)
    report, facts = await load_with_facts(connection, unit, week, now)
    spec = _spec(unit, report, indicator)
    line = None if person is None else find_person(report.people, person)
    span = month_until(week) if spec.window == "month" else week
    return explain(
        facts,
        unit.order,
        spec,
        report,
        deleted=await activity.deleted(
            connection, unit.id, utc_seconds(span.start), utc_seconds(span.end)
        ),
        person=line,
    )


def _spec(unit: UnitOrder, report: Report, name: str) -> IndicatorSpec:
    told = {figure.id for figure in report.figures}
    known = {spec.id: spec for spec in unit.order.indicator if spec.id in told}
    if name not in known:
        raise UnknownFigure(name, tuple(known))
    return known[name]


def find_person(people: Iterable[PersonLine], wanted: str) -> PersonLine:
    """Find one person by number, whole name, or a part of it. Raises ``UnknownPerson``."""
    found = matching(people, wanted)
    if len(found) != 1:
        raise UnknownPerson(wanted, found)
    return found[0]
