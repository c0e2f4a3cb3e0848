"""Explaining a figure's people: one person's part, who did nothing, what was confirmed. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from monitor.explain.values import Added, Membership, PersonPiece
from monitor.facts.facts import EVERYWHERE, Facts, PersonWeek
from monitor.facts.values import PersonLine, Report
from monitor.indicators import BY_NAME
from monitor.indicators.chats import confirmations
from monitor.indicators.judging import filter_of
from monitor.indicators.people import base_of, requirements
from monitor.orders.model import IndicatorSpec
from storage.records import Correction


def as_closed(facts: Facts, report: Report, spec: IndicatorSpec) -> Facts:
    """Give the people of the facts as the closed report knows them; who came later is left out.

    Counts of some chats or days only are in no report: they are made of what is kept.
    """
    lines = {line.id: line for line in report.people}
    whole = spec.window == "week" and filter_of(spec) == EVERYWHERE
    return replace(
        facts,
        people=tuple(
            _as_told(each, lines[each.person.id], whole=whole)
            for each in facts.people
            if each.person.id in lines
        ),
    )


def _as_told(person: PersonWeek, line: PersonLine, *, whole: bool) -> PersonWeek:
    person = replace(person, absent=line.absent)
    if not whole:
        return person
    by_day = line.by_day or person.by_day
    return replace(person, messages=line.messages, calls=line.calls, days=line.days, by_day=by_day)


def person_piece(
    facts: Facts, spec: IndicatorSpec, line: PersonLine, *, closed: bool
) -> PersonPiece:
    """Hold one person against an indicator: what is asked of him, and whether he met it."""
    person = next((each for each in facts.people if each.person.id == line.id), None)
    if person is None:  # he has no class of his own, or only the closed report still knows him
        listed = any(each.id == line.id for each in facts.raw.persons)
        return PersonPiece(
            id=line.id,
            name=line.name,
            role=line.role,
            place="classless" if listed and spec.own_class else "gone",
            bound=line.bound,
            messages=line.messages,
            calls=line.calls,
            days=line.days,
            asked=line.asked,
            any=line.any,
            met=None,
            corrected=line.corrected,
        )
    place = _place(person, spec)
    bound = line.bound if closed else bool(person.accounts)
    judged = place == "counted" and spec.asked and facts.watched
    return PersonPiece(
        id=line.id,
        name=line.name,
        role=line.role,
        place=place,
        bound=bound,
        messages=person.messages,
        calls=person.calls,
        days=person.days,
        asked=requirements(person, facts, spec),
        any=spec.any,
        met=_met(person, facts, spec, bound=bound) if judged else None,
        corrected=person.corrected,
    )


def _place(person: PersonWeek, spec: IndicatorSpec) -> Membership:
    roles = spec.roles_counted
    if roles is not None and person.person.role not in roles:
        return "audience"
    return "absent" if spec.base == "present" and person.absent else "counted"


def _met(person: PersonWeek, facts: Facts, spec: IndicatorSpec, *, bound: bool) -> bool | None:
    """Of somebody without a known profile nothing is known, unless it was confirmed."""
    if BY_NAME[spec.family].rule.person(person, facts, spec):
        return True
    return False if bound or person.corrected else None


def silent(facts: Facts, spec: IndicatorSpec) -> int | None:
    """Count the people of the base with a known profile who did nothing that counts."""
    family = BY_NAME[spec.family]
    if not (family.by_deeds and facts.watched):
        return None
    idle = [each for each in base_of(facts, spec) if each.accounts]
    if spec.calls and not (spec.messages or spec.days):
        return sum(not each.calls for each in idle)
    if spec.asked and not spec.calls:
        return sum(not each.messages for each in idle)
    return sum(not (each.messages or each.calls) for each in idle)


def added(facts: Facts, spec: IndicatorSpec, only: PersonLine | None) -> tuple[Added, ...]:
    """List what was confirmed and is in the figure, in the order in which it was."""
    names = {each.person.id: each.person.full_name for each in facts.people}
    authors = {
        binding.account: names[binding.person]
        for binding in facts.raw.bindings
        if binding.person in names
    }
    return tuple(
        Added(
            person=names.get(each.person, "") if each.person is not None else "",
            messages=each.messages,
            calls=each.calls,
            value=each.value,
            of=each.of,
            comment=each.comment,
            author=each.author,
            author_name="" if each.author is None else authors.get(each.author, ""),
            made_at=each.made_at.astimezone(facts.week.zone),
        )
        for each in _concerning(facts, spec)
        if only is None or each.person == only.id
    )


def _concerning(facts: Facts, spec: IndicatorSpec) -> list[Correction]:
    if BY_NAME[spec.family].confirmed:
        return confirmations(facts, spec)
    return [] if filter_of(spec) != EVERYWHERE else _of_base(facts.raw.corrections, facts, spec)


def not_added(
    facts: Facts, sliced: Facts, spec: IndicatorSpec, only: PersonLine | None
) -> tuple[Correction, ...]:
    """List what was confirmed for persons in the week, but is in no day and no kind of chats."""
    if filter_of(spec) == EVERYWHERE and sliced.raw.corrections:
        return ()
    found = _of_base(facts.raw.corrections, sliced, spec)
    return tuple(each for each in found if only is None or each.person == only.id)


def _of_base(
    corrections: Iterable[Correction], facts: Facts, spec: IndicatorSpec
) -> list[Correction]:
    """Keep what was confirmed for persons an indicator counts among."""
    if not BY_NAME[spec.family].correctable:
        return []
    base = {each.person.id for each in base_of(facts, spec)}
    return [each for each in corrections if each.person in base]
