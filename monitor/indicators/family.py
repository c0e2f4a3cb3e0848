"""What an indicator is: a named way to count, with a pure function."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from monitor.facts import Facts
from monitor.orders.model import IndicatorSpec


class Counted(NamedTuple):
    """What an indicator says: ``value`` of ``of``; None is *no data*, ``of`` None: no base."""

    value: int | None
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A way to count. ``activity``: holes in the chats make its figures incomplete."""

    name: str
    count: Callable[[Facts, IndicatorSpec], Counted]
    has_base: bool
    needs_minimum: bool = False
    activity: bool = False
