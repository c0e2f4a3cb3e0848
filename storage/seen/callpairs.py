"""Which start message and which end message are one call. Pure.

Both messages are numbered by the messenger, so a start stands before its end whatever is heard
first. Who begins calls in a chat holds them one after the other; what the end tells of when the
call began decides, where it tells it. All halves are looked at together, so that the result does
not depend on the order in which they were heard.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# VK rounds moments, and the start message comes when the second person joins.
TOLERANCE = 180

LONGEST = 24 * 3600
"""Seconds for which the end of a call is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A start message: ``at`` UTC seconds, ``count``: people in the call by then."""

    number: int
    at: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnd:
    """An end message. ``told``: when the call began, if the messenger says it (UTC seconds)."""

    number: int
    at: int
    told: int | None
    seconds: int | None
    reached: bool | None
    count: int

    @property
    def begun(self) -> int:
        """When the call began, as far as its end knows."""
        return self.at - (self.seconds or 0) if self.told is None else self.told


def paired(starts: Iterable[Start], ends: Iterable[CallEnd]) -> Mapping[int, Start]:
    """Give for the number of each end that has one its start; all of one person in one chat."""
    free = {start.number: start for start in starts}
    found: dict[int, Start] = {}
    open_ends = sorted(ends, key=lambda end: end.number)
    for fits in (_as_told, _as_long, _open):
        near = sorted(
            (abs(start.at - end.begun), end.number, -start.number)
            for end in open_ends
            for start in free.values()
            if fits(start, end)
        )
        for _, end, minus in near if fits is _as_told else sorted(near, key=_in_order):
            if end not in found and -minus in free:
                found[end] = free.pop(-minus)
        open_ends = [end for end in open_ends if end.number not in found]
    return found


def _in_order(near: tuple[int, int, int]) -> tuple[int, int]:
    """The first end first, and its newest start."""
    _, end, minus = near
    return end, minus


def _as_told(start: Start, end: CallEnd) -> bool:
    """The end says when the call began, and then it began."""
    return (
        end.told is not None and start.number < end.number and abs(start.at - end.told) <= TOLERANCE
    )


def _as_long(start: Start, end: CallEnd) -> bool:
    """The call lasted no longer than since its start message."""
    return _open(start, end) and start.at <= end.at - (end.seconds or 0) + TOLERANCE


def _open(start: Start, end: CallEnd) -> bool:
    """The start message was still without its end, however long the room had been open.

    A start message from before the call began is another call's.
    """
    earliest = end.at - LONGEST if end.told is None else end.told - TOLERANCE
    return start.number < end.number and earliest <= start.at <= end.at + TOLERANCE
