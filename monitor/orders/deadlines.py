"""Milestones and their dates: which are asked of a unit, of which it is to be reminded. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from monitor.orders.model import Milestone, Order

STEPS = (14, 3, 0)
"""Days before a deadline on which somebody is reminded, once each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The facts of a reminder: what is still to be done by a day, each with its point."""

    unit_name: str
    order_title: str
    deadline: date
    days_left: int
    left: tuple[tuple[str, str], ...]


def milestones_of(order: Order, kind: str) -> tuple[Milestone, ...]:
    """List the milestones asked of units of a kind, as the order does."""
    return tuple(each for each in order.milestone if each.concerns(kind))


def near(
    asked: Iterable[Milestone], done: Collection[str], today: date
) -> dict[tuple[date, int], tuple[Milestone, ...]]:
    """Give what is not done and whose day is near, by the day and the step of the reminder.

    A step holds until the next one: a reminder missed on its day is made up for.
    """
    found: dict[tuple[date, int], tuple[Milestone, ...]] = {}
    for each in asked:
        if each.deadline is None or each.id in done:
            continue
        left = (each.deadline - today).days
        steps = [step for step in STEPS if 0 <= left <= step]
        if steps:
            key = each.deadline, min(steps)
            found[key] = (*found.get(key, ()), each)
    return found
