"""Indicators of people on the roster: the silent are seen, because the roster is judged."""

from monitor.facts import Facts, PersonWeek
from monitor.indicators.family import Counted
from monitor.orders.model import IndicatorSpec


def meets(person: PersonWeek, spec: IndicatorSpec) -> bool:
    """Tell whether a person reached the indicator's minimum (of messages and of calls)."""
    return person.messages >= (spec.messages or 0) and person.calls >= (spec.calls or 0)


def active(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience who reached the minimum; no data where the bot was in no chat."""
    base = facts.audience(spec.audience, present=spec.base == "present")
    if not facts.watched or not base:
        return Counted(None, len(base))
    return Counted(sum(meets(person, spec) for person in base), len(base))


def registered(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience with a bound account."""
    base = facts.audience(spec.audience, present=spec.base == "present")
    if not base:
        return Counted(None, 0)
    return Counted(sum(bool(person.accounts) for person in base), len(base))


def total(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience on the roster; an empty roster is no data."""
    return Counted(len(facts.audience(spec.audience, present=spec.base == "present")) or None)


def chat_owners(facts: Facts, spec: IndicatorSpec) -> Counted:
    """People of the audience who own a chat the bot is in (owners are told to chat admins)."""
    base = facts.audience(spec.audience, present=spec.base == "present")
    owners = {chat.owner for chat in facts.raw.chats if chat.present}
    if not base or owners <= {None}:
        return Counted(None, len(base))
    return Counted(sum(not owners.isdisjoint(person.accounts) for person in base), len(base))
