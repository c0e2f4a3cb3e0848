"""The official table held against our report: where they differ, and what may be the reason. Pure.

Reasons are guesses from data that is there; each is a code and a number, worded elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from monitor.facts.ratio import Ratio
from monitor.facts.values import Figure, Report, WeekFigure
from monitor.indicators import BY_NAME
from monitor.orders.model import IndicatorSpec, Order
from storage.records import Official

Code = Literal[
    "no_data",  # we have none
    "week_before",  # their value is that of our week before
    "week_after",
    "swapped",  # their value is ours of the same figure with another minimum
    "other_base",  # their value is ours over the other base
    "roster",  # their base differs by ``count``
    "unbound",  # so many people of the audience have no known profile
    "blind",  # so many chats without the bot, or in which it sees not everything
    "incomplete",  # messages were missed
    "classless",  # so many classes without a chat
    "elsewhere",  # calls outside the chats
    "rounding",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyReason:
    """A likely reason; ``count``: how many, where that says something."""

    code: Code
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDifference:
    """One figure of the table beside ours.

    ``agrees`` None: the table has no data, or our order does not ask for the figure (``title``
    None). ``by``: ours without theirs, as a count; ``share_by``: as a share, where the table has
    only shares. ``percent``: ``theirs`` is a share, not a count of people.
    """

    figure: str
    title: str | None
    ours: Ratio
    theirs: Ratio
    percent: bool
    agrees: bool | None
    by: int | None = None
    share_by: float | None = None
    reasons: tuple[LikelyReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """A unit's report and its differences from the official table."""

    report: Report
    differences: tuple[FigureDifference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """Our figures of the weeks before and after, by id; empty where there are none."""

    before: Mapping[str, WeekFigure]
    after: Mapping[str, WeekFigure]


def reconcile(
    report: Report, order: Order, official: Iterable[Official], nearby: Nearby
) -> tuple[FigureDifference, ...]:
    """Hold the official figures of a unit's week against its report, in the order's order."""
    specs = {spec.id: spec for spec in order.indicator}
    place = {figure.id: index for index, figure in enumerate(report.figures)}
    last = len(place)
    told = sorted(official, key=lambda each: (place.get(each.figure, last), each.percent))
    return tuple(_difference(report, specs, theirs, nearby) for theirs in told)


def _difference(
    report: Report, specs: Mapping[str, IndicatorSpec], theirs: Official, nearby: Nearby
) -> FigureDifference:
    ours = report.figure(theirs.figure)
    spec = specs.get(theirs.figure)
    agrees = None if ours is None else _agrees(ours, theirs)
    comparable = ours is not None and ours.value is not None and theirs.value is not None
    reasons: tuple[LikelyReason, ...] = ()
    if ours is not None and spec is not None and theirs.value is not None:
        reasons = tuple(_reasons(report, specs, spec, ours, theirs, nearby, agrees=bool(agrees)))
    return FigureDifference(
        figure=theirs.figure,
        title=ours.title if ours else None,
        ours=Ratio(ours.value, ours.of) if ours else Ratio(None),
        theirs=Ratio(theirs.value, theirs.of),
        percent=theirs.percent,
        agrees=agrees,
        by=_by(ours, theirs) if ours and comparable else None,
        share_by=_share_by(ours, theirs) if ours and comparable else None,
        reasons=reasons,
    )


def _by(ours: Figure, theirs: Official) -> int | None:
    return None if theirs.percent else (ours.value or 0) - (theirs.value or 0)


def _share_by(ours: Figure, theirs: Official) -> float | None:
    if not theirs.percent or not ours.of or not theirs.of:
        return None
    return float(Fraction(ours.value or 0, ours.of) - Fraction(theirs.value or 0, theirs.of))


def _agrees(ours: Ratio, theirs: Official) -> bool | None:
    """Tell whether a figure of ours is theirs; a share may be rounded or cut as they write it."""
    if theirs.value is None:
        return None
    if ours.value is None:
        return False
    if theirs.percent:
        return bool(ours.of and theirs.of) and _distance(ours, theirs) < _step(theirs)
    return ours.value == theirs.value and (theirs.of is None or theirs.of == ours.of)


def _distance(ours: Ratio, theirs: Official) -> Fraction:
    return abs(
        Fraction(ours.value or 0, ours.of or 1) - Fraction(theirs.value or 0, theirs.of or 1)
    )


def _step(theirs: Official) -> Fraction:
    """Give the last digit of a share as written: 26,1 % is 261 of 1000."""
    return Fraction(1, theirs.of or 1)


def _reasons(
    report: Report,
    specs: Mapping[str, IndicatorSpec],
    spec: IndicatorSpec,
    ours: Figure,
    theirs: Official,
    nearby: Nearby,
    *,
    agrees: bool,
) -> Iterable[LikelyReason]:
    if ours.value is None:
        yield LikelyReason(code="no_data")
        return
    if agrees:
        if theirs.percent and _distance(ours, theirs) > _step(theirs) / 2:
            yield LikelyReason(code="rounding")
        return
    yield from _same_elsewhere(report, specs, spec, ours, theirs, nearby)
    gap = _people_apart(ours, theirs)
    if gap == 0 and theirs.percent:
        yield LikelyReason(code="rounding")
        return
    sizes = _sizes_apart(spec, ours, theirs)
    if sizes:
        yield LikelyReason(code="roster", count=sizes)
    if gap is not None:
        yield from _unseen(report, specs, spec, ours, gap)


def _same_elsewhere(
    report: Report,
    specs: Mapping[str, IndicatorSpec],
    spec: IndicatorSpec,
    ours: Figure,
    theirs: Official,
    nearby: Nearby,
) -> Iterable[LikelyReason]:
    """Look for their value among other figures of ours: other weeks, another minimum or base."""
    weeks: tuple[tuple[Code, Mapping[str, WeekFigure]], ...] = (
        ("week_before", nearby.before),
        ("week_after", nearby.after),
    )
    for code, week in weeks:
        there = week.get(spec.id)
        if there is not None and _agrees(there, theirs):
            yield LikelyReason(code=code)
    for figure in report.figures:
        other = specs.get(figure.id)
        if other and _nested(spec, other) and _agrees(figure, theirs):
            yield LikelyReason(code="swapped", count=other.messages or other.calls or other.days)
    if ours.other is not None and _agrees(ours.other, theirs):
        yield LikelyReason(code="other_base")


def _nested(spec: IndicatorSpec, other: IndicatorSpec) -> bool:
    """Whether two indicators differ in their minimum only."""
    untold = {"id": "", "title": "", "point": "", "norm": None, "personal": False, "base": "all"}
    bare = {**untold, "messages": None, "calls": None, "days": None, "messages_a_day": None}
    return (
        spec.id != other.id
        and spec.asked
        and other.asked
        and _minimums(spec) != _minimums(other)
        and (spec.messages is None) == (other.messages is None)
        and spec.model_copy(update=bare) == other.model_copy(update=bare)
    )


def _minimums(spec: IndicatorSpec) -> tuple[int | None, ...]:
    return spec.messages, spec.calls, spec.days, spec.messages_a_day


def _people_apart(ours: Figure, theirs: Official) -> int | None:
    """Give by how many more the table has; of a share, counted out for our base."""
    if not theirs.percent:
        return (theirs.value or 0) - (ours.value or 0)
    if not ours.of or not theirs.of:
        return None
    return round(Fraction(theirs.value or 0, theirs.of) * ours.of) - (ours.value or 0)


def _sizes_apart(spec: IndicatorSpec, ours: Figure, theirs: Official) -> int:
    """Give by how many more people the table's roster has."""
    if BY_NAME[spec.family].roster_size:
        return (theirs.value or 0) - (ours.value or 0)
    if theirs.percent or theirs.of is None or ours.of is None:
        return 0
    return theirs.of - ours.of


def _unseen(
    report: Report,
    specs: Mapping[str, IndicatorSpec],
    spec: IndicatorSpec,
    ours: Figure,
    gap: int,
) -> Iterable[LikelyReason]:
    """Tell what we may not have seen of those the table has more of."""
    family = BY_NAME[spec.family]
    missing = -gap if family.unseen_adds else gap
    if missing <= 0:
        return
    roles = spec.roles_counted
    unbound = sum(
        not person.bound and (roles is None or person.role in roles) for person in report.people
    )
    if family.people and missing <= unbound:
        yield LikelyReason(code="unbound", count=unbound)
    if spec.calls is not None:
        yield LikelyReason(code="elsewhere")
    if family.activity or family.takes_chats:
        blind = sum(not (chat.present and chat.proved) for chat in report.chats)
        if blind:
            yield LikelyReason(code="blind", count=blind)
        elif ours.incomplete:
            yield LikelyReason(code="incomplete")
    classless = _classless(report, specs)
    if classless and family.needs_class_chats:
        yield LikelyReason(code="classless", count=classless)


def _classless(report: Report, specs: Mapping[str, IndicatorSpec]) -> int:
    """Count the classes known to have no chat, by the figure that tells; 0: none tells."""
    for figure in report.figures:
        if figure.id not in specs or figure.value is None or figure.of is None:
            continue
        family = BY_NAME[specs[figure.id].family]
        if family.rule.classes == "served":
            return figure.value if family.unseen_adds else figure.of - figure.value
    return 0
