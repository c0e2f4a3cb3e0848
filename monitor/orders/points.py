"""The points of an order's text that no figure says: what is done once, duties, what is outside.

Every one has its number and its wording, who answers for it, and when, as the text gives them.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from monitor.orders.when import When

UnitKind = Literal["region", "municipality", "school", "kindergarten", "college", "further"]
LEVELS = frozenset({"region", "municipality"})
"""The kinds of units whose figures are summed from the units below."""

Level = Literal["region", "municipality", "organisation"]
"""Who answers for a point: a region's department, a municipality's, an organisation."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Point(BaseModel):
    """A point of the text: its number, its words, who answers for it and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    point: str
    title: str
    section: str = ""  # the heading it stands under
    owner: str = ""  # who answers for it, in the text's words
    level: tuple[Level, ...] = ()  # at which levels; empty: as ``organisations`` says
    organisations: tuple[UnitKind, ...] = ()  # asked of these kinds; empty: of all organisations
    under: Literal["region", "municipality"] | None = None  # only of those right below such a one
    when: When | None = None

    def concerns(self, kind: str, under: str | None = None) -> bool:
        """Whether it is asked of units of a kind; ``under``: the kind of the unit right above.

        Where nobody stands above, nobody knows to whom the organisation belongs: it is asked.
        """
        if kind in LEVELS:
            return kind in (self.level or self.organisations)
        if self.level and "organisation" not in self.level:
            return False
        if None not in (self.under, under) and self.under != under:
            return False
        return not self.organisations or kind in self.organisations


class Milestone(Point):
    """Something a person confirms: a step of a road map, an appointment."""

    id: Name
    deadline: date | None = None  # a short way to say ``when = { by = … }``
    bot: str = ""  # what the program does for it
    limit: str = ""  # what it cannot do, and why
    announced: bool = False  # done by a level's announcements to its organisations

    @property
    def due(self) -> When | None:
        """When it is to be done; None: the text says nothing of it."""
        return When(by=self.deadline) if self.deadline is not None else self.when


class Duty(Point):
    """What is done all the time: what the program does for it, what a person does."""

    bot: str = ""
    person: str = ""
    limit: str = ""


class Outside(Point):
    """A point the program has no part in, and why."""

    reason: str


def numbers_of(point: str) -> tuple[str, ...]:
    """Split the numbers of a point: an indicator may be asked for by several («4.3, 5.3»)."""
    return tuple(part for part in (each.strip() for each in point.split(",")) if part)
