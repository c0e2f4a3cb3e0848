"""What an indicator is: a named way to count, with a pure function."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from monitor.facts.facts import Facts
from monitor.facts.values import Missing
from monitor.orders.model import IndicatorSpec


class Counted(NamedTuple):
    """What an indicator says: ``value`` of ``of``; None is *no data*, ``of`` None: no base.

    ``missing`` tells why there is no data.
    """

    value: int | None
    of: int | None = None
    missing: Missing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A way to count.

    ``activity``: holes in the chats make its figures incomplete, and a week without school judges
    nobody. ``people``: counted over the roster alone; ``partly``: the roster is a part of those
    counted. ``count`` None: a figure of municipalities and regions, made of the organisations
    below (monitor/levels/rollup.py).
    """

    name: str
    count: Callable[[Facts, IndicatorSpec], Counted] | None
    has_base: bool
    asks: bool = False  # it may ask for minimums
    needs_minimum: bool = False
    activity: bool = False
    people: bool = False
    partly: bool = False
    learners: bool = False  # counted over pupils or their parents
    confirmed: bool = False  # what an administrator says, most often of people
    takes_chats: bool = False  # ``chats`` and ``own_class`` mean something to it

    @property
    def counts_people(self) -> bool:
        """Whether its base is people: of a few nothing is told above (monitor/levels/few.py)."""
        return self.people or self.partly or self.learners or self.confirmed

    @property
    def either_base(self) -> bool:
        """Whether its figures may leave out those who are away."""
        return self.people or self.partly
