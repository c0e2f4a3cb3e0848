"""What a paper tells of a unit's period: the reports of its weeks, and what was done about them.

Every figure is a report's: nothing is counted here. Above the organisation there are no people.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.facts.values import Report, Source
from monitor.time.period import Period
from monitor.time.week import Week
from storage.records import Office

WeekState = Literal[
    "closed",  # final figures
    "running",  # as of the paper's moment
    "open",  # over, and not closed yet
    "before",  # the unit was not served yet
    "forgotten",  # nothing is kept of it any more
]

Capacity = Office | Literal["operator", "former"]
"""Who did something: an office, the operator, or somebody who holds none any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A correction: what was confirmed outside the chats, when and in what capacity.

    ``number``: of a person on the roster, with his name as far as it is known; None: of a figure,
    with its title.
    """

    number: int | None
    person: str
    title: str
    messages: int
    calls: int
    value: int | None
    of: int | None
    ground: str
    by: Capacity
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWeek:
    """A week of the period; moments are in the unit's zone.

    ``measures``: what was done, with the moment it was written down; ``seen``: when deputies read
    the figures, final ones or so far. Both oldest first.
    """

    week: Week
    state: WeekState
    report: Report | None
    measures: tuple[tuple[datetime, str], ...] = ()
    seen: tuple[tuple[datetime, bool], ...] = ()
    confirmed: tuple[Confirmed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """A unit's period as of a moment, in its zone; ``main``: the id of its main figure.

    ``source`` and ``rule``: of today's order, for a period without a report.
    """

    unit_name: str
    unit_kind: str
    is_level: bool
    period: Period
    at: datetime
    main: str
    source: Source
    rule: str
    weeks: tuple[PaperWeek, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports there are, oldest first."""
        return tuple(each.report for each in self.weeks if each.report is not None)
