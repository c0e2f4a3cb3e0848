"""What an order's file may say. Unknown keys are mistakes, not comments."""

import datetime
from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from monitor.facts.values import Base, Basis, Source, Window
from monitor.orders.jobs import Schedule
from monitor.orders.points import LEVELS, Duty, Milestone, Name, Outside, UnitKind
from monitor.orders.roles import ROLES_OF, Audience, Role
from monitor.time.week import WEEKDAYS
from storage.records import ChatKind

__all__ = [
    "LEVELS",
    "Counting",
    "Duty",
    "IndicatorSpec",
    "Milestone",
    "NormSpec",
    "Order",
    "Outside",
    "Planned",
    "Quiet",
    "Schedule",
    "UnitKind",
]

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


Watcher = Literal["administrator", "deputy", "coordinator"]
"""An office whose holders answer for the daily watch."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Counting(_Part):
    """How messages and calls are counted where the order leaves it open."""

    participants: bool = False  # a call counts for everybody in it, not only who began it
    call_minutes: Annotated[int, Field(ge=1, le=600)] | None = None  # a call must last so long
    rule: str  # printed with every report

    @property
    def shortest(self) -> int:
        """Seconds a call must last to count; 0: any length will do."""
        return 60 * (self.call_minutes or 0)


class Quiet(_Part):
    """Local hours in which staff may be written to."""

    opens: time = time(8, 30)
    closes: time = time(18, 0)


class NormSpec(_Part):
    """What the order demands of an indicator; exactly one of the five rules.

    ``threshold``: a share of the base of at least so much; ``at_least``/``at_most``: a count;
    ``growth``: more than the week before, by at least that part of it (0: any growth);
    ``growth_points``: by at least so many percentage points.
    """

    text: str
    threshold: Annotated[float, Field(gt=0, le=1)] | None = None
    at_least: Annotated[int, Field(ge=1)] | None = None
    at_most: Annotated[int, Field(ge=0)] | None = None
    growth: Annotated[float, Field(ge=0)] | None = None
    growth_points: Annotated[float, Field(ge=0, le=100)] | None = None
    deadline: date | None = None

    @property
    def grows(self) -> bool:
        """Whether it is held against the week before."""
        return self.growth is not None or self.growth_points is not None

    @model_validator(mode="after")
    def _one_rule(self) -> "NormSpec":
        growths = (self.growth, self.growth_points)
        rules = (self.threshold, self.at_least, self.at_most, *growths)
        if sum(rule is not None for rule in rules) != 1:
            raise ValueError("one_rule")
        return self


Minimum = Annotated[int, Field(ge=1)] | None


LONGEST_SHORT = 34
"""Letters of an indicator's name in messages: with its count it takes two lines of a phone."""


class IndicatorSpec(_Part):
    """One indicator as an order names it; ``family`` says which function makes the number."""

    id: Name
    family: str
    title: str
    short: Annotated[str, Field(max_length=LONGEST_SHORT)] = ""  # what messages call it
    titles: Mapping[UnitKind, str] = Field(default_factory=dict)  # where a kind says it otherwise
    shorts: Mapping[UnitKind, Annotated[str, Field(max_length=LONGEST_SHORT)]] = Field(
        default_factory=dict
    )
    point: str = ""
    audience: Audience = Audience.STAFF
    roles: tuple[Role, ...] = ()  # narrower than the audience; empty: all of it
    organisations: tuple[UnitKind, ...] = ()  # asked of these kinds of units; empty: of all
    chats: tuple[ChatKind, ...] = ()  # only these kinds of chats count; empty: all
    own_class: bool = False  # only the chats of a person's own classes count
    above: bool = False  # the chats of the unit above count, not the own ones
    window: Window = "week"
    base: Base = "all"
    messages: Minimum = None
    calls: Minimum = None
    days: Minimum = None  # distinct days with a message
    messages_a_day: Minimum = None  # a day counts that has so many messages; None: one
    any: bool = False  # one of the minimums is enough
    scaled: bool = False  # the minimum shrinks with a person's working days
    personal: bool = False  # each person is asked for it, so each may be nudged
    adjustable: bool = False  # an organisation may set itself a higher norm
    indicators: tuple[str, ...] = ()  # whose norms an organisation must meet; empty: all
    norm: NormSpec | None = None

    def title_of(self, kind: str) -> str:
        """What the indicator is called in organisations of a kind."""
        return next((title for name, title in self.titles.items() if name == kind), self.title)

    def short_of(self, kind: str) -> str:
        """What messages call it there; empty: nothing shorter than its title."""
        return next((short for name, short in self.shorts.items() if name == kind), self.short)

    @property
    def asked(self) -> bool:
        """Whether anything is asked of each one who is counted."""
        return not (self.messages is self.calls is self.days is None)

    @property
    def roles_counted(self) -> frozenset[str] | None:
        """The roles of those who are counted; None: everybody on the list."""
        if self.roles:
            return frozenset(self.roles) & ROLES_OF[self.audience]
        return None if self.audience is Audience.STAFF else ROLES_OF[self.audience]

    def concerns(self, kind: str) -> bool:
        """Whether the indicator is asked of units of a kind."""
        return not self.organisations or kind in self.organisations or kind in LEVELS


class Planned(_Part):
    """What an order counts on: a number of its text, and the indicator that shows the present."""

    title: str
    planned: Annotated[int, Field(ge=0)]
    indicator: str
    level: Literal["region", "municipality"] = "region"  # whose number it is


class Order(_Part):
    """An order: who issued it, its week, its counting, its indicators, its schedule."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    basis: Basis = "example"
    kind: str = ""  # «приказ», «распоряжение», «положение», …
    title: str = ""  # as in «…» of the text
    called: str = ""  # how it is called where the text has no title: behind the kind, without «»
    number: str = ""
    date: datetime.date | None = None
    issuer: str = ""
    first_day: Weekday = "monday"
    main: str  # the indicator that pictures are about
    watch_for: tuple[Watcher, ...] = ()  # who has the daily watch without asking; empty: who asks
    ranking: bool = False  # of a level: organisations by the main figure's share, not by name
    counting: Counting
    schedule: Schedule
    quiet: Quiet = Quiet()
    indicator: Annotated[tuple[IndicatorSpec, ...], Field(min_length=1)]
    milestone: tuple[Milestone, ...] = ()
    duty: tuple[Duty, ...] = ()
    outside: tuple[Outside, ...] = ()
    plan: tuple[Planned, ...] = ()

    @property
    def source(self) -> Source:
        """What the order is, and on what its file rests."""
        return Source(
            kind=self.kind,
            title=self.title,
            called=self.called,
            number=self.number,
            issued=self.date,
            issuer=self.issuer,
            basis=self.basis,
        )

    @property
    def first_weekday(self) -> int:
        """The week's first day, 0 is Monday."""
        return WEEKDAYS.index(self.first_day)

    @property
    def needs_month(self) -> bool:
        """Whether some indicator counts from the first of the month."""
        return any(spec.window == "month" for spec in self.indicator)

    @property
    def personal(self) -> tuple[IndicatorSpec, ...]:
        """The indicators asked of each person."""
        return tuple(spec for spec in self.indicator if spec.personal)
