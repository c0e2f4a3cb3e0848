"""Explaining a figure of a municipality or a region: which organisation gave what. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from monitor.explain.figure import head_of
from monitor.explain.values import Explanation, OrganisationPiece
from monitor.facts.values import OrganisationLine, Report
from monitor.indicators import BY_NAME
from monitor.orders.model import IndicatorSpec, Order


def explain_level(order: Order, spec: IndicatorSpec, report: Report) -> Explanation:
    """Tell which units below gave what to a level's figure; never anybody's name.

    Raises ``KeyError`` if the report has no such figure.
    """
    norms = _norms(order, spec)
    return replace(
        head_of(spec, report),
        organisations=tuple(
            _organisation(line, spec, norms)
            for line in report.organisations
            if line.listed != 1 or spec.concerns(line.kind)
        ),
    )


def _norms(order: Order, spec: IndicatorSpec) -> Mapping[str, str]:
    """Give the titles of the norms an organisation must meet; empty: the figure asks for none."""
    if BY_NAME[spec.family].over_units != "meeting":
        return {}
    return {
        each.id: each.title
        for each in order.indicator
        if each.norm is not None
        and not BY_NAME[each.family].of_levels
        and (not spec.indicators or each.id in spec.indicators)
    }


def _organisation(
    line: OrganisationLine, spec: IndicatorSpec, norms: Mapping[str, str]
) -> OrganisationPiece:
    theirs = line.figure(spec.id)
    part = OrganisationPiece(
        name=line.name,
        state=line.state,
        value=theirs.value if theirs else None,
        of=theirs.of if theirs else None,
        met=theirs.met if theirs else None,
        incomplete=theirs.incomplete if theirs else False,
        few=spec.id in line.few,
        possible=theirs.possible if theirs else 0,
    )
    if line.listed != 1 or part.met or part.few:
        return part
    known = {name: figure.met if (figure := line.figure(name)) else None for name in norms}
    return replace(
        part,
        unmet=tuple(norms[name] for name, met in known.items() if met is False),
        unknown=tuple(norms[name] for name, met in known.items() if met is None),
    )
