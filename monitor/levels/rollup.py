"""Sums of a municipality or a region: from the figures of the units below to its report. Pure.

Only figures come up, never people. A region sums its municipalities; nothing is counted again.
Who has no data is in no base: *no data* is neither zero nor a failure.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction

from monitor.facts.ratio import Ratio
from monitor.facts.values import (
    Among,
    Blank,
    Figure,
    NormReading,
    OrganisationLine,
    PlanLine,
    Report,
    State,
    WeekFigure,
    WindowSpan,
)
from monitor.indicators import BY_NAME
from monitor.indicators.indicator import Counted, Indicator
from monitor.levels.children import Child, asked_below, part_of, reports
from monitor.orders.model import IndicatorSpec, Order
from monitor.orders.norms import read_norm
from monitor.orders.roles import Audience, Role
from monitor.report.making import NOTHING_BEFORE, counts_of, demand_of
from monitor.time.week import Week, month_until
from storage.records import Unit


def rollup(
    unit: Unit,
    order: Order,
    children: Sequence[Child],
    week: Week,
    as_of: datetime,
    *,
    closed: bool = False,
    before: Mapping[str, WeekFigure] = NOTHING_BEFORE,
    working: Sequence[date] = (),
    blanks: tuple[Blank, ...] = (),
) -> Report:
    """Sum a level's week; ``before``: its figures of the week before, ``working``: its days.

    The completeness is the lowest of those below that have one: how many messages a mean would
    have to weigh by is not known up here.
    """
    known = [child.week.completeness for child in children if child.week is not None]
    figures = (
        _figure(spec, order, children, week, as_of, before.get(spec.id), working)
        for spec in order.indicator
    )
    return Report(
        unit=unit.id,
        unit_name=unit.name,
        unit_kind=unit.kind,
        order=order.id,
        order_title=order.source.plain,
        source=order.source,
        rule=order.counting.rule,
        window=WindowSpan(
            week=week.name, start=week.start, end=week.end, as_of=as_of, closed=closed
        ),
        completeness=min((each for each in known if each is not None), default=None),
        figures=tuple(figures),
        people=(),
        days=(),
        chats=(),
        organisations=ordered(
            [_line(child, order, as_of, closed=closed) for child in children], order
        ),
        resting=not working,
        statistics=_statistics(order),
        plan=tuple(
            PlanLine(title=each.title, planned=each.planned, figure=each.indicator)
            for each in order.plan
            if each.level == unit.kind
        ),
        blanks=blanks,
    )


def _figure(
    spec: IndicatorSpec,
    order: Order,
    children: Iterable[Child],
    week: Week,
    as_of: datetime,
    before: WeekFigure | None,
    working: Sequence[date],
) -> Figure:
    family = BY_NAME[spec.family]
    asked = [child for child in children if asked_below(child, spec, order)]
    parts = [part_of(child, spec, order) for child in asked]
    known = [part for part in parts if part is not None]
    counted = _sum(known, family)
    possible = sum(part.possible for part in known)
    days = _days(spec, week, as_of, working)
    return Figure(
        id=spec.id,
        title=spec.title,
        short=spec.short,
        value=counted.value,
        of=counted.of,
        base=spec.base if family.people else "all" if family.has_base else None,
        norm=_norm(
            spec,
            family,
            counted,
            before,
            resting=family.activity and not working,
        ),
        minimum=spec.messages or spec.calls or spec.days,
        counts=counts_of(spec),
        personal=spec.personal,
        incomplete=any(part.incomplete for part in known),
        point=spec.point,
        window=spec.window,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        demand=demand_of(spec, order.counting.shortest),
        missing=counted.missing,
        among=_among(spec, order, asked),
        possible=possible,
    )


def _sum(parts: Iterable[WeekFigure], family: Indicator) -> Counted:
    known = [part for part in parts if part.value is not None]
    if family.has_base:
        known = [part for part in known if part.of is not None]
    if not known:
        return Counted(None, None, "below")
    value = sum(part.value or 0 for part in known)
    return Counted(value, sum(part.of or 0 for part in known) if family.has_base else None)


def _among(spec: IndicatorSpec, order: Order, asked: Iterable[Child]) -> Among | None:
    """Tell in how many organisations a norm is met, each judged by its own order."""
    over = BY_NAME[spec.family].over_units
    if over == "reporting" or (spec.norm is None and over != "meeting"):
        return None
    met = unmet = unknown = 0
    for child in asked:
        part = part_of(child, spec, order)
        if part is not None and part.resting and not child.is_level:
            continue  # nobody is judged in vacations
        told = part.among if part is not None and child.is_level else None
        if told is not None:
            met, unmet, unknown = met + told.met, unmet + told.unmet, unknown + told.unknown
        elif child.is_level or part is None or part.met is None:
            unknown += asked_below(child, spec, order)
        else:
            met, unmet = met + part.met, unmet + (not part.met)
    return Among(met=met, unmet=unmet, unknown=unknown)


def _norm(
    spec: IndicatorSpec,
    family: Indicator,
    figure: Ratio,
    before: WeekFigure | None,
    *,
    resting: bool,
) -> NormReading | None:
    """Read the norm of a sum; a count is demanded of each organisation, not of their sum."""
    norm = spec.norm
    of_each = norm is not None and (norm.at_least is not None or norm.at_most is not None)
    if of_each and not family.of_levels:
        return None
    return read_norm(spec, figure, before, resting=resting)


def _days(
    spec: IndicatorSpec, week: Week, as_of: datetime, working: Sequence[date]
) -> tuple[date, ...]:
    """Give the days of a figure that is not of the week."""
    if spec.window == "month":
        return month_until(week).days
    today = as_of.astimezone(week.zone).date()
    begun = [day for day in working if day <= today]
    return tuple(begun[-1:]) if spec.window == "day" else ()


def _line(child: Child, order: Order, as_of: datetime, *, closed: bool) -> OrganisationLine:
    reporting = sum(line.reporting for line in child.lines)
    if not child.is_level:
        reporting = int(reports(child, order))
    kept = child.week
    return OrganisationLine(
        unit=child.unit.id,
        name=child.unit.name,
        kind=child.unit.kind,
        state=_state(child, order, as_of, closed=closed),
        completeness=kept.completeness if kept else None,
        figures=tuple(
            part_of(child, spec, order) or WeekFigure(id=spec.id, value=None, of=None)
            for spec in order.indicator
            if asked_below(child, spec, order)
        ),
        reporting=reporting,
        listed=len(child.leaves),
    )


def _state(child: Child, order: Order, as_of: datetime, *, closed: bool) -> State:
    kept = child.week
    if kept is None or not reports(child, order):
        return "none"
    if child.resting:
        return "resting"
    if kept.closed:
        return "closed"
    return "late" if closed or kept.as_of < min(as_of, child.ends) else "running"


def ordered(lines: Iterable[OrganisationLine], order: Order) -> tuple[OrganisationLine, ...]:
    """Put the lines in order: the kinds as they come, names within; by share if ranked."""
    lines = list(lines)
    kinds = list(dict.fromkeys(line.kind for line in lines))
    lines.sort(key=lambda line: (kinds.index(line.kind), _natural(line.name)))
    if order.ranking:
        lines.sort(key=lambda line: -_share(line, order.main))
    return tuple(lines)


def _share(line: OrganisationLine, main: str) -> Fraction:
    figure = line.figure(main)
    share = figure.size if figure and figure.of is not None else None
    return Fraction(-1) if share is None else share


def _natural(name: str) -> list[tuple[int, str]]:
    """Sort «№ 2» before «№ 12»."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _statistics(order: Order) -> tuple[tuple[str, str], ...]:
    """Find the figures of the Friday statistics in an order (Smolensk, point 18)."""
    found: dict[str, str] = {}
    for spec in order.indicator:
        if name := _statistic(spec):
            found.setdefault(name, spec.id)
    return tuple(found.items())


def _statistic(spec: IndicatorSpec) -> str | None:
    friday = BY_NAME[spec.family].friday
    if friday == "chats":
        return "chats"
    if friday == "units":
        only = spec.organisations[0] if len(spec.organisations) == 1 else None
        return {"school": "schools", "college": "colleges"}.get(only or "")
    if friday != "people" or not (spec.roles or spec.audience is Audience.TEACHERS):
        return None
    narrow = spec.roles or spec.organisations
    if narrow in ((Role.TEACHER,), ("school",)):
        return "teachers"
    return "lecturers" if narrow in ((Role.LECTURER,), ("college",)) else None
