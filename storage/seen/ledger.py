"""The set of numbers seen in a conversation, kept as ranges. Pure.

``Ranges`` is a sorted list of (first, last), both inclusive, never touching one another.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

Ranges = list[tuple[int, int]]


def extend(ranges: Ranges, numbers: Iterable[int]) -> tuple[set[int], Ranges]:
    """Add numbers; return those that were not there yet, and the new ranges."""
    incoming = sorted(set(numbers))
    fresh = [number for number in incoming if not contains(ranges, number)]
    if not fresh:
        return set(), ranges
    if len(ranges) == 1 and fresh[0] == ranges[0][1] + 1 and _is_run(fresh):
        return set(fresh), [(ranges[0][0], fresh[-1])]  # the everyday case
    return set(fresh), _merge(sorted(ranges + [(number, number) for number in fresh]))


def filled(ranges: Ranges, gaps: Ranges) -> Ranges:
    """Count what is missing as seen."""
    return _merge(sorted(ranges + gaps))


def contains(ranges: Ranges, number: int) -> bool:
    """Tell whether a number was seen."""
    if not ranges:
        return False
    index = bisect_right(ranges, (number, _ENDLESS)) - 1
    return index >= 0 and number <= ranges[index][1]


def gaps(ranges: Ranges) -> Ranges:
    """Give the ranges missing between the first and the last number seen."""
    return [(left[1] + 1, right[0] - 1) for left, right in pairwise(ranges)]


def size(ranges: Ranges) -> int:
    """Count the numbers in the ranges."""
    return sum(last - first + 1 for first, last in ranges)


_ENDLESS = float("inf")


def _is_run(numbers: list[int]) -> bool:
    return numbers[-1] - numbers[0] == len(numbers) - 1


def _merge(ordered: Ranges) -> Ranges:
    merged: Ranges = []
    for first, last in ordered:
        if merged and first <= merged[-1][1] + 1:
            if last > merged[-1][1]:
                merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged
