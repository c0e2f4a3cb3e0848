"""When the bot was in a chat, and whose the chat was: from what is known of its visits. Pure.

The messenger numbers a chat's messages, service ones too, so what lies before an invitation and
what behind is told by numbers, in whatever order they are heard of. What has no number (a chat
given away by a button, a leaving nobody told of) stands at its moment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

ENDLESS = 1 << 53
"""Beyond every number and every moment."""

GRACE = 60
"""Seconds after a leaving without a number in which messages may still come: clocks differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """An invitation (``present``) or a removal at UTC seconds.

    ``number`` below zero: it has none. ``unit``: the first unit of the administrator who invited.
    ``proved``: from this number on the bot is known to see everything, ``proved_at`` its moment.
    ``inferred``: no invitation is known, but a message shows that the bot is back.
    """

    number: int
    at: int
    present: bool
    unit: str | None = None
    proved: int | None = None
    proved_at: int | None = None
    inferred: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among the others of its chat."""
        return (self.at, self.number if self.number > 0 else ENDLESS)

    def before(self, number: int, at: int) -> bool:
        """Tell whether a message was written under what this one changed."""
        if self.number > 0:
            return number >= self.number if self.present else number > self.number
        return at >= self.at if self.present else at > self.at + GRACE


def number_of(at: int, *, present: bool) -> int:
    """Give what stands in the place of a number for a coming that has none."""
    return -(2 * at + present)


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The bot was not in the chat; ``to`` None: it has not come back yet.

    ``to`` may be a message, or another removal, that only shows that the bot was back by then.
    """

    since: Coming
    to: Coming | None

    def holds(self, number: int, at: int) -> bool:
        """Tell whether something was written in this time."""
        return self.since.before(number, at) and not (self.to and self.to.before(number, at))

    @property
    def is_sure(self) -> bool:
        """Whether the invitation that ended it is known."""
        return self.to is not None and self.to.present and not self.to.inferred


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatHolding:
    """A chat was a unit's since a moment; what was seen then is kept under ``place``."""

    unit: str
    place: int
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What must be known of a chat to place a message: ``begun`` None: it was always ours.

    ``held`` is empty for a chat that has had one owner only.
    """

    begun: Coming | None
    away: tuple[Away, ...] = ()
    held: tuple[ChatHolding, ...] = ()

    def counts(self, number: int, at: int) -> bool:
        """Tell whether the bot was there, and the chat somebody's, when this was written.

        A message behind a removal shows that the bot is back, if no invitation is known.
        """
        if self.begun is not None and not self.begun.before(number, at):
            return False
        return not any(each.is_sure and each.holds(number, at) for each in self.away)

    def returned(self, number: int, at: int) -> bool:
        """Tell whether a message shows that the bot was back before that is known."""
        return any(not each.is_sure and each.holds(number, at) for each in self.away)

    def place(self, chat: int, at: int) -> int:
        """Give the place under which something is kept that happened at a moment."""
        mine = chat
        for held in self.held:
            if held.since <= at or held is self.held[0]:
                mine = held.place
        return mine

    @property
    def is_unsure(self) -> bool:
        """Whether the bot may have been back before that is known."""
        return not all(each.is_sure for each in self.away)

    @property
    def is_usual(self) -> bool:
        """Whether one number tells all: invited once, never removed, never given away."""
        return not self.away and not self.held and (self.begun is None or self.begun.number > 0)


def ordered(comings: Iterable[Coming]) -> list[Coming]:
    """Put the comings of a chat in order."""
    return sorted(comings, key=lambda each: each.place)


def beginning(comings: Sequence[Coming], unit: str | None) -> Coming | None:
    """Find the invitation that made a chat a unit's; None: none is known."""
    return next((each for each in comings if each.present and each.unit == unit), None)


def absences(comings: Sequence[Coming], begun: Coming | None = None) -> tuple[Away, ...]:
    """Give the times without the bot, from when the chat was somebody's on.

    A removal with a number is the same as one just before that had none. Of two with numbers the
    second shows that the bot was back in between.
    """
    found: list[Away] = []
    for each in comings:
        if begun is not None and each.place < begun.place:
            continue
        lasting = bool(found) and found[-1].to is None
        if each.present and lasting:
            found[-1] = replace(found[-1], to=each)
        elif not each.present and lasting and (each.number < 0 or found[-1].since.number < 0):
            found[-1] = Away(since=each if each.number > 0 else found[-1].since, to=None)
        elif not each.present:
            if lasting:
                found[-1] = replace(found[-1], to=each)
            found.append(Away(since=each, to=None))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """The bot was in a chat since an invitation, with the sight it was given then."""

    came: Coming
    until: Coming | None

    def holds(self, number: int, at: int) -> bool:
        """Tell whether something was written in this stay."""
        return self.came.before(number, at) and not (self.until and self.until.before(number, at))

    def saw_all(self, number: int) -> bool:
        """Tell whether the bot is known to have seen everything when a number was written."""
        return self.came.proved is not None and number >= self.came.proved


def stays(comings: Sequence[Coming]) -> tuple[Stay, ...]:
    """Give the times with the bot, as far as an invitation is known; a new one may be blind."""
    return tuple(
        Stay(came=each, until=after)
        for each, after in zip_longest(comings, comings[1:])
        if each.present
    )
