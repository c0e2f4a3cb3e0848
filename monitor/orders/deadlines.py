"""Milestones and their dates: which are asked of a unit, how each stands, what is near. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.orders.model import Milestone, Order
from monitor.orders.when import done_in_time, due, past_due

STEPS = (14, 3, 0)
"""Days before a deadline on which somebody is reminded, once each."""


class Stage(StrEnum):
    """How a milestone of a unit stands today."""

    DONE = "done"  # somebody says so: of what recurs, of the period today lies in
    OPEN = "open"  # not done, and no day by which it must be
    AHEAD = "ahead"
    NEAR = "near"  # within the first step before its day
    PAST = "past"  # its day has gone by
    BEFORE = "before"  # its day had gone by when the unit joined: nobody is late


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The facts of a reminder: what is still to be done by a day, each with its point."""

    unit_name: str
    order_title: str
    deadline: date
    days_left: int
    left: tuple[tuple[str, str], ...]


def milestones_of(order: Order, kind: str, under: str | None = None) -> tuple[Milestone, ...]:
    """List the milestones asked of units of a kind right below such a one, as the order does."""
    return tuple(each for each in order.milestone if each.concerns(kind, under))


def stage(
    milestone: Milestone, done_on: date | None, today: date, joined: date | None = None
) -> Stage:
    """Tell how a milestone stands; ``joined``: the unit's first day with the bot, if any yet."""
    when, day = milestone.due, _day(milestone, today)
    if done_in_time(when, done_on, today):
        return Stage.DONE
    if when is None or day is None:
        return Stage.OPEN
    if past_due(when, today):
        return Stage.BEFORE if joined is None or day < joined else Stage.PAST
    return Stage.NEAR if (day - today).days <= max(STEPS) else Stage.AHEAD


def near(
    asked: Iterable[Milestone], done: Mapping[str, date], today: date
) -> dict[tuple[date, int], tuple[Milestone, ...]]:
    """Give what is not done and whose day is near, by the day and the step of the reminder.

    A step holds until the next one: a reminder missed on its day is made up for.
    """
    found: dict[tuple[date, int], tuple[Milestone, ...]] = {}
    for each in asked:
        day = _day(each, today)
        if day is None or done_in_time(each.due, done.get(each.id), today):
            continue
        left = (day - today).days
        steps = [step for step in STEPS if 0 <= left <= step]
        if steps:
            key = day, min(steps)
            found[key] = (*found.get(key, ()), each)
    return found


def _day(milestone: Milestone, today: date) -> date | None:
    when = milestone.due
    return due(when, today) if when is not None and when.has_day else None
