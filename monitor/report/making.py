"""From facts and an order to a report: the one place where numbers people see are made. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from monitor.chats.called import called
from monitor.facts.assembling import counts_as_call, local_day
from monitor.facts.facts import Facts, PersonWeek
from monitor.facts.values import (
    Base,
    Blank,
    ChatLine,
    Counts,
    DayLine,
    Demand,
    Figure,
    OtherBase,
    PersonLine,
    Report,
    WeekFigure,
    WindowSpan,
)
from monitor.indicators import BY_NAME, Indicator
from monitor.indicators.indicator import Counted
from monitor.indicators.judging import Judge
from monitor.indicators.people import base_of
from monitor.orders.model import IndicatorSpec, Order
from monitor.orders.norms import read_norm
from monitor.orders.own_norms import own_norm
from storage.records import Access, Interruption

NOTHING_BEFORE: Mapping[str, WeekFigure] = {}


def make_report(
    facts: Facts,
    order: Order,
    *,
    closed: bool = False,
    before: Mapping[str, WeekFigure] = NOTHING_BEFORE,
) -> Report:
    """Hold a unit's facts against its order; ``before``: the figures of the week before."""
    return report_of(Judge(facts, order), closed=closed, before=before)


def report_of(
    judge: Judge, *, closed: bool = False, before: Mapping[str, WeekFigure] = NOTHING_BEFORE
) -> Report:
    """Write down what a judge finds; ``before`` as above."""
    facts, order = judge.facts, judge.order
    unit = facts.raw.unit
    return Report(
        unit=unit.id,
        unit_name=unit.name,
        unit_kind=unit.kind,
        order=order.id,
        order_title=order.source.plain,
        source=order.source,
        rule=order.counting.rule,
        window=WindowSpan(
            week=facts.week.name,
            start=facts.week.start,
            end=facts.week.end,
            as_of=facts.as_of,
            closed=closed,
        ),
        completeness=facts.completeness,
        figures=tuple(figure_of(judge, spec, before.get(spec.id)) for spec in judge.specs),
        people=tuple(line_of(person, judge) for person in facts.people),
        days=tuple(_days(facts)),
        chats=tuple(_chats(facts)),
        blanks=tuple(
            blanks_of(
                facts.raw.interruptions,
                {chat.id: chat.title for chat in facts.raw.chats},
                facts.week.zone,
            )
        ),
        resting=not facts.working,
    )


def figure_of(judge: Judge, spec: IndicatorSpec, before: WeekFigure | None) -> Figure:
    """Count one indicator and hold it against its norm; ``before``: it in the week before."""
    facts, family = judge.slice(spec), BY_NAME[spec.family]
    counted = family.counted(facts, spec)
    possible = 0 if counted.value is None else family.leaves_open(facts, spec)
    return Figure(
        id=spec.id,
        title=spec.title_of(facts.raw.unit.kind),
        short=spec.short_of(facts.raw.unit.kind),
        value=counted.value,
        of=counted.of,
        base=spec.base if family.either_base else "all" if family.has_base else None,
        norm=read_norm(
            spec,
            counted,
            before,
            resting=family.activity and not facts.working,
            own=own_norm(spec, facts.raw.settings),
        ),
        minimum=spec.messages or spec.calls or spec.days,
        counts=counts_of(spec),
        personal=spec.personal,
        incomplete=counted.missing == "untold"
        or (family.activity and facts.watched and not facts.whole),
        point=spec.point,
        window=spec.window,
        first=None if spec.window == "week" else facts.span.first,
        last=None if spec.window == "week" else facts.span.last,
        demand=demand_of(spec, facts.shortest),
        other=_other(facts, spec, family) if counted.value is not None else None,
        missing=counted.missing,
        corrected=family.correctable and _is_corrected(facts, spec, counted),
        possible=possible,
    )


def _is_corrected(facts: Facts, spec: IndicatorSpec, counted: Counted) -> bool:
    """Whether a figure would be another without what somebody confirmed of its people.

    How much was confirmed is not kept of weeks that an earlier version closed: then it may be.
    """
    corrected = [person for person in base_of(facts, spec) if person.corrected]
    if not corrected or any(person.added == (0, 0) for person in corrected):
        return bool(corrected)
    bare = replace(facts, people=tuple(map(_unconfirmed, facts.people)))
    return BY_NAME[spec.family].counted(bare, spec) != counted


