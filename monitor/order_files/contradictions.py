"""What an order says that each key allows and the whole does not. Pure."""

from collections.abc import Iterator

from monitor.facts.values import Window
from monitor.indicators import BY_NAME, Indicator
from monitor.indicators.learners import FOR_CLASSES
from monitor.order_files.points import said_twice, unclear
from monitor.order_files.problems import OrderProblem
from monitor.orders.model import LEVELS, IndicatorSpec, NormSpec, Order
from monitor.orders.roles import ROLES_OF, Audience
from monitor.orders.shares import exact, share_said


def contradictions(order: Order) -> tuple[OrderProblem, ...]:
    """List every contradiction of an order whose keys are right one by one."""
    return (
        *_title(order),
        *_counting(order),
        *_indicators(order),
        *_main(order),
        *_schedule(order),
        *said_twice(order),
        *unclear(order),
        *_plan(order),
    )


def _title(order: Order) -> Iterator[OrderProblem]:
    if not order.title and not order.called:
        yield OrderProblem("title", "missing")
    if order.called and not order.kind:
        yield OrderProblem("kind", "missing")


def _counting(order: Order) -> Iterator[OrderProblem]:
    minutes = order.counting.call_minutes
    about_calls = any(_is_about_calls(spec) for spec in order.indicator)
    if minutes is not None and not about_calls:
        yield OrderProblem("counting.call_minutes", "no_calls", str(minutes))


def _is_about_calls(spec: IndicatorSpec) -> bool:
    family = BY_NAME.get(spec.family)
    return spec.calls is not None or (family is not None and "calls" in family.rule.shown(spec))


def _indicators(order: Order) -> Iterator[OrderProblem]:
    names = [spec.id for spec in order.indicator]
    for number, spec in enumerate(order.indicator, start=1):
        place = f"indicator.{number}"
        if names.count(spec.id) > 1:
            yield OrderProblem(f"{place}.id", "repeated_id", spec.id)
        family = BY_NAME.get(spec.family)
        if family is None:
            yield OrderProblem(f"{place}.family", "unknown_family", spec.family, tuple(BY_NAME))
            continue
        yield from _minimums(spec, family, place)
        yield from _whom(spec, family, place)
        yield from _where(spec, family, place)
        yield from _when(spec, family, place)
        yield from _norm(spec, family, place)
        yield from _meeting(spec, family, order, place)


def _minimums(spec: IndicatorSpec, family: Indicator, place: str) -> Iterator[OrderProblem]:
    minimums = {"messages": spec.messages, "calls": spec.calls, "days": spec.days}
    given = [key for key, minimum in minimums.items() if minimum is not None]
    if family.needs_minimum and not given:
        yield OrderProblem(place, "no_minimum", spec.id)
    takes = set(minimums) if family.needs_minimum else {"messages"} if family.asks else set()
    for key in given:
        if key not in takes:
            yield OrderProblem(f"{place}.{key}", "idle_minimum", spec.family)
    if spec.any and len(given) < _A_CHOICE:
        yield OrderProblem(f"{place}.any", "no_choice", spec.id)
    for key in ("scaled", "personal"):
        if getattr(spec, key) and not family.needs_minimum:
            yield OrderProblem(f"{place}.{key}", "not_personal", spec.family)
    if spec.messages_a_day is not None and spec.days is None:
        yield OrderProblem(f"{place}.messages_a_day", "no_days", str(spec.messages_a_day))
    if spec.days is not None and spec.days > _LONGEST[spec.window]:
        yield OrderProblem(f"{place}.days", "too_many_days", str(_LONGEST[spec.window]))


def _whom(spec: IndicatorSpec, family: Indicator, place: str) -> Iterator[OrderProblem]:
    if spec.audience is not Audience.STAFF and not family.takes_audience:
        yield OrderProblem(f"{place}.audience", "not_of_people", spec.family)
    if spec.roles and not family.takes_audience:
        yield OrderProblem(f"{place}.roles", "not_of_people", spec.family)
    if spec.base == "present" and not family.takes_audience:
        yield OrderProblem(f"{place}.base", "not_of_people", spec.family)
    allowed = ROLES_OF[spec.audience]
    for number, role in enumerate(spec.roles, start=1):
        if role not in allowed:
            known = tuple(sorted(allowed))
            yield OrderProblem(f"{place}.roles.{number}", "role_outside", role, known)
    for number, kind in enumerate(spec.organisations, start=1):
        if kind in LEVELS:
            yield OrderProblem(f"{place}.organisations.{number}", "level_as_organisation", kind)


def _where(spec: IndicatorSpec, family: Indicator, place: str) -> Iterator[OrderProblem]:
    if spec.chats and not family.takes_chats:
        yield OrderProblem(f"{place}.chats", "idle_chats", spec.family)
    if spec.own_class and not family.needs_minimum:
        yield OrderProblem(f"{place}.own_class", "idle_own_class", spec.family)
    if spec.own_class and spec.chats and FOR_CLASSES.isdisjoint(spec.chats):
        yield OrderProblem(f"{place}.chats", "no_class_chats", ", ".join(spec.chats))
    if spec.above and not family.takes_above:
        yield OrderProblem(f"{place}.above", "idle_above", spec.family)


