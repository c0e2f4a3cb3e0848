"""Indicators: an order names a family and its numbers; the family's function makes the figure.

Each function turns facts into a value, zero or *no data* (None), with the base it used. To add a
family: one function in the file of its kind, one line in ``FAMILIES``.
"""

from monitor.indicators import chats, learners, people
from monitor.indicators.family import Counted, Family

FAMILIES: tuple[Family, ...] = (
    Family(
        name="people_active",
        count=people.active,
        has_base=True,
        asks=True,
        needs_minimum=True,
        activity=True,
        people=True,
        takes_chats=True,
    ),
    Family(
        name="people_inactive", count=people.inactive, has_base=True, activity=True, people=True
    ),
    Family(name="people_registered", count=people.registered, has_base=True, people=True),
    Family(
        name="people_connected",
        count=people.connected,
        has_base=True,
        people=True,
        takes_chats=True,
    ),
    Family(name="people_total", count=people.total, has_base=False),
    Family(
        name="chat_owners", count=people.chat_owners, has_base=True, people=True, takes_chats=True
    ),
    Family(
        name="users_active",
        count=learners.users_active,
        has_base=True,
        asks=True,
        activity=True,
        partly=True,
    ),
    Family(
        name="pupils_active",
        count=learners.pupils_active,
        has_base=True,
        asks=True,
        activity=True,
        learners=True,
    ),
    Family(
        name="parents_active",
        count=learners.parents_active,
        has_base=True,
        asks=True,
        activity=True,
        learners=True,
    ),
    Family(name="pupils_total", count=learners.pupils_total, has_base=False),
    Family(name="parents_total", count=learners.parents_total, has_base=False),
    Family(name="classes_with_chats", count=learners.classes_with_chats, has_base=True),
    Family(name="classes_without_chats", count=learners.classes_without_chats, has_base=True),
    Family(name="chats_total", count=chats.chats_total, has_base=False, takes_chats=True),
    Family(
        name="chats_active",
        count=chats.chats_active,
        has_base=True,
        asks=True,
        activity=True,
        takes_chats=True,
    ),
    Family(
        name="foreign_links",
        count=chats.foreign_links,
        has_base=False,
        activity=True,
        takes_chats=True,
    ),
    Family(name="completeness", count=chats.completeness, has_base=True),
    Family(name="confirmed", count=chats.confirmed, has_base=True, confirmed=True),
    Family(name="units_meeting", count=None, has_base=True),
    Family(name="units_reporting", count=None, has_base=True),
)

BY_NAME: dict[str, Family] = {family.name: family for family in FAMILIES}

__all__ = ["BY_NAME", "FAMILIES", "Counted", "Family"]
