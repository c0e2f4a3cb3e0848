"""An order point by point: what of each is counted, reminded of, confirmed, or left to people.

Pure: what the page of an order and the dialog tell is made of these rows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from monitor.indicators import BY_NAME
from monitor.orders.model import LEVELS, IndicatorSpec, Order
from monitor.orders.points import Duty, Milestone, Outside, numbers_of

Entry = Milestone | Duty | Outside

Reminder = Literal["deadline", "nudge", "reminder"]
"""Of what is reminded: a day before it comes; each who is short; the administrator, of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPoint:
    """A point of an order's text, and what the program has for it.

    ``point``: empty for the figures whose point the file does not say. ``entry``: its wording;
    None: the text's wording is not in the file, only figures are.
    """

    point: str
    entry: Entry | None
    figures: tuple[IndicatorSpec, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def counted(self) -> tuple[IndicatorSpec, ...]:
        """The figures the program counts by itself."""
        return tuple(spec for spec in self.figures if not BY_NAME[spec.family].confirmed)

    @property
    def confirmed(self) -> tuple[IndicatorSpec, ...]:
        """The figures whose value a person says."""
        return tuple(spec for spec in self.figures if BY_NAME[spec.family].confirmed)


def points_of(order: Order) -> tuple[OrderPoint, ...]:
    """List all points of an order, in the order of their numbers; what has no number is last."""
    return _points(order, (*order.milestone, *order.duty, *order.outside), order.indicator)


def points_for(order: Order, kind: str, under: str | None = None) -> tuple[OrderPoint, ...]:
    """List the points asked of units of a kind right below such a one.

    A figure stands by the points that ask for it; one whose points are all asked of others is not
    listed, however much a level reads it.
    """
    entries: list[Entry] = [*order.milestone, *order.duty, *order.outside]
    others = {each.point for each in entries if not each.concerns(kind, under)}
    figures = [spec for spec in order.indicator if figure_concerns(spec, kind)]
    mine = [each for each in entries if each.concerns(kind, under)]
    return tuple(
        row for row in _points(order, mine, figures) if row.entry or row.point not in others
    )


def figure_concerns(spec: IndicatorSpec, kind: str) -> bool:
    """Whether units of a kind have the figure: some only levels have."""
    return spec.concerns(kind) and (kind in LEVELS or not BY_NAME[spec.family].of_levels)


def _points(
    order: Order, entries: Iterable[Entry], figures: Sequence[IndicatorSpec]
) -> tuple[OrderPoint, ...]:
    worded = {each.point: each for each in entries}
    asked: dict[str, list[IndicatorSpec]] = {}
    for spec in figures:
        for point in numbers_of(spec.point) or ("",):
            asked.setdefault(point, []).append(spec)
    return tuple(
        OrderPoint(
            point=point,
            entry=worded.get(point),
            figures=tuple(asked.get(point, ())),
            reminders=tuple(_reminders(order, worded.get(point), asked.get(point, ()))),
        )
        for point in sorted(worded.keys() | asked.keys(), key=_place)
    )


def _place(point: str) -> tuple[bool, str, list[int], str]:
    """Sort numbers as people count: «2.10» behind «2.9», «строка 1» behind the numbers alone."""
    word = point.partition(" ")[0]
    named = "" if word[:1].isdigit() else word
    return not point, named, [int(each) for each in re.findall(r"\d+", point)], point


def _reminders(
    order: Order, entry: Entry | None, figures: Iterable[IndicatorSpec]
) -> Iterator[Reminder]:
    due = entry.due if isinstance(entry, Milestone) else None
    if due is not None and due.has_day and order.schedule.milestones is not None:
        yield "deadline"
    if any(spec.personal for spec in figures):
        if order.schedule.nudge is not None:
            yield "nudge"
        if order.schedule.reminder is not None:
            yield "reminder"
