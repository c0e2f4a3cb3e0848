"""What a unit's week says: the values that text, picture, table and command line share.

Every number people see is in a ``Report``; nothing is computed again on the way to them. ``None``
means *no data*, which is neither zero nor a failure.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Base = Literal["all", "present"]
"""``all``: everybody on the list; ``present``: without those away on every working day."""

Counts = Literal["messages", "calls", "other"]
"""What a person's minimum is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSpan:
    """The interval counted: [start, end) in the unit's zone, as of a moment."""

    week: str
    start: datetime
    end: datetime
    as_of: datetime
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NormReading:
    """A norm held against its figure; ``met`` None: there is no data to judge by."""

    text: str
    threshold: float
    met: bool | None
    point: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One indicator of one unit: ``value`` of ``of`` (None: it has no base, or no data)."""

    id: str
    title: str
    value: int | None
    of: int | None
    base: Base | None
    norm: NormReading | None
    minimum: int | None = None  # messages or calls a person needs to be counted here
    counts: Counts = "other"
    personal: bool = False  # asked of each person
    incomplete: bool = False
    point: str = ""

    @property
    def share(self) -> float | None:
        """The unrounded share; None without a base or with nobody in it."""
        if self.value is None or not self.of:
            return None
        return self.value / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person's week. ``days``/``hours``: distinct ones with at least one message."""

    id: int
    name: str
    position: str
    role: str
    messages: int
    calls: int
    days: int
    hours: int
    absent: bool
    bound: bool
    reachable: bool | None  # may the bot write to this person; None: it never tried
    short: bool  # below a personal norm of the order, and not absent


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """Messages and active staff of one local day; the days ahead are not listed."""

    day: date
    messages: int
    staff: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLine:
    """One chat's week; ``missed``: numbered by the messenger and never seen by the bot."""

    id: int
    title: str
    kind: str | None
    messages: int
    calls: int
    missed: int
    present: bool
    proved: bool = True  # it is known that the bot sees every message of the chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A time of which not everything is known: ``cause`` as storage names it, ``chat`` its title.

    ``chat`` None: all chats; ``until`` None: it lasts. Both moments are in the unit's zone.
    """

    chat: str | None
    cause: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A unit's week. ``people`` stays inside the organisation (orders.md 4.2)."""

    unit: str
    unit_name: str
    unit_kind: str
    order: str
    order_title: str
    rule: str  # the counting rule in the order's words
    window: WindowSpan
    completeness: float | None
    figures: tuple[Figure, ...]
    people: tuple[PersonLine, ...]
    days: tuple[DayLine, ...]
    chats: tuple[ChatLine, ...]
    blanks: tuple[Blank, ...] = ()

    def figure(self, name: str) -> Figure | None:
        """Find a figure by its id."""
        return next((figure for figure in self.figures if figure.id == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPoint:
    """A figure in an earlier closed week, for comparison."""

    week: str
    first: date
    last: date
    value: int | None
    of: int | None

    @property
    def share(self) -> float | None:
        """The unrounded share; None without data."""
        if self.value is None or not self.of:
            return None
        return self.value / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The weeks before this one for one figure, oldest first."""

    figure: str
    points: tuple[WeekPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a summary or digest tells: the report, the weeks before it, whether it is final."""

    report: Report
    trends: tuple[Trend, ...]
    main: str  # id of the figure that the picture is about
    final: bool

    def trend(self, figure: str) -> Trend | None:
        """Find the trend of a figure."""
        return next((trend for trend in self.trends if trend.figure == figure), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One personal norm held against one person: done ``done`` of ``needed``."""

    counts: Literal["messages", "calls"]
    done: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """The facts of a personal nudge; a person gets at most one a week."""

    name: str  # full name as on the roster
    unit_name: str
    first: date
    last: date
    requirements: tuple[Requirement, ...]
    days_left: int  # days of the week still to come, today included
    incomplete: bool
