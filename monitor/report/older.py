"""Facts of weeks closed before facts were kept, made up from their reports. Pure.

That is done once, when such a week is first corrected. A report tells what people did in the whole
week: figures of single days and of some chats only, and those that pupils are in, stay as they
were closed. Months are made of what storage still has.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from monitor.facts.facts import EVERYWHERE, Facts
from monitor.facts.values import Figure, PersonLine, Report
from monitor.indicators import BY_NAME
from monitor.indicators.judging import slice_of
from monitor.orders.model import IndicatorSpec, Order
from monitor.report.kept import (
    WHOLE_WEEK,
    Done,
    KeptFacts,
    KeptPerson,
    KeptSlice,
    kept_slice,
)
from monitor.time.week import Week

_SATURDAY = 5


def made_up(report: Report, order: Order, week: Week, month: Facts | None) -> KeptFacts:
    """Give the facts of a closed week as far as its report tells them; ``month``: of its month."""
    lines = {line.id: line for line in report.people}
    slices = [_whole_week(report, week)]
    if month is not None:
        slices.append(_of(lines, kept_slice(("month", EVERYWHERE), month, (), by_day=True)))
    known = {each.key for each in slices}
    return KeptFacts(
        people=tuple(
            KeptPerson(id=each.id, role=each.role, bound=each.bound, reachable=each.reachable)
            for each in report.people
        ),
        slices=tuple(slices),
        specs=tuple(
            _as_asked(spec, figure).model_dump(mode="json", exclude_defaults=True)
            for spec in order.indicator
            if BY_NAME[spec.family].by_deeds
            and slice_of(spec) in known
            and (figure := report.figure(spec.id)) is not None
        ),
    )


def _of(lines: Iterable[int], found: KeptSlice) -> KeptSlice:
    """Leave out who came to the roster after the week was closed."""
    listed = set(lines)
    people = tuple(each for each in found.people if each.id in listed)
    return replace(found, people=people)


def _whole_week(report: Report, week: Week) -> KeptSlice:
    window, _ = WHOLE_WEEK
    regular = tuple(day for day in week.days if day.weekday() < _SATURDAY)
    return KeptSlice(
        window=window,
        first=week.first,
        last=week.last,
        working=() if report.resting else regular,
        completeness=report.completeness,
        people=tuple(_done(line, len(regular)) for line in report.people),
    )


def _done(line: PersonLine, regular: int) -> Done:
    return Done(
        id=line.id,
        messages=line.messages,
        calls=line.calls,
        days=line.days,
        hours=line.hours,
        by_day=line.by_day,
        worked=regular if line.worked is None else line.worked,
        absent=line.absent,
        corrected=line.corrected,
    )


def _as_asked(spec: IndicatorSpec, figure: Figure) -> IndicatorSpec:
    """Ask what was asked when the week was closed."""
    asked = {"base": figure.base or spec.base}
    if (demand := figure.demand) is not None:
        names = ("messages", "calls", "days", "messages_a_day", "any", "scaled")
        asked |= {name: getattr(demand, name) for name in names}
    return spec.model_copy(update=asked)
