"""What an office holder may wish of a unit: a name, and whose it is."""

from dataclasses import dataclass

WATCH = "watch"
"""The wish to be told every working day how the week stands."""

QUIET = "quiet"
"""The wish for no personal nudges."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An account asks for something about a unit."""

    unit: str
    account: int
    name: str
