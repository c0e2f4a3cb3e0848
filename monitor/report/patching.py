"""Correcting a closed week's report without counting the week again. Pure.

What a closed week said can no longer be derived: its strangers are totals, its tallies may be
forgotten, people have left the roster since. So the closed report itself is changed, and only
where the correction reaches: the person's line, the figures counted over people by what they did
in all chats of the week, the figures somebody confirms. Everything else says what it said.
"""

from collections.abc import Mapping
from dataclasses import replace

from monitor.facts.facts import Facts, PersonWeek, Raw
from monitor.facts.ratio import Ratio
from monitor.facts.values import Base, Figure, PersonLine, Report
from monitor.indicators import BY_NAME
from monitor.indicators.judging import Judge
from monitor.indicators.people import base_of
from monitor.orders.model import IndicatorSpec, Order
from monitor.orders.norms import reread
from monitor.time.week import Week
from storage.records import Correction, Person, Unit


def patched(report: Report, order: Order, week: Week, new: Correction) -> Report:
    """Give the report of a closed week with one more correction."""
    if new.person is None:
        return replace(report, figures=tuple(_confirmed(each, new) for each in report.figures))
    people = tuple(_added(line, new) for line in report.people)
    before, after = _facts(report, report.people, week), _facts(report, people, week)
    specs = _reached(report, order)
    judging = order.model_copy(update={"indicator": tuple(specs.values())})
    return replace(
        report,
        figures=tuple(_recounted(figure, specs, before, after) for figure in report.figures),
        people=tuple(
            _judged(line, Judge(before, judging), Judge(after, judging))
            if line.id == new.person
            else line
            for line in people
        ),
    )


def patched_months(report: Report, order: Order, before: Facts, after: Facts) -> Report:
    """Give the report of a closed week with a correction of its month: without it, and with it.

    What the months' facts differ by is what the correction changes; the rest stays as closed.
    """
    specs = {
        spec.id: spec
        for spec in order.indicator
        if spec.window == "month"
        and not (spec.chats or spec.own_class)
        and BY_NAME[spec.family].by_deeds
    }
    figures = tuple(_recounted(figure, specs, before, after) for figure in report.figures)
    return replace(report, figures=figures)


def _confirmed(figure: Figure, new: Correction) -> Figure:
    if figure.id != new.figure:
        return figure
    norm = figure.norm and reread(figure.norm, Ratio(new.value, new.of), resting=False)
    return replace(figure, value=new.value, of=new.of, norm=norm, missing=None)


def _added(line: PersonLine, new: Correction) -> PersonLine:
    if line.id != new.person:
        return line
    return replace(
        line,
        messages=line.messages + new.messages,
        calls=line.calls + new.calls,
        corrected=True,
    )


def _reached(report: Report, order: Order) -> dict[str, IndicatorSpec]:
    """Give the indicators a correction of a person reaches, asking what they asked when closed.

    What happened outside the chats happened in no kind of chats and on no known day.
    """
    found = {}
    for spec in order.indicator:
        figure, family = report.figure(spec.id), BY_NAME[spec.family]
        everywhere = not (spec.chats or spec.own_class) and spec.window == "week"
        if figure is None or not (family.by_deeds and everywhere):
            continue
        asked = {"base": figure.base or spec.base}
        if (demand := figure.demand) is not None:
            names = ("messages", "calls", "days", "messages_a_day", "any", "scaled")
            asked |= {name: getattr(demand, name) for name in names}
        found[spec.id] = spec.model_copy(update=asked)
    return found


def _recounted(
    figure: Figure, specs: Mapping[str, IndicatorSpec], before: Facts, after: Facts
) -> Figure:
    """Change a figure by as many as the correction brings: the closed value stays the ground."""
    spec = specs.get(figure.id)
    if spec is None or figure.value is None:
        return figure
    value = figure.value + _change(spec, spec.base, before, after)
    other = figure.other
    if other is not None and other.value is not None:
        other = replace(other, value=other.value + _change(spec, other.base, before, after))
    now = Ratio(value, figure.of)
    norm = figure.norm and reread(figure.norm, now, resting=not after.working)
    corrected = any(person.corrected for person in base_of(after, spec))
    return replace(figure, value=value, norm=norm, other=other, corrected=corrected)


def _change(spec: IndicatorSpec, base: Base, before: Facts, after: Facts) -> int:
    counted = BY_NAME[spec.family].counted
    asked = spec.model_copy(update={"base": base})
    return (counted(after, asked).value or 0) - (counted(before, asked).value or 0)


def _judged(line: PersonLine, before: Judge, after: Judge) -> PersonLine:
    """Say anew what is asked of a person; what a correction does not reach is asked as it was."""
    known, _ = before.asked(before.missed(_of(line, before)))
    rest = tuple(each for each in line.asked if each not in known)
    missed = after.missed(_of(line, after))
    asked, choice = after.asked(missed)
    return replace(
        line,
        short=bool(missed or rest),
        asked=(*asked, *rest),
        any=choice or (bool(rest) and not asked and line.any),
    )


def _of(line: PersonLine, judge: Judge) -> PersonWeek:
    return next(each for each in judge.facts.people if each.person.id == line.id)


def _facts(report: Report, lines: tuple[PersonLine, ...], week: Week) -> Facts:
    """Give of a closed week the facts that counting over people asks for."""
    unit = Unit(
        id=report.unit,
        kind=report.unit_kind,
        name=report.unit_name,
        parent=None,
        timezone=week.zone.key,
        order=report.order,
    )
    raw = Raw(
        unit=unit,
        persons=(),
        bindings=(),
        absences=(),
        chats=(),
        classes=(),
        tallies=(),
        calls=(),
        missed={},
    )
    regular = tuple(day for day in week.days if day.weekday() < _SATURDAY)
    return Facts(
        raw=raw,
        week=week,
        span=week,
        as_of=report.window.as_of,
        people=tuple(_person(line, report, len(regular)) for line in lines),
        strangers={},
        completeness=report.completeness,
        working=() if report.resting else regular,
        participants=False,
    )


def _person(line: PersonLine, report: Report, regular: int) -> PersonWeek:
    person = Person(
        id=line.id,
        unit=report.unit,
        full_name=line.name,
        position=line.position,
        role=line.role,
        added_at=report.window.start,
    )
    return PersonWeek(
        person=person,
        accounts=(line.id,) if line.bound else (),
        messages=line.messages,
        calls=line.calls,
        days=line.days,
        hours=line.hours,
        absent=line.absent,
        away=frozenset(),
        worked=regular if line.worked is None else line.worked,
        reachable=line.reachable,
        corrected=line.corrected,
        by_day=line.by_day,
    )


_SATURDAY = 5
