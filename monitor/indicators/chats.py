"""Indicators of chats and classes."""

from monitor.facts import Facts
from monitor.indicators.family import Counted
from monitor.orders.model import IndicatorSpec
from storage.records import ChatKind

FOR_CLASSES = frozenset({ChatKind.PUPILS, ChatKind.PARENTS, ChatKind.MIXED})
"""The kinds of chats that belong to a class."""


def classes_with_chats(facts: Facts, _spec: IndicatorSpec) -> Counted:
    """Classes with at least one chat of pupils or parents that the bot is in."""
    names = {each.name for each in facts.raw.classes}
    if not names:
        return Counted(None, 0)
    served = {
        chat.class_name for chat in facts.raw.chats if chat.present and chat.kind in FOR_CLASSES
    }
    return Counted(len(names & served), len(names))


def not_measured(_facts: Facts, _spec: IndicatorSpec) -> Counted:
    """Something the order asks for that is kept elsewhere: always *no data*, never zero."""
    return Counted(None)
