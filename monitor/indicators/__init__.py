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
        needs_minimum=True,
        activity=True,
    ),
    Family(name="people_registered", count=people.registered, has_base=True),
    Family(name="people_total", count=people.total, has_base=False),
    Family(name="chat_owners", count=people.chat_owners, has_base=True),
    Family(name="users_active", count=learners.users_active, has_base=True, activity=True),
    Family(name="pupils_total", count=learners.pupils_total, has_base=False),
    Family(name="classes_with_chats", count=chats.classes_with_chats, has_base=True),
    Family(name="not_measured", count=chats.not_measured, has_base=False),
)

__all__ = ["FAMILIES", "Counted", "Family"]
