"""What a unit's week says: the values that text, picture, table and command line share.

Every number people see is in a ``Report``. ``None`` is *no data*: neither zero nor a failure.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import msgspec

from monitor.facts.ratio import Ratio

Base = Literal["all", "present"]
"""``all``: everybody on the list; ``present``: without those away on every working day."""

Window = Literal["week", "day", "month"]
"""``day``: the last working day begun; ``month``: the month in which the week begins, up to it."""

Basis = Literal["text", "press", "example"]
"""What an order's file was written by: its text, what the press told, or nobody has said."""

Missing = Literal[
    "nobody",  # nobody on the list to be counted
    "unwatched",  # the bot was in no chat that counts
    "classes",  # there is no list of classes
    "numbers",  # the list of classes lacks numbers
    "outside",  # kept elsewhere, and nobody has confirmed it
    "owners",  # no chat tells its owner
    "below",  # no organisation below has it
    "members",  # no chat tells its members
    "untold",  # there is data, but some chats do not tell their members
    "few",  # it would tell of single people (monitor/levels/few.py)
]
"""Why there is no data, or not all of it."""

Counts = Literal["messages", "calls", "days", "other"]
"""What a person's minimum is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What an order is: «title» or, where its text has none, how it is ``called``."""

    kind: str = ""
    title: str = ""
    called: str = ""
    number: str = ""
    issued: date | None = None
    issuer: str = ""
    basis: Basis = "example"

    @property
    def plain(self) -> str:
        """Its bare title, as weeks closed earlier have it."""
        return self.title or self.called or self.kind


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
    """A norm held against its figure.

    ``met`` None: nothing to judge by, or no school this week.

    One rule is set, as in ``NormSpec``. ``before``: the share or count of the week before.
    """

    text: str
    threshold: float | None
    met: bool | None
    point: str = ""
    at_least: int | None = None
    at_most: int | None = None
    growth: float | None = None
    growth_points: float | None = None
    before: float | None = None
    deadline: date | None = None
    ordered: float | None = None  # the order's threshold, where the unit set itself a higher one


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What is asked of each one counted, and where it must have happened.

    ``any``: one of the minimums is enough. ``chats``: kinds of chats that count, empty: all.
    """

    messages: int | None = None
    calls: int | None = None
    days: int | None = None
    messages_a_day: int | None = None  # that make a day count
    call_minutes: int | None = None  # that a call must last to count
    any: bool = False
    scaled: bool = False
    chats: tuple[str, ...] = ()
    own_class: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherBase(Ratio):
    """A figure over the other base."""

    base: Base


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Of the organisations below: in how many a norm is met, not met, not known."""

    met: int
    unmet: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Ratio):
    """One indicator of one unit."""

    id: str
    title: str
    base: Base | None
    norm: NormReading | None
    minimum: int | None = None  # messages or calls a person needs to be counted here
    counts: Counts = "other"
    personal: bool = False  # asked of each person
    incomplete: bool = False
    point: str = ""
    window: Window = "week"
    first: date | None = None  # of the days counted; None: the report's week
    last: date | None = None
    demand: Demand | None = None
    other: OtherBase | None = None
    missing: Missing | None = None
    corrected: bool = False  # somebody in charge added to what was measured
    among: Among | None = None
    possible: int = 0  # so many more (below zero: fewer) it may be, as far as one knows
    short: str = ""  # what messages call it; empty: by its title


class Requirement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One minimum held against one person: done ``done`` of ``needed``.

    ``a_day``: the messages that make a day count; None: one does. What is not asked is not in
    what is kept, so that older notices and reports read alike.
    """

    counts: Literal["messages", "calls", "days"]
    done: int
    needed: int
    a_day: int | None = None


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
    corrected: bool = False  # somebody in charge added to what was measured
    worked: int | None = None  # working days on which the person is there; None: not kept then
    asked: tuple[Requirement, ...] = ()  # of somebody short: what is asked of him
    any: bool = False  # one of them is enough
    by_day: tuple[int, ...] = ()  # messages of each day with any, where it matters

    @property
    def known(self) -> bool:
        """Whether anything is known: the profile is, or somebody in charge confirmed something."""
        return self.bound or self.corrected


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
    class_name: str = ""
    links: int = 0  # messages with a link to a foreign messenger


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
class WeekFigure(Ratio):
    """A figure as levels above and later weeks read it."""

    id: str
    met: bool | None = None
    incomplete: bool = False
    among: Among | None = None
    resting: bool = False  # there was no working day: vacation or holidays
    possible: int = 0  # as of a ``Figure``


State = Literal[
    "closed",  # the week's final figures
    "running",  # figures as of the report's moment
    "late",  # figures as of an earlier moment
    "resting",  # no school this week, so nobody is judged by what he wrote
    "none",  # no data
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """A unit below, never its people: ``reporting`` of ``listed`` organisations gave figures."""

    unit: str
    name: str
    kind: str
    state: State
    completeness: float | None
    figures: tuple[WeekFigure, ...]
    reporting: int
    listed: int
    few: tuple[str, ...] = ()  # ids of the figures hidden, as they are of too few people

    def figure(self, name: str) -> WeekFigure | None:
        """Find a figure by its id."""
        return next((figure for figure in self.figures if figure.id == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A number the order counts on; ``figure``: the id of the one that shows the present."""

    title: str
    planned: int
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A unit's week. ``people`` stays inside the organisation."""

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
    organisations: tuple[OrganisationLine, ...] = ()  # of a municipality or a region
    resting: bool = False  # no working day in the week: vacation or holidays
    source: Source | None = None  # None: of a week closed before orders named theirs
    plan: tuple[PlanLine, ...] = ()  # of the level whose numbers they are
    statistics: tuple[tuple[str, str], ...] = ()  # of a level: columns of Friday's table, figures

    @property
    def kinds(self) -> tuple[str, ...]:
        """The unit's kind and those of the units below it, each once."""
        return tuple(dict.fromkeys((self.unit_kind, *(line.kind for line in self.organisations))))

    def figure(self, name: str) -> Figure | None:
        """Find a figure by its id."""
        return next((figure for figure in self.figures if figure.id == name), None)
