"""Indicators: an order names a family and its numbers; the family's description makes the figure.

Each counts facts into a value, zero or *no data* (None), with the base it used. To add one:
its description, with its function, in the file of its kind, and what it is called in
``bot/words/orders/families.py``.
"""

from monitor.indicators.accounts import OF_ACCOUNTS
from monitor.indicators.chats import OF_CHATS
from monitor.indicators.indicator import Counted, Indicator
from monitor.indicators.learners import OF_LEARNERS
from monitor.indicators.people import OF_PEOPLE
from monitor.indicators.units import OF_UNITS

FAMILIES: tuple[Indicator, ...] = (
    *OF_PEOPLE,
    *OF_ACCOUNTS,
    *OF_LEARNERS,
    *OF_CHATS,
    *OF_UNITS,
)

BY_NAME: dict[str, Indicator] = {family.name: family for family in FAMILIES}

__all__ = ["BY_NAME", "FAMILIES", "Counted", "Indicator"]
