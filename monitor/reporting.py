"""From facts and an order to a report: the one place where numbers people see are made. Pure."""

from collections.abc import Iterable
from datetime import timedelta

from monitor.facts import Facts, PersonWeek, counts_as_call, local_day
from monitor.indicators import FAMILIES
from monitor.indicators.people import meets
from monitor.orders.model import IndicatorSpec, Order
from monitor.report import (
    Blank,
    ChatLine,
    Counts,
    DayLine,
    Digest,
    Figure,
    NormReading,
    Nudge,
    PersonLine,
    Report,
    Requirement,
    Trend,
    WeekPoint,
    WindowSpan,
)
from monitor.roles import BELONGS
from monitor.week import Week
from storage.records import Access

_FAMILIES = {family.name: family for family in FAMILIES}


def make_report(facts: Facts, order: Order, *, closed: bool = False) -> Report:
    """Hold a unit's facts against its order."""
    unit = facts.raw.unit
    return Report(
        unit=unit.id,
        unit_name=unit.name,
        unit_kind=unit.kind,
        order=order.id,
        order_title=order.title,
        rule=order.counting.rule,
        window=WindowSpan(
            week=facts.week.name,
            start=facts.week.start,
            end=facts.week.end,
            as_of=facts.as_of,
            closed=closed,
        ),
        completeness=facts.completeness,
        figures=tuple(_figure(facts, spec) for spec in order.indicator),
        people=tuple(_line(person, order, facts) for person in facts.people),
        days=tuple(_days(facts)),
        chats=tuple(_chats(facts)),
        blanks=tuple(_blanks(facts)),
    )


def _figure(facts: Facts, spec: IndicatorSpec) -> Figure:
    family = _FAMILIES[spec.family]
    value, of = family.count(facts, spec)
    norm = None
    if spec.norm is not None:
        met = None if value is None or not of else value / of >= spec.norm.threshold
        norm = NormReading(
            text=spec.norm.text, threshold=spec.norm.threshold, met=met, point=spec.point
        )
    return Figure(
        id=spec.id,
        title=spec.title,
        value=value,
        of=of,
        base=spec.base if family.has_base else None,
        norm=norm,
        minimum=spec.messages or spec.calls,
        counts=_counts(spec),
        personal=spec.personal,
        incomplete=family.activity and facts.watched and not facts.whole,
        point=spec.point,
    )


def _counts(spec: IndicatorSpec) -> Counts:
    if spec.messages is not None:
        return "messages"
    return "calls" if spec.calls is not None else "other"


def asked_of(person: PersonWeek, order: Order) -> tuple[IndicatorSpec, ...]:
    """Give the personal indicators of the order that concern a person."""
    return tuple(spec for spec in order.personal if BELONGS[spec.audience](person.person))


def is_short(person: PersonWeek, order: Order, facts: Facts) -> bool:
    """Tell whether a person who is not away is below a personal norm, as far as one can see."""
    if person.absent or not facts.watched:
        return False
    return not all(meets(person, spec) for spec in asked_of(person, order))


def _line(person: PersonWeek, order: Order, facts: Facts) -> PersonLine:
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
        short=is_short(person, order, facts),
    )


def _days(facts: Facts) -> Iterable[DayLine]:
    owners = {binding.account: binding.person for binding in facts.raw.bindings}
    messages: dict[object, int] = {}
    staff: dict[object, set[int]] = {}
    for tally in facts.raw.tallies:
        day = local_day(tally.hour, facts.week)
        messages[day] = messages.get(day, 0) + tally.messages
        if tally.author in owners:
            staff.setdefault(day, set()).add(owners[tally.author])
    for day in facts.week.days:
        if day <= facts.as_of.astimezone(facts.week.zone).date():
            yield DayLine(day=day, messages=messages.get(day, 0), staff=len(staff.get(day, ())))


def _chats(facts: Facts) -> Iterable[ChatLine]:
    messages: dict[int, int] = {}
    for tally in facts.raw.tallies:
        messages[tally.chat] = messages.get(tally.chat, 0) + tally.messages
    for chat in facts.raw.chats:
        calls = [each for each in facts.raw.calls if each.chat == chat.id and counts_as_call(each)]
        yield ChatLine(
            id=chat.id,
            title=chat.title,
            kind=chat.kind,
            messages=messages.get(chat.id, 0),
            calls=len(calls),
            missed=facts.raw.missed.get(chat.id, 0),
            present=chat.present,
            proved=chat.access is Access.ALL,
        )


def _blanks(facts: Facts) -> Iterable[Blank]:
    titles = {chat.id: chat.title for chat in facts.raw.chats}
    for each in facts.raw.interruptions:
        yield Blank(
            chat=None if each.chat is None else titles.get(each.chat) or str(each.chat),
            cause=each.cause,
            since=each.since.astimezone(facts.week.zone),
            until=None if each.until is None else each.until.astimezone(facts.week.zone),
        )


def make_nudge(person: PersonWeek, order: Order, facts: Facts) -> Nudge | None:
    """Give the facts of a nudge for a person who is short and not away today; else None."""
    today = facts.as_of.astimezone(facts.week.zone).date()
    if not is_short(person, order, facts) or today in person.away or not person.accounts:
        return None
    return Nudge(
        name=person.person.full_name,
        unit_name=facts.raw.unit.name,
        first=facts.week.first,
        last=facts.week.last,
        requirements=_requirements(person, order),
        days_left=(facts.week.last - today).days + 1,
        incomplete=not facts.whole,
    )


def _requirements(person: PersonWeek, order: Order) -> tuple[Requirement, ...]:
    specs = asked_of(person, order)
    needed_messages = max((spec.messages or 0 for spec in specs), default=0)
    needed_calls = max((spec.calls or 0 for spec in specs), default=0)
    asked = (
        Requirement(counts="messages", done=person.messages, needed=needed_messages),
        Requirement(counts="calls", done=person.calls, needed=needed_calls),
    )
    return tuple(each for each in asked if each.needed)


def make_digest(
    report: Report, order: Order, earlier: Iterable[tuple[Week, Report]], *, final: bool
) -> Digest:
    """Put a report beside the closed weeks before it (oldest first)."""
    weeks = tuple(earlier)
    return Digest(
        report=report,
        trends=tuple(
            Trend(
                figure=figure.id,
                points=tuple(_point(week, past, figure.id) for week, past in weeks),
            )
            for figure in report.figures
        ),
        main=order.main,
        final=final,
    )


def _point(week: Week, past: Report, name: str) -> WeekPoint:
    figure = past.figure(name)
    return WeekPoint(
        week=week.name,
        first=week.first,
        last=week.first + timedelta(days=6),
        value=figure.value if figure else None,
        of=figure.of if figure else None,
    )
