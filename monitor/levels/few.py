"""Figures over so few people that they would tell of single persons: hidden above and in chats.

Inside an organisation nothing is hidden. For coordinators and group chats a figure over fewer than
``least`` people is «few»: neither value nor base, nor whether its norm is met. Sums of a level stay
right; so that nobody subtracts, what is hidden of one figure is always of two organisations or
more, with ``least`` people together: the next smallest are hidden as well. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.facts.digest import Again, Digest, WeekPoint
from monitor.facts.values import Figure, OrganisationLine, Report, WeekFigure
from monitor.indicators import BY_NAME
from monitor.levels.rollup import ordered
from monitor.orders.model import IndicatorSpec, Order


def hide(report: Report, order: Order, least: int) -> Report:
    """Hide of a report what is over fewer than ``least`` people, and what would tell it."""
    asked = {spec.id: spec for spec in order.indicator}
    small = {
        figure.id: _hidden(report.organisations, figure.id, least)
        for figure in report.figures
        if of_people(asked.get(figure.id))
    }
    for figure in report.figures:
        spec = asked.get(figure.id)
        if spec is not None and BY_NAME[spec.family].over_units == "meeting":
            few = frozenset[str]().union(*small.values())
            small[figure.id] = _joined(few, report.organisations)
    lines = (_line(line, small) for line in report.organisations)
    return replace(
        report,
        figures=tuple(
            _few(figure) if of_people(asked.get(figure.id)) and _is_few(figure, least) else figure
            for figure in report.figures
        ),
        organisations=ordered(lines, order),
    )


def hide_told(digest: Digest, order: Order, least: int) -> Digest:
    """Hide of a digest what is over too few people, in the weeks before as well."""
    asked = {spec.id: spec for spec in order.indicator}
    trends = tuple(
        replace(trend, points=tuple(_point(point, least) for point in trend.points))
        if of_people(asked.get(trend.figure))
        else trend
        for trend in digest.trends
    )
    return replace(digest, report=hide(digest.report, order, least), trends=trends)


def untold(again: Iterable[Again], least: int) -> tuple[Again, ...]:
    """Give the new sums that may be told: what came to one must not be of too few people."""
    return tuple(
        each
        for each in again
        if (each.of is None or each.of >= least)
        and not 0 < abs((each.of or 0) - (each.was_of or 0)) < least
    )


def without(report: Report, names: Iterable[str]) -> Report:
    """Hide figures of a report that a level hides of its organisation."""
    few = frozenset(names)
    figures = (_few(figure) if figure.id in few else figure for figure in report.figures)
    return replace(report, figures=tuple(figures))


def of_people(spec: IndicatorSpec | None) -> bool:
    """Whether a figure's base is people; of a figure no order asks for any more it may be."""
    return spec is None or BY_NAME[spec.family].counts_people


def _is_few(one: Figure | WeekFigure | WeekPoint, least: int) -> bool:
    return one.value is not None and one.of is not None and 0 < one.of < least


def _hidden(lines: Sequence[OrganisationLine], figure: str, least: int) -> frozenset[str]:
    """Choose the units whose figure is hidden: the small ones, and who would tell them."""
    of = {
        line.unit: theirs.of
        for line in lines
        if (theirs := line.figure(figure)) is not None and theirs.value is not None and theirs.of
    }
    hidden = {unit for unit, base in of.items() if base < least}
    for unit in sorted(of.keys() - hidden, key=lambda unit: (of[unit], unit)):
        if not hidden or (len(hidden) > 1 and sum(of[each] for each in hidden) >= least):
            break
        hidden.add(unit)
    return frozenset(hidden)


def _joined(few: frozenset[str], lines: Sequence[OrganisationLine]) -> frozenset[str]:
    """Let one that is hidden not be the only one: what is left of the sum would be its own."""
    others = [line.unit for line in lines if line.unit not in few]
    return few | frozenset(others[:1]) if len(few) == 1 else few


def _line(line: OrganisationLine, small: Mapping[str, frozenset[str]]) -> OrganisationLine:
    few = tuple(figure for figure, units in small.items() if line.unit in units)
    if not few:
        return line
    return replace(
        line,
        few=few,
        figures=tuple(
            WeekFigure(id=theirs.id, value=None, of=None) if theirs.id in few else theirs
            for theirs in line.figures
        ),
    )


def _few(figure: Figure) -> Figure:
    norm = figure.norm
    return replace(
        figure,
        value=None,
        of=None,
        norm=None if norm is None else replace(norm, met=None, before=None),
        incomplete=False,
        other=None,
        missing="few",
        corrected=False,
        among=None,
        possible=0,
    )


def _point(point: WeekPoint, least: int) -> WeekPoint:
    return replace(point, value=None, of=None) if _is_few(point, least) else point
