"""What is said of a key of an order's file."""

from typing import NamedTuple


class Key(NamedTuple):
    """What a key means, what holds where it is not written, and a line of a file."""

    meaning: str
    absent: str
    example: str
