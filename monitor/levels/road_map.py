"""What orders want done once, over the organisations below a level: who has done it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from monitor.orders.deadlines import Stage, milestones_of, stage
from monitor.orders.model import Milestone, Order

LATE = frozenset({Stage.NEAR, Stage.PAST})
"""How a milestone stands that wants doing soon, or is overdue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A unit and what it has done, by the milestone's id; ``under``: the kind of what is above."""

    id: str
    name: str
    kind: str
    under: str | None
    order: Order
    today: date
    joined: date | None
    done: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadUnit:
    """How a milestone of a unit stands; ``done_on``: the day, if it is done."""

    id: str
    name: str
    kind: str
    stage: Stage
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLine:
    """A milestone of an order, and every unit it is asked of."""

    order: Order
    milestone: Milestone
    units: tuple[RoadUnit, ...]

    @property
    def left(self) -> tuple[RoadUnit, ...]:
        """Who has not done it."""
        return tuple(each for each in self.units if each.stage is not Stage.DONE)

    @property
    def done(self) -> int:
        """How many have."""
        return len(self.units) - len(self.left)

    @property
    def late(self) -> bool:
        """Whether anybody is late with it, or soon will be."""
        return any(each.stage in LATE for each in self.units)

    @property
    def before(self) -> bool:
        """Whether the day had gone by for all who are left when they joined."""
        return bool(self.left) and all(each.stage is Stage.BEFORE for each in self.left)


def road_map(placed: Iterable[Placed], first: str) -> tuple[RoadLine, ...]:
    """Give the milestones asked of these units, those of the order ``first`` before the others."""
    found: dict[str, tuple[Order, dict[str, list[RoadUnit]]]] = {}
    for unit in placed:
        _, lines = found.setdefault(unit.order.id, (unit.order, {}))
        for each in milestones_of(unit.order, unit.kind, unit.under):
            lines.setdefault(each.id, []).append(_standing(unit, each))
    names = sorted(found, key=lambda name: (name != first, name))
    return tuple(
        RoadLine(order=order, milestone=each, units=tuple(lines[each.id]))
        for order, lines in (found[name] for name in names)
        for each in order.milestone
        if each.id in lines
    )


def _standing(unit: Placed, milestone: Milestone) -> RoadUnit:
    done_on = unit.done.get(milestone.id)
    standing = stage(milestone, done_on, unit.today, unit.joined)
    return RoadUnit(
        id=unit.id,
        name=unit.name,
        kind=unit.kind,
        stage=standing,
        done_on=done_on if standing is Stage.DONE else None,
    )
