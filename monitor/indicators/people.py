"""Indicators of people on the roster: the silent are seen, because the roster is judged."""

from msgspec.structs import replace

from monitor.facts.facts import Facts, PersonWeek
from monitor.facts.values import Requirement
from monitor.indicators.family import Counted
from monitor.orders.model import IndicatorSpec


def base_of(facts: Facts, spec: IndicatorSpec) -> tuple[PersonWeek, ...]:
    """Give the people an indicator counts among."""
    return facts.audience(spec.roles_counted, present=spec.base == "present")


def requirements(person: PersonWeek, facts: Facts, spec: IndicatorSpec) -> tuple[Requirement, ...]:
    """Give what an indicator asks of a person, held against what he did.

    A scaled minimum shrinks with the working days on which the person is there, rounded up: 10
    messages are 6 for somebody on leave from Thursday on, 2 in a week with one working day. Who
    is away all the time, and everybody in a week without school, is held against the whole of
    it: asked for nothing, they would all have reached it.
    """
    done = (
        Requirement(counts="messages", done=person.messages, needed=spec.messages or 0),
        Requirement(counts="calls", done=person.calls, needed=spec.calls or 0),
        Requirement(
            counts="days",
            done=person.days_with(spec.messages_a_day),
            needed=spec.days or 0,
            a_day=spec.messages_a_day,
        ),
    )
    shrinks = spec.scaled and bool(facts.working) and not person.absent
    if shrinks and person.worked < facts.regular:
        done = tuple(  # type: ignore[assignment]  # three again
            replace(each, needed=-(-each.needed * person.worked // facts.regular)) for each in done
        )
    return tuple(each for each in done if each.needed)


def meets(person: PersonWeek, facts: Facts, spec: IndicatorSpec) -> bool:
    """Tell whether a person reached an indicator's minimums (with ``any``: one of them)."""
    if not spec.scaled and not spec.any and spec.days is None:
        return person.messages >= (spec.messages or 0) and person.calls >= (spec.calls or 0)
    asked = requirements(person, facts, spec)
    reached = [each.done >= each.needed for each in asked]
    return any(reached) or not reached if spec.any else all(reached)


def active(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience who reached the minimum; no data where the bot was in no chat."""
    base = base_of(facts, spec)
    if not base:
        return Counted(None, 0, "nobody")
    if not facts.watched:
        return Counted(None, len(base), "unwatched")
    return Counted(sum(meets(person, facts, spec) for person in base), len(base))


def inactive(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience without a known profile, or with one that did nothing at all."""
    base = base_of(facts, spec)
    if not base:
        return Counted(None, 0, "nobody")
    if not facts.watched:
        return Counted(None, len(base), "unwatched")
    idle = sum(not person.accounts or not (person.messages or person.calls) for person in base)
    return Counted(idle, len(base))


def registered(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience with a bound account."""
    base = base_of(facts, spec)
    if not base:
        return Counted(None, 0, "nobody")
    return Counted(sum(bool(person.accounts) for person in base), len(base))


def connected(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience who are members of a chat that counts, or wrote in one.

    With ``above`` the chats of the unit above count (heads in the department's chats).
    """
    base = base_of(facts, spec)
    if not base:
        return Counted(None, 0, "nobody")
    chats = facts.raw.chats_above if spec.above else facts.raw.chats
    kinds = frozenset(spec.chats)
    told = [
        facts.raw.members[chat.id]
        for chat in chats
        if chat.present and chat.id in facts.raw.members and (not kinds or chat.kind in kinds)
    ]
    if not told and (spec.above or not facts.watched):
        return Counted(None, len(base), "members")
    accounts: frozenset[int] = frozenset().union(*told)
    there = sum(
        not accounts.isdisjoint(person.accounts) or (not spec.above and person.messages > 0)
        for person in base
    )
    return Counted(there, len(base))


def total(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience on the roster; an empty roster is no data."""
    number = len(base_of(facts, spec))
    return Counted(number) if number else Counted(None, None, "nobody")


def chat_owners(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience who own a chat the bot is in (owners are told to chat admins)."""
    base = base_of(facts, spec)
    kinds = frozenset(spec.chats)
    owners = {
        chat.owner for chat in facts.raw.chats if chat.present and (not kinds or chat.kind in kinds)
    }
    if not base:
        return Counted(None, 0, "nobody")
    if owners <= {None}:
        return Counted(None, len(base), "owners")
    return Counted(sum(not owners.isdisjoint(person.accounts) for person in base), len(base))
