"""What an explanation of one figure says: the parts it is made of, and what was left out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from monitor.facts.ratio import Ratio
from monitor.facts.values import Blank, Figure, Requirement, Source, State, WindowSpan
from monitor.indicators import BY_NAME, Indicator
from monitor.indicators.pieces import Reason, Shown

Remains = Literal[
    "open",  # the week is not closed: everything is there
    "totals",  # closed: of those not on the roster only totals are left
    "changed",  # closed: what is kept is no longer what was counted then
    "purged",  # closed: the parts are deleted, only the figure is left
]
"""What is left of the parts of a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is not in a figure; None: it is no matter of that, or not known."""

    reason: Reason
    people: int | None = None
    messages: int | None = None
    calls: int | None = None
    chats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPiece:
    """What a chat gave: ``messages`` and ``calls`` of those who are counted, ``seen`` of all.

    ``watched``: the bot was there at some time. ``blanks``: times without full sight.
    ``members``: of those counted; ``accounts``: all of them; ``owned``: by one of those counted;
    None: the chat does not tell.
    """

    id: int
    title: str
    kind: str | None
    messages: int = 0
    calls: int = 0
    links: int = 0
    seen: int = 0
    missed: int = 0
    watched: bool = True
    proved: bool = True
    blanks: tuple[Blank, ...] = ()
    members: int | None = None
    accounts: int | None = None
    owned: bool | None = None

    @property
    def completeness(self) -> float | None:
        """The share of the numbered messages that was seen; None: the bot was not there."""
        if not self.watched:
            return None
        return self.seen / (self.seen + self.missed) if self.missed else 1.0

    @property
    def whole(self) -> bool:
        """Whether nothing of the chat is known to have stayed unseen."""
        return self.watched and self.proved and not self.missed and not self.blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPiece:
    """What a local day gave. ``people`` None: they can no longer be told apart.

    ``watched``: the bot was in a chat that counts; without, zero means *no data*.
    """

    day: date
    messages: int
    calls: int
    people: int | None
    watched: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPiece:
    """A class: its number of pupils or parents as far as given, and whether it has a chat."""

    name: str
    number: int | None
    served: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Ratio):
    """What somebody in charge added, and when; ``author`` None: the operator.

    ``person`` and ``author_name`` are names of the roster, empty where it has none.
    """

    person: str
    messages: int
    calls: int
    comment: str
    author: int | None
    author_name: str
    made_at: datetime


Membership = Literal[
    "counted",
    "absent",  # away on every working day, and the base is without them
    "audience",  # the figure is about other roles
    "classless",  # without a class of his own, where only own classes count
    "later",  # not on the roster when the week was closed
    "gone",  # on the roster then, and not any more
]
"""Whether a person is among those counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPiece:
    """One person's part; ``met`` None: nothing to judge by, or not judged."""

    id: int
    name: str
    role: str
    place: Membership
    bound: bool
    messages: int
    calls: int
    days: int
    asked: tuple[Requirement, ...]
    any: bool
    met: bool | None
    corrected: bool = False  # somebody in charge added to what was measured

    @property
    def known(self) -> bool:
        """Whether anything is known of the person, as ``PersonLine`` has it."""
        return self.bound or self.corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPiece(Ratio):
    """What a unit below gave to a level's figure.

    ``value`` None: no data. ``unmet`` and ``unknown``: titles of the norms that are not met or of
    which nothing is known, where a figure counts organisations.
    """

    name: str
    state: State
    met: bool | None
    incomplete: bool
    possible: int = 0  # as of the figure
    unmet: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    few: bool = False  # too few people for its value to be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One figure taken apart. ``messages`` and ``calls``: of those counted, corrections apart.

    None: the figure is not about them, or nothing is left to count. ``silent``: people of the
    base with a known profile who did nothing that counts. ``audience``: None where nobody
    of the roster is counted.
    """

    unit_name: str
    kinds: tuple[str, ...]  # of the unit and those below it
    order_title: str
    source: Source | None
    rule: str
    window: WindowSpan
    first: date
    last: date
    figure: Figure
    family: str
    audience: str | None
    roles: tuple[str, ...]
    participants: bool
    shortest: int
    kept: Remains
    shows: tuple[Shown, ...] = ()
    messages: int | None = None
    calls: int | None = None
    silent: int | None = None
    chats: tuple[ChatPiece, ...] = ()
    days: tuple[DayPiece, ...] = ()
    classes: tuple[ClassPiece, ...] = ()
    organisations: tuple[OrganisationPiece, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    corrections: tuple[Added, ...] = ()
    blanks: tuple[Blank, ...] = ()  # of all chats at once
    person: PersonPiece | None = None
    bound: int | None = None  # of accounts counted: who are somebody's on the roster

    @property
    def indicator(self) -> Indicator:
        """What is known of the way it is counted."""
        return BY_NAME[self.family]
