"""What an order says of its points that each key allows and the whole does not. Pure."""

from collections.abc import Iterator

from monitor.order_files.problems import OrderProblem
from monitor.orders.model import LEVELS, Order
from monitor.orders.points import Milestone, Point, numbers_of


def said_twice(order: Order) -> Iterator[OrderProblem]:
    """Find what stands twice: a milestone by its id or its words, a point by its number.

    Files that do not say what they rest on are older than that rule: their milestones may share
    a point.
    """
    ids = [each.id for each in order.milestone]
    said = [(each.point, each.title) for each in order.milestone]
    for number, each in enumerate(order.milestone, start=1):
        if ids.count(each.id) > 1:
            yield OrderProblem(f"milestone.{number}.id", "repeated_id", each.id)
        elif said.count((each.point, each.title)) > 1:
            yield OrderProblem(f"milestone.{number}.title", "repeated_milestone", each.title)
    if len(set(ids)) == len(ids) and len(set(said)) == len(said):
        yield from _numbers(order)


def _numbers(order: Order) -> Iterator[OrderProblem]:
    older = "basis" not in order.model_fields_set
    seen: set[str] = set()
    for place, each in _points(order):
        if older and isinstance(each, Milestone):
            continue
        for number in numbers_of(each.point):
            if number in seen:
                yield OrderProblem(f"{place}.point", "repeated_point", number)
            seen.add(number)


def unclear(order: Order) -> Iterator[OrderProblem]:
    """Find points that say nothing, or two things, of whom and of when."""
    measured = {number for spec in order.indicator for number in numbers_of(spec.point)}
    for place, each in _points(order):
        if isinstance(each, Milestone) and None not in (each.deadline, each.when):
            yield OrderProblem(f"{place}.when", "two_dates", str(each.deadline))
        if each.level and not LEVELS.isdisjoint(each.organisations):
            yield OrderProblem(f"{place}.organisations", "level_and_kind")
        elif each.level and "organisation" not in each.level and (each.organisations or each.under):
            yield OrderProblem(f"{place}.level", "no_organisations")
    for number, duty in enumerate(order.duty, start=1):
        if not (duty.bot or duty.person or duty.limit) and measured.isdisjoint(
            numbers_of(duty.point)
        ):
            yield OrderProblem(f"duty.{number}", "idle_duty", duty.point)


def _points(order: Order) -> Iterator[tuple[str, Point]]:
    """Give every point with its place, in the order of the kinds."""
    kinds = (("milestone", order.milestone), ("duty", order.duty), ("outside", order.outside))
    for name, points in kinds:
        for number, each in enumerate(points, start=1):
            yield f"{name}.{number}", each
