"""What an office holder asked to be told of a unit, or not to be: a name, and whose it is."""

from dataclasses import dataclass

WATCH = "watch"
"""To be told every working day how the week stands."""

QUIET = "quiet"
"""To get no personal nudges."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """An account asks for something about a unit."""

    unit: str
    account: int
    name: str