def _when(spec: IndicatorSpec, family: Indicator, place: str) -> Iterator[OrderProblem]:
    if spec.window == "month" and family.rule.strangers is not None:  # their key is destroyed
        yield OrderProblem(f"{place}.window", "month_of_strangers", spec.family)
    elif spec.window not in family.windows:
        yield OrderProblem(f"{place}.window", "idle_window", spec.family)
    for key in ("growth", "growth_points") if spec.window != "week" and spec.norm else ():
        if getattr(spec.norm, key) is not None:
            yield OrderProblem(f"{place}.norm.{key}", "growth_by_week", spec.window)


def _norm(spec: IndicatorSpec, family: Indicator, place: str) -> Iterator[OrderProblem]:
    if spec.norm is None:
        if spec.adjustable:
            yield OrderProblem(f"{place}.adjustable", "nothing_to_raise", spec.id)
        return
    yield from _text(spec.norm, f"{place}.norm.text")
    if spec.norm.threshold is not None and not family.has_base:
        yield OrderProblem(f"{place}.norm.threshold", "norm_without_base", spec.family)
    points = spec.norm.growth_points
    if points is not None and not family.has_base:
        yield OrderProblem(f"{place}.norm.growth_points", "points_without_base", spec.family)
    if points is not None and 0 < points < _LEAST_POINTS:
        yield OrderProblem(f"{place}.norm.growth_points", "points_as_share", str(points))
    for key in ("threshold", "at_least", "growth", "growth_points"):
        if getattr(spec.norm, key) is not None and family.fewer_is_better:
            yield OrderProblem(f"{place}.norm.{key}", "upside_down", spec.family)
    if spec.adjustable and spec.norm.threshold in (None, 1):
        yield OrderProblem(f"{place}.adjustable", "nothing_to_raise", spec.id)
    if family.over_units == "reporting" and spec.norm.at_most is not None:
        yield OrderProblem(f"{place}.norm.at_most", "upside_down_reporting", spec.family)


def _text(norm: NormSpec, place: str) -> Iterator[OrderProblem]:
    """Find a norm whose words name one share and whose number is another."""
    said, demanded = share_said(norm.text), norm.threshold or norm.growth
    if said is not None and demanded is not None and said != exact(demanded):
        yield OrderProblem(place, "text_differs", norm.text)


def _meeting(
    spec: IndicatorSpec, family: Indicator, order: Order, place: str
) -> Iterator[OrderProblem]:
    if family.over_units != "meeting":
        if spec.indicators:
            yield OrderProblem(f"{place}.indicators", "idle_indicators", spec.family)
        return
    judged = {each.id: each for each in order.indicator if _judges_organisations(each)}
    if not spec.indicators and not judged:
        yield OrderProblem(place, "nothing_to_meet", spec.id)
    for number, name in enumerate(spec.indicators, start=1):
        if name not in {each.id for each in order.indicator}:
            yield OrderProblem(
                f"{place}.indicators.{number}", "unknown_indicator", name, tuple(judged)
            )
        elif name not in judged:
            yield OrderProblem(
                f"{place}.indicators.{number}", "nothing_demanded", name, tuple(judged)
            )


def _judges_organisations(spec: IndicatorSpec) -> bool:
    family = BY_NAME.get(spec.family)
    return spec.norm is not None and family is not None and not family.of_levels


def _main(order: Order) -> Iterator[OrderProblem]:
    main = next((spec for spec in order.indicator if spec.id == order.main), None)
    names = tuple(spec.id for spec in order.indicator)
    if main is None:
        yield OrderProblem("main", "unknown_indicator", order.main, names)
    elif (family := BY_NAME.get(main.family)) is not None and family.of_levels:
        yield OrderProblem("main", "main_of_levels", order.main)


def _schedule(order: Order) -> Iterator[OrderProblem]:
    if order.quiet.opens >= order.quiet.closes:
        yield OrderProblem("quiet", "no_hours", f"{order.quiet.opens}–{order.quiet.closes}")
    weekly = [spec for spec in order.personal if spec.window == "week"]
    if order.schedule.nudge is not None and not order.personal:
        yield OrderProblem("schedule.nudge", "nobody_asked", order.schedule.nudge)
    if order.schedule.forecast is not None and not weekly:
        yield OrderProblem("schedule.forecast", "nobody_asked", order.schedule.forecast)
    if order.watch_for and order.schedule.watch is None:
        yield OrderProblem("watch_for", "no_watch")
    dated = any(each.due is not None and each.due.has_day for each in order.milestone)
    if order.schedule.milestones is not None and not dated:
        yield OrderProblem("schedule.milestones", "no_deadlines", order.schedule.milestones)


def _plan(order: Order) -> Iterator[OrderProblem]:
    names = tuple(spec.id for spec in order.indicator)
    for number, each in enumerate(order.plan, start=1):
        if each.indicator not in names:
            place = f"plan.{number}.indicator"
            yield OrderProblem(place, "unknown_indicator", each.indicator, names)


_A_CHOICE = 2  # minimums to choose among

_LEAST_POINTS = 0.1  # who writes fewer percentage points means a share

_LONGEST: dict[Window, int] = {"day": 1, "week": 7, "month": 31}
