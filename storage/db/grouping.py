"""Rows of many units read at once, handed out by unit."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def by_unit(units: Iterable[str], found: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Give each unit its records in the order in which they come; nothing for some is a list too.

    What is of a unit that was not asked for is left out.
    """
    lists: dict[str, list[T]] = {unit: [] for unit in units}
    for unit, record in found:
        if unit in lists:
            lists[unit].append(record)
    return lists
