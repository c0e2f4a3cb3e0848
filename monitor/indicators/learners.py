"""Indicators of pupils and parents: numbers from the roster, activity as totals only."""

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter

from monitor.facts.facts import Facts, PersonWeek
from monitor.indicators.indicator import Count, Counted, Indicator
from monitor.indicators.people import base_of
from monitor.indicators.rules import CountingRule, everywhere
from monitor.indicators.strangers import writers
from monitor.orders.model import IndicatorSpec
from storage.records import ChatKind, SchoolClass


def class_total(facts: Facts, _spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """Pupils or parents of all classes; no data until every class has its number."""
    number = number_of(rule)
    numbers = [number(each) for each in facts.raw.classes]
    if not numbers:
        return Counted(None, None, "classes")
    if None in numbers:
        return Counted(None, None, "numbers")
    return Counted(sum(number for number in numbers if number is not None))


def number_of(rule: CountingRule) -> Callable[[SchoolClass], int | None]:
    """Give what tells how many of those counted are in a class; None: the list does not."""
    return attrgetter("parents" if rule.classes == "parents" else "pupils")


def learners_active(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """Authors without a place on the roster in the chats of pupils, of all pupils; so of parents.

    In a mixed chat pupils and parents cannot be told apart, so it adds none.
    """
    total = class_total(facts, spec, rule)
    if total.value is None:
        return total
    if not facts.watched or not _has_chats(facts, rule):
        return Counted(None, total.value, "unwatched")
    writing = writers(facts, rule.strangers, spec.messages or 1)
    return Counted(min(writing, total.value), total.value)


def _has_chats(facts: Facts, rule: CountingRule) -> bool:
    """Without a chat of the kind nothing is known of those people."""
    return any(chat.kind is rule.strangers and facts.was_there(chat) for chat in facts.raw.chats)


def users_active(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """Teachers and pupils with at least one message (Perm, point 2), or with the minimum."""
    teachers = base_of(facts, spec)
    pupils = class_total(facts, spec, rule)
    if not teachers:
        return Counted(None, None, "nobody")
    if pupils.value is None:
        return Counted(None, None, pupils.missing)
    if not facts.watched:
        return Counted(None, len(teachers) + pupils.value, "unwatched")
    active = sum(wrote(person, facts, spec) for person in teachers)
    writing = min(writers(facts, rule.strangers, spec.messages or 1), pupils.value)
    return Counted(active + writing, len(teachers) + pupils.value)


def wrote(person: PersonWeek, _facts: Facts, spec: IndicatorSpec) -> bool:
    """Tell whether a person wrote a message, or the minimum."""
    return person.messages >= (spec.messages or 1)


def served_classes(facts: Facts) -> tuple[SchoolClass, ...]:
    """The classes with a chat of pupils or parents that the bot is in."""
    served = {
        chat.class_name for chat in facts.raw.chats if chat.present and chat.kind in FOR_CLASSES
    }
    return tuple(each for each in facts.raw.classes if each.name in served)


FOR_CLASSES = frozenset({ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED})
"""The kinds of chats that belong to a class."""


def classes_with_chats(facts: Facts, _spec: IndicatorSpec, _rule: CountingRule) -> Counted:
    """Classes with at least one chat of pupils or parents that the bot is in."""
    if not facts.raw.classes:
        return Counted(None, 0, "classes")
    return Counted(len(served_classes(facts)), len(facts.raw.classes))


def classes_without_chats(facts: Facts, _spec: IndicatorSpec, _rule: CountingRule) -> Counted:
    """Classes without any chat of pupils or parents that the bot is in."""
    if not facts.raw.classes:
        return Counted(None, 0, "classes")
    return Counted(len(facts.raw.classes) - len(served_classes(facts)), len(facts.raw.classes))


def _active(name: str, noun: str, count: Count, rule: CountingRule) -> Indicator:
    return Indicator(
        name=name,
        noun=noun,
        count=count,
        rule=rule,
        has_base=True,
        activity=True,
        asks=True,
        windows=("week", "day"),
        daily=True,
        needs_class_chats=True,
    )


_PUPILS = CountingRule(
    shows=("messages",), where=everywhere, strangers=ChatKind.PUPILS, classes="pupils"
)
_PARENTS = replace(_PUPILS, strangers=ChatKind.PARENTS, classes="parents")
_TEACHERS_TOO = replace(_PUPILS, roster=True, person=wrote)

OF_LEARNERS = (
    _active("users_active", "teachers and pupils", users_active, _TEACHERS_TOO),
    _active("pupils_active", "pupils who write", learners_active, _PUPILS),
    _active("parents_active", "parents who write", learners_active, _PARENTS),
    Indicator(
        name="pupils_total",
        noun="pupils on the lists",
        count=class_total,
        rule=CountingRule(classes="pupils"),
        has_base=False,
    ),
    Indicator(
        name="parents_total",
        noun="parents on the lists",
        count=class_total,
        rule=CountingRule(classes="parents"),
        has_base=False,
    ),
    Indicator(
        name="classes_with_chats",
        noun="classes with a chat",
        count=classes_with_chats,
        rule=CountingRule(classes="served"),
        has_base=True,
        needs_class_chats=True,
    ),
    Indicator(
        name="classes_without_chats",
        noun="classes without a chat",
        count=classes_without_chats,
        rule=CountingRule(classes="served"),
        has_base=True,
        fewer_is_better=True,
        unseen_adds=True,
    ),
)
