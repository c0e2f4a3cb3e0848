"""What a single unit below a level adds to its figures. Pure."""

from dataclasses import dataclass
from datetime import datetime

from monitor.facts.values import OrganisationLine, WeekFigure
from monitor.indicators import BY_NAME
from monitor.orders.model import LEVELS, IndicatorSpec, Order
from monitor.report.standing import WeekFigures
from storage.records import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A unit directly below: how it counts, and its week as it stands (None: it never stood).

    ``ends``: when the week does there, by the unit's own zone and calendar.
    ``leaves``: the kinds of the organisations it stands for, its own or those of all below it.
    ``lines``: of a level, its own organisations as it told them.
    """

    unit: Unit
    order: Order
    week: WeekFigures | None
    ends: datetime
    leaves: tuple[str, ...]
    lines: tuple[OrganisationLine, ...] = ()

    @property
    def is_level(self) -> bool:
        """Whether it is a level itself."""
        return self.unit.kind in LEVELS

    @property
    def resting(self) -> bool:
        """Whether it is an organisation without a working day in the week."""
        figures = self.week.figures if self.week is not None and not self.is_level else ()
        return any(figure.resting for figure in figures)


def asked_below(child: Child, spec: IndicatorSpec, order: Order) -> int:
    """How many of the organisations that a child stands for are asked for an indicator."""
    named = [each for each in order.indicator if each.id in spec.indicators]
    return sum(
        spec.concerns(kind) and (not named or any(each.concerns(kind) for each in named))
        for kind in child.leaves
    )


def part_of(child: Child, spec: IndicatorSpec, order: Order) -> WeekFigure | None:
    """Give what a child adds to a figure; None: it never counted that, or counts it otherwise.

    In a week without school an organisation adds nothing to what is about activity.
    """
    family = BY_NAME[spec.family]
    if child.resting and (family.activity or family.over_units == "meeting"):
        return WeekFigure(id=spec.id, value=None, of=None, resting=True)
    if not child.is_level and family.over_units == "reporting":
        return WeekFigure(id=spec.id, value=int(reports(child, order)), of=1)
    if not child.is_level and family.over_units == "meeting":
        met = _meets(child, spec, order)
        if met is None:
            return WeekFigure(id=spec.id, value=None, of=None)
        return WeekFigure(id=spec.id, value=int(met), of=1, met=met)
    if child.week is None or not _counts_alike(child, spec, order):
        return None
    return child.week.figure(spec.id)


def reports(child: Child, order: Order) -> bool:
    """Whether a child gave data: the bot was in a chat of it, or it has the main figure."""
    if child.is_level:
        return any(line.reporting for line in child.lines)
    if child.week is None:
        return False
    main = child.week.figure(order.main)
    return child.week.completeness is not None or (main is not None and main.value is not None)


def _meets(child: Child, spec: IndicatorSpec, order: Order) -> bool | None:
    """Whether an organisation meets the norms named (none: all of its own order).

    One that is not met decides; while none is, one that is not known leaves it open.
    """
    kind = child.unit.kind
    source = order if spec.indicators else child.order
    names = [
        each.id
        for each in source.indicator
        if each.concerns(kind)
        and (
            each.id in spec.indicators
            if spec.indicators
            else each.norm is not None and not BY_NAME[each.family].of_levels
        )
    ]
    if child.week is None or not names:
        return None
    figures = [child.week.figure(name) for name in names]
    found = {None if figure is None else figure.met for figure in figures}
    return False if False in found else None if None in found else True


def _counts_alike(child: Child, spec: IndicatorSpec, order: Order) -> bool:
    """Whether a child's order counts an indicator as this one does; names and norms may differ."""
    theirs = next((each for each in child.order.indicator if each.id == spec.id), None)
    if theirs is None or theirs is spec:
        return theirs is spec
    if child.is_level and theirs.organisations != spec.organisations:
        return False
    if spec.calls and _calls_as(child.order) != _calls_as(order):
        return False
    return theirs.model_dump(exclude=_FREE) == spec.model_dump(exclude=_FREE)


def _calls_as(order: Order) -> tuple[bool, int]:
    return order.counting.participants, order.counting.shortest


_FREE = {"title", "point", "personal", "norm", "organisations"}
