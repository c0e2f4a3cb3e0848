"""Days without school as the config lists them: of a unit and all below it, or of some classes."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator

from bot.errors import Problem
from monitor.chats.class_names import spelt
from storage.records import Vacation

LONGEST = 366
"""Days a vacation may have; more is a mistake in the year."""

ClassName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(spelt)
]


class VacationSettings(BaseModel):
    """Days, both included; ``classes`` empty: of everybody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: date
    last: date
    classes: tuple[ClassName, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if mistake := mistake_of(self.first, self.last):
            raise ValueError(mistake)
        return self

    def of(self, unit: str) -> Iterator[Vacation]:
        """Give what storage keeps: a record for each class, or one for everybody."""
        for name in self.classes or ("",):
            yield Vacation(unit=unit, class_name=name, first=self.first, last=self.last)


def mistake_of(first: date, last: date) -> str | None:
    """Name what is wrong with a vacation's days; None: nothing."""
    if last < first:
        return "vacation_order"
    return "vacation_long" if (last - first).days >= LONGEST else None


def repeated(place: str, vacations: Iterable[VacationSettings]) -> Iterator[Problem]:
    """Tell of vacations that begin on the same day for the same people."""
    known: set[tuple[str, date]] = set()
    for index, each in enumerate(vacations, start=1):
        keys = [(one.class_name, one.first) for one in each.of("")]
        if len(set(keys)) < len(keys) or not known.isdisjoint(keys):
            yield Problem(f"{place}.{index}.first", "repeated_vacation", str(each.first))
        known.update(keys)