def _unconfirmed(person: PersonWeek) -> PersonWeek:
    messages, calls = person.added
    return replace(
        person,
        messages=person.messages - messages,
        calls=person.calls - calls,
        corrected=False,
        added=(0, 0),
    )


def demand_of(spec: IndicatorSpec, shortest: int) -> Demand | None:
    """Give what an indicator asks of each one counted, and where.

    ``shortest``: seconds a call must last.
    """
    if not (spec.asked or spec.chats or spec.own_class):
        return None
    return Demand(
        messages=spec.messages,
        calls=spec.calls,
        days=spec.days,
        messages_a_day=spec.messages_a_day,
        call_minutes=shortest // 60 if spec.calls and shortest else None,
        any=spec.any,
        scaled=spec.scaled,
        chats=spec.chats,
        own_class=spec.own_class,
    )


def _other(facts: Facts, spec: IndicatorSpec, family: Indicator) -> OtherBase | None:
    """Read a figure over the other base; None where there is one base, or nobody is away."""
    if not family.either_base or not any(person.absent for person in facts.people):
        return None
    base: Base = "all" if spec.base == "present" else "present"
    counted = family.counted(facts, spec.model_copy(update={"base": base}))
    return OtherBase(counted.value, counted.of, base=base)


def counts_of(spec: IndicatorSpec) -> Counts:
    """Tell what an indicator's minimum is of."""
    if spec.messages is not None:
        return "messages"
    if spec.calls is not None:
        return "calls"
    return "days" if spec.days is not None else "other"


def line_of(person: PersonWeek, judge: Judge) -> PersonLine:
    """Tell one person's week, and what is asked of him if he is short."""
    missed = judge.missed(person)
    asked, choice = judge.asked(missed)
    return PersonLine(
        id=person.person.id,
        name=person.person.full_name,
        position=person.person.position,
        role=person.person.role,
        messages=person.messages,
        calls=person.calls,
        days=person.days,
        hours=person.hours,
        absent=person.absent,
        bound=bool(person.accounts),
        reachable=person.reachable,
        short=bool(missed),
        corrected=person.corrected,
        worked=person.worked,
        asked=asked,
        any=choice,
        by_day=person.by_day if judge.by_day else (),
    )


def _days(facts: Facts) -> Iterable[DayLine]:
    owners = {binding.account: binding.person for binding in facts.raw.bindings}
    by_hour: dict[int, int] = {}
    of_staff: dict[int, set[int]] = {}
    for _, hour, author, count in facts.raw.tallies:
        by_hour[hour] = by_hour.get(hour, 0) + count
        if author in owners:
            of_staff.setdefault(hour, set()).add(owners[author])
    messages: dict[date, int] = {}
    staff: dict[date, set[int]] = {}
    for hour, count in by_hour.items():  # far fewer than tallies
        day = local_day(hour, facts.week)
        messages[day] = messages.get(day, 0) + count
        staff.setdefault(day, set()).update(of_staff.get(hour, ()))
    for day in facts.week.days:
        if day <= facts.as_of.astimezone(facts.week.zone).date():
            yield DayLine(day=day, messages=messages.get(day, 0), staff=len(staff.get(day, ())))


def _chats(facts: Facts) -> Iterable[ChatLine]:
    messages: dict[int, int] = {}
    links: dict[int, int] = {}
    for found in facts.raw.links:
        links[found.chat] = links.get(found.chat, 0) + found.messages
    for tally in facts.raw.tallies:
        messages[tally.chat] = messages.get(tally.chat, 0) + tally.messages
    for chat in facts.raw.chats:
        calls = [
            each
            for each in facts.raw.calls
            if each.chat == chat.id and counts_as_call(each, facts.shortest)
        ]
        yield ChatLine(
            id=chat.id,
            title=chat.title,
            kind=chat.kind,
            messages=messages.get(chat.id, 0),
            calls=len(calls),
            missed=facts.raw.missed.get(chat.id, 0),
            present=chat.present,
            proved=chat.access is Access.ALL,
            class_name=chat.class_name,
            links=links.get(chat.id, 0),
        )


def blanks_of(
    interruptions: Iterable[Interruption], titles: Mapping[int, str], zone: ZoneInfo
) -> Iterable[Blank]:
    """Tell interruptions in a unit's zone and by the titles of its chats."""
    for each in interruptions:
        yield Blank(
            chat=None if each.chat is None else called(titles.get(each.chat, ""), each.chat),
            cause=each.cause,
            since=each.since.astimezone(zone),
            until=None if each.until is None else each.until.astimezone(zone),
        )
