"""Indicators of pupils and parents: numbers from the roster, activity as totals only."""

from monitor.facts.facts import Facts
from monitor.indicators.family import Counted
from monitor.indicators.people import base_of
from monitor.orders.model import IndicatorSpec
from storage.records import ChatKind, SchoolClass


def pupils_total(facts: Facts, _spec: IndicatorSpec) -> Counted:
    """Pupils of all classes; no data until every class has its number."""
    return _total([each.pupils for each in facts.raw.classes])


def parents_total(facts: Facts, _spec: IndicatorSpec) -> Counted:
    """Parents of all classes; no data until every class has its number."""
    return _total([each.parents for each in facts.raw.classes])


def _total(numbers: list[int | None]) -> Counted:
    if not numbers or None in numbers:
        return Counted(None, None, "numbers")
    return Counted(sum(number for number in numbers if number is not None))


def pupils_active(facts: Facts, spec: IndicatorSpec) -> Counted:
    """Authors without a place on the roster in the pupils' chats, of all pupils.

    In a mixed chat pupils and parents cannot be told apart, so it adds none.
    """
    return _active(facts, spec, ChatKind.PUPILS, pupils_total(facts, spec))


def parents_active(facts: Facts, spec: IndicatorSpec) -> Counted:
    """Authors without a place on the roster in the parents' chats, of all parents."""
    return _active(facts, spec, ChatKind.PARENTS, parents_total(facts, spec))


def _active(facts: Facts, spec: IndicatorSpec, kind: ChatKind, total: Counted) -> Counted:
    if total.value is None:
        return total
    if not facts.watched or not _has_chats(facts, kind):
        return Counted(None, total.value, "unwatched")
    return Counted(min(_writers(facts, kind, spec.messages or 1), total.value), total.value)


def _has_chats(facts: Facts, kind: ChatKind) -> bool:
    """Without a chat of the kind nothing is known of those people."""
    return any(chat.kind is kind and facts.was_there(chat) for chat in facts.raw.chats)


def _writers(facts: Facts, kind: ChatKind, least: int) -> int:
    return sum(count >= least for count in facts.strangers.get(kind, {}).values())


def users_active(facts: Facts, spec: IndicatorSpec) -> Counted:
    """Teachers and pupils with at least one message (Perm, point 2), or with the minimum."""
    teachers = base_of(facts, spec)
    pupils = pupils_total(facts, spec)
    if not teachers:
        return Counted(None, None, "nobody")
    if pupils.value is None:
        return Counted(None, None, "numbers")
    if not facts.watched:
        return Counted(None, len(teachers) + pupils.value, "unwatched")
    least = spec.messages or 1
    active = sum(person.messages >= least for person in teachers)
    pupils_writing = min(_writers(facts, ChatKind.PUPILS, least), pupils.value)
    return Counted(active + pupils_writing, len(teachers) + pupils.value)


def served_classes(facts: Facts) -> tuple[SchoolClass, ...]:
    """The classes with a chat of pupils or parents that the bot is in."""
    served = {
        chat.class_name for chat in facts.raw.chats if chat.present and chat.kind in FOR_CLASSES
    }
    return tuple(each for each in facts.raw.classes if each.name in served)


FOR_CLASSES = frozenset({ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED})
"""The kinds of chats that belong to a class."""


def classes_with_chats(facts: Facts, _spec: IndicatorSpec) -> Counted:
    """Classes with at least one chat of pupils or parents that the bot is in."""
    if not facts.raw.classes:
        return Counted(None, 0, "numbers")
    return Counted(len(served_classes(facts)), len(facts.raw.classes))


def classes_without_chats(facts: Facts, _spec: IndicatorSpec) -> Counted:
    """Classes without any chat of pupils or parents that the bot is in."""
    if not facts.raw.classes:
        return Counted(None, 0, "numbers")
    return Counted(len(facts.raw.classes) - len(served_classes(facts)), len(facts.raw.classes))
