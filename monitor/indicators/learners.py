"""Indicators of pupils: their number from the roster, their activity as totals only."""

from monitor.facts import Facts
from monitor.indicators.family import Counted
from monitor.orders.model import IndicatorSpec
from storage.records import ChatKind


def pupils_total(facts: Facts, _spec: IndicatorSpec) -> Counted:
    """Pupils of all classes; no data until every class has its number."""
    return Counted(_pupils(facts))


def users_active(facts: Facts, spec: IndicatorSpec) -> Counted:
    """Teachers and pupils with at least one message (Perm, point 2).

    Pupils are the authors without a place on the roster in the pupils' chats; in a mixed chat
    pupils and parents cannot be told apart, so it adds none.
    """
    teachers = facts.audience(spec.audience, present=spec.base == "present")
    pupils = _pupils(facts)
    if pupils is None or not facts.watched or not teachers:
        return Counted(None, None)
    active = sum(person.messages > 0 for person in teachers)
    pupils_active = min(len(facts.strangers.get(ChatKind.PUPILS, ())), pupils)
    return Counted(active + pupils_active, len(teachers) + pupils)


def _pupils(facts: Facts) -> int | None:
    numbers = [each.pupils for each in facts.raw.classes]
    if not numbers or None in numbers:
        return None
    return sum(number for number in numbers if number is not None)
