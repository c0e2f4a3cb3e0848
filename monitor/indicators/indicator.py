"""What an indicator family is: all that is known of it, in one description."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from monitor.facts.facts import Facts
from monitor.facts.ratio import Ratio
from monitor.facts.values import Missing, Window
from monitor.indicators.rules import NOTHING, CountingRule
from monitor.orders.model import IndicatorSpec
from storage.records import ChatKind

ALWAYS: tuple[Window, ...] = ("week", "day", "month")


@dataclass(frozen=True, slots=True)
class Counted(Ratio):
    """What an indicator says; ``missing`` tells why there is no data, or why not all of it."""

    missing: Missing | None = None


Count = Callable[[Facts, IndicatorSpec, CountingRule], Counted]

Possible = Callable[[Facts, IndicatorSpec], int]
"""How many more a figure may count than is known (below zero: fewer); 0: it is what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A way to count, which orders name as the family of their indicators.

    ``noun``: what is counted, as words and texts find it. ``rule``: what a figure is made of; it is
    handed to ``count``, so that figure and explanation cannot differ. ``activity``: holes in the
    chats make its figures incomplete, and a week without school judges nobody. ``people``:
    counted over the roster alone.
    """

    name: str
    noun: str
    count: Count | None  # None: a figure of municipalities and regions
    rule: CountingRule = NOTHING
    has_base: bool
    activity: bool = False
    people: bool = False
    possible: Possible | None = None  # None: its figures leave nothing open
    open_by: ChatKind | None = None  # strangers who write in such chats leave its figures open
    confirmed: bool = False  # what an administrator says, most often of people
    roster_size: bool = False  # the size of its audience itself

    # what an order may say of it
    asks: bool = False  # it may ask for minimums
    needs_minimum: bool = False
    takes_chats: bool = False  # ``chats`` and ``own_class`` mean something to it
    takes_above: bool = False  # ``above`` does
    windows: tuple[Window, ...] = ("week",)
    fewer_is_better: bool = False

    # what others do with it
    daily: bool = False  # watched each day, beside the order's main figure
    unseen_adds: bool = False  # what we do not see makes it greater, not smaller
    needs_class_chats: bool = False  # a class without a chat is missing in it
    over_units: Literal["meeting", "reporting"] | None = None  # what a level counts in it
    friday: Literal["chats", "people", "units"] | None = None  # in Friday's table (Smolensk, 18)

    def counted(self, facts: Facts, spec: IndicatorSpec) -> Counted:
        """Count an organisation's figure. Raises ``TypeError``: it is a figure of levels."""
        if self.count is None:
            raise TypeError(self.name)
        return self.count(facts, spec, self.rule)

    def leaves_open(self, facts: Facts, spec: IndicatorSpec) -> int:
        """Count how many more an organisation's figure may be (below zero: fewer)."""
        return 0 if self.possible is None else self.possible(facts, spec)

    @property
    def of_levels(self) -> bool:
        """Whether it is made of the organisations below (monitor/levels/rollup.py)."""
        return self.count is None

    @property
    def partly(self) -> bool:
        """Whether the roster is a part of those counted."""
        return self.rule.roster and self.rule.strangers is not None

    @property
    def by_deeds(self) -> bool:
        """Whether it counts people of the roster by what they did."""
        return self.people and self.activity

    @property
    def correctable(self) -> bool:
        """Whether what somebody in charge confirms for a person is in its figures."""
        return self.activity and self.either_base

    @property
    def counts_people(self) -> bool:
        """Whether its base is people: of a few nothing is told above (monitor/levels/few.py)."""
        return self.people or self.confirmed or self.rule.strangers is not None

    @property
    def either_base(self) -> bool:
        """Whether its figures may leave out those who are away."""
        return self.people or self.partly

    @property
    def takes_audience(self) -> bool:
        """Whether an order may name whose figure it is."""
        return self.either_base or self.roster_size
