"""What is told of a report: beside earlier weeks (a digest), or to one person (a nudge)."""

from dataclasses import dataclass
from datetime import date

from monitor.facts.ratio import Ratio
from monitor.facts.values import Report, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPoint(Ratio):
    """A figure in an earlier closed week, for comparison."""

    week: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The weeks before this one for one figure, oldest first."""

    figure: str
    points: tuple[WeekPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Again(Ratio):
    """A closed week of a level whose main figure is another one than was told (``was``)."""

    week: str
    first: date
    last: date
    title: str
    reporting: int
    listed: int
    was: int | None = None
    was_of: int | None = None
    was_reporting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a summary or digest tells: the report, the weeks before it, whether it is final."""

    report: Report
    trends: tuple[Trend, ...]
    main: str  # id of the figure that the picture is about
    final: bool
    again: tuple[Again, ...] = ()  # of a level: closed weeks told otherwise before
    then: WeekPoint | None = None  # of a running week: its main figure a week earlier to the hour

    def trend(self, figure: str) -> Trend | None:
        """Find the trend of a figure."""
        return next((trend for trend in self.trends if trend.figure == figure), None)


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
    any: bool = False  # one of the requirements is enough
    working: tuple[date, ...] = ()  # days still to come on which the person works, today included
