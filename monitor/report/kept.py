"""The facts of a closed week that are kept, so that it can be corrected: people's weeks. Pure.

Of each person what he did is kept as the order's indicators count it: in the whole week, and in
those days and chats they ask for. Of who is not on the roster only how many reached a minimum.
There are no accounts, no names and no hours in it: the report beside it knows the names.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from pydantic import ValidationError

from monitor.facts.facts import EVERYWHERE, Facts, Filter, PersonWeek, Raw
from monitor.facts.ratio import Ratio
from monitor.facts.values import Report, WeekFigure, Window
from monitor.indicators import BY_NAME
from monitor.indicators.judging import Judge, Slice, slice_of
from monitor.indicators.strangers import writers
from monitor.orders.model import IndicatorSpec, Order
from monitor.orders.own_norms import NORM
from monitor.time.week import Span, Week
from storage.records import ChatKind, Person, SchoolClass, Unit

WHOLE_WEEK: Slice = ("week", EVERYWHERE)


class KeptPerson(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody by his number on the roster; the report knows his name."""

    id: int
    role: str
    bound: bool = True
    reachable: bool | None = None


class Done(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one person did in some days and chats, as ``PersonWeek`` has it."""

    id: int
    messages: int = 0
    calls: int = 0
    days: int = 0
    hours: int = 0
    by_day: tuple[int, ...] = ()
    worked: int = 0
    absent: bool = False
    corrected: bool = False
    added: tuple[int, int] = (0, 0)  # messages and calls among these that were confirmed


class KeptSlice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What people did in the days and chats that some indicators count.

    ``others``: by the kind of chat, how many who are not on the roster wrote at least so much.
    """

    window: Window = "week"
    chats: tuple[ChatKind, ...] = ()
    own_class: bool = False
    first: date
    last: date
    working: tuple[date, ...] = ()
    completeness: float | None = None
    whole: bool = True
    others: dict[ChatKind, dict[int, int]] = {}
    people: tuple[Done, ...]

    @property
    def key(self) -> Slice:
        """The days and chats."""
        return self.window, Filter(chats=frozenset(self.chats), own_class=self.own_class)


class KeptFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a closed week's figures of people are made of, and what was asked of them.

    ``specs``: the indicators a correction can reach, as the order had them; ``before``: the
    figures of the week before, where growth is asked for; ``norms``: the unit's own ones.
    """

    people: tuple[KeptPerson, ...]
    slices: tuple[KeptSlice, ...]
    specs: tuple[dict[str, Any], ...]
    before: dict[str, Ratio] = {}
    norms: dict[str, str] = {}
    classes: tuple[tuple[int | None, int | None], ...] = ()  # pupils and parents
    shortest: int = 0  # seconds a call must last

    def figure_before(self, name: str) -> WeekFigure | None:
        """Give a figure as it was in the week before."""
        known = self.before.get(name)
        return None if known is None else WeekFigure(known.value, known.of, id=name)


def keep(judge: Judge, before: Mapping[str, WeekFigure]) -> KeptFacts:
    """Give what is to be kept of a week that is closed."""
    facts = judge.facts
    specs = [spec for spec in judge.specs if BY_NAME[spec.family].correctable]
    slices: dict[Slice, list[IndicatorSpec]] = {WHOLE_WEEK: []}
    for spec in specs:
        slices.setdefault(slice_of(spec), []).append(spec)
    return KeptFacts(
        people=tuple(
            KeptPerson(
                id=each.person.id,
                role=each.person.role,
                bound=bool(each.accounts),
                reachable=each.reachable,
            )
            for each in facts.people
        ),
        slices=tuple(
            kept_slice(key, judge.facts_in(key), asking, by_day=judge.by_day)
            for key, asking in slices.items()
        ),
        specs=tuple(spec.model_dump(mode="json", exclude_defaults=True) for spec in specs),
        before={
            spec.id: Ratio(before[spec.id].value, before[spec.id].of)
            for spec in specs
            if spec.id in before and spec.norm is not None and spec.norm.grows
        },
        norms={
            name: facts.raw.settings[name]
            for name in (f"{NORM}{spec.id}" for spec in specs)
            if name in facts.raw.settings
        },
        classes=tuple(
            (each.pupils, each.parents)
            for each in facts.raw.classes
            if any(BY_NAME[spec.family].rule.classes for spec in specs)
        ),
        shortest=facts.shortest,
    )


def kept_slice(
    key: Slice, facts: Facts, asking: Iterable[IndicatorSpec], *, by_day: bool
) -> KeptSlice:
    """Give what people did in some days and chats; ``by_day``: it matters on which days."""
    window, only = key
    return KeptSlice(
        window=window,
        chats=tuple(sorted(only.chats)),
        own_class=only.own_class,
        first=facts.span.first,
        last=facts.span.last,
        working=facts.working,
        completeness=facts.completeness,
        whole=facts.whole,
        others=_others(facts, asking),
        people=tuple(_done(each, by_day=by_day) for each in facts.people),
    )


def _done(each: PersonWeek, *, by_day: bool) -> Done:
    return Done(
        id=each.person.id,
        messages=each.messages,
        calls=each.calls,
        days=each.days,
        hours=each.hours,
        by_day=each.by_day if by_day else (),
        worked=each.worked,
        absent=each.absent,
        corrected=each.corrected,
        added=each.added,
    )


def _others(facts: Facts, asking: Iterable[IndicatorSpec]) -> dict[ChatKind, dict[int, int]]:
    """Count who is not on the roster by the minimums that are asked for: totals, nobody's own."""
    found: dict[ChatKind, dict[int, int]] = {}
    for spec in asking:
        family = BY_NAME[spec.family]
        asked = ((family.rule.strangers, spec.messages or 1), (family.open_by, 1))
        for kind, least in asked:
            if kind is not None:
                found.setdefault(kind, {})[least] = writers(facts, kind, least)
    return found


def restored(kept: KeptFacts, report: Report, order: Order, week: Week) -> Judge:
    """Give the facts of a closed week back, beside what was asked then.

    ``order`` is the unit's order of today: its indicators give way to those that were kept.
    """
    known = {each.key: _facts(each, kept, report, week) for each in kept.slices}
    specs = tuple(spec for each in kept.specs if (spec := _read(each)) is not None)
    return Judge(known[WHOLE_WEEK], order.model_copy(update={"indicator": specs}), known)


def _read(spec: Mapping[str, Any]) -> IndicatorSpec | None:
    """Read what an indicator was; None: this version counts it no more, so it stays as it was."""
    try:
        found = IndicatorSpec.model_validate(spec)
    except ValidationError:
        return None
    return None if BY_NAME.get(found.family) is None else found


def _facts(here: KeptSlice, kept: KeptFacts, report: Report, week: Week) -> Facts:
    people = {each.id: each for each in kept.people}
    return Facts(
        raw=_raw(kept, report, week),
        week=week,
        span=Span(here.first, here.last, week.zone),
        as_of=report.window.as_of,
        people=tuple(_person(people[each.id], each, report) for each in here.people),
        strangers={kind: _nameless(counts) for kind, counts in here.others.items()},
        completeness=here.completeness,
        whole=here.whole,
        working=here.working,
        participants=False,
        shortest=kept.shortest,
    )


def _nameless(counts: Mapping[int, int]) -> dict[int, int]:
    """Give as many authors as reached each minimum; who reached no higher one, just this one."""
    authors: dict[int, int] = {}
    for least in sorted(counts, reverse=True):
        for number in range(len(authors) + 1, counts[least] + 1):
            authors[-number] = least
    return authors


def _raw(kept: KeptFacts, report: Report, week: Week) -> Raw:
    """Give what of the unit is asked for beside its people; single messages are gone."""
    unit = Unit(
        id=report.unit,
        kind=report.unit_kind,
        name=report.unit_name,
        parent=None,
        timezone=week.zone.key,
        order=report.order,
    )
    return Raw(
        unit=unit,
        persons=(),
        bindings=(),
        absences=(),
        chats=(),
        classes=tuple(
            SchoolClass(name="", pupils=pupils, parents=parents, teacher="")
            for pupils, parents in kept.classes
        ),
        tallies=(),
        calls=(),
        missed={},
        settings=kept.norms,
    )


def _person(person: KeptPerson, did: Done, report: Report) -> PersonWeek:
    return PersonWeek(
        person=Person(
            id=person.id,
            unit=report.unit,
            full_name="",
            position="",
            role=person.role,
            added_at=report.window.start,
        ),
        accounts=(person.id,) if person.bound else (),
        messages=did.messages,
        calls=did.calls,
        days=did.days,
        hours=did.hours,
        absent=did.absent,
        away=frozenset(),
        worked=did.worked,
        reachable=person.reachable,
        corrected=did.corrected,
        added=did.added,
        by_day=did.by_day,
    )
