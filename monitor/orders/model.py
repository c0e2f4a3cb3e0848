"""What an order's file may say. Unknown keys are mistakes, not comments."""

import re
from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from monitor.report import Base
from monitor.roles import Audience
from monitor.week import WEEKDAYS

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_MOMENT = re.compile(r"([a-z]+) (\d{1,2}):(\d{2})")


def _moment(text: str) -> str:
    match = _MOMENT.fullmatch(text)
    if match is None or match[1] not in WEEKDAYS or int(match[2]) > 23 or int(match[3]) > 59:
        raise ValueError("moment")
    return text


Moment = Annotated[str, AfterValidator(_moment)]
"""A weekday and a local time: ``"thursday 15:00"``."""


def moment_parts(moment: str) -> tuple[int, time]:
    """Split a checked moment into weekday (0 is Monday) and local time."""
    weekday, clock = moment.split()
    hour, minute = clock.split(":")
    return WEEKDAYS.index(weekday), time(int(hour), int(minute))


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Counting(_Part):
    """How messages and calls are counted where the order leaves it open (orders.md, 2)."""

    participants: bool = False  # a call counts for everybody in it, not only who began it
    rule: str  # printed with every report


class Schedule(_Part):
    """When what is told, in the unit's zone; an absent job is not done."""

    nudge: Moment | None = None
    reminder: Moment | None = None
    summary: Moment | None = None
    digest: Moment | None = None
    close: Moment


class Quiet(_Part):
    """Local hours in which staff may be written to."""

    opens: time = time(8, 30)
    closes: time = time(18, 0)


class NormSpec(_Part):
    """What the order demands of an indicator: a share of its base of at least ``threshold``."""

    threshold: Annotated[float, Field(gt=0, le=1)]
    text: str
    deadline: date | None = None


class IndicatorSpec(_Part):
    """One indicator as an order names it; ``family`` says which function makes the number."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    family: str
    title: str
    point: str = ""
    audience: Audience = Audience.STAFF
    base: Base = "all"
    messages: Annotated[int, Field(ge=1)] | None = None
    calls: Annotated[int, Field(ge=1)] | None = None
    personal: bool = False  # each person is asked for it, so each may be nudged
    norm: NormSpec | None = None


class Milestone(_Part):
    """Something a person confirms (orders.md, mark H)."""

    point: str
    title: str
    deadline: date | None = None


class Order(_Part):
    """An order: who issued it, its week, its counting, its indicators, its schedule."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    issuer: str
    first_day: Weekday = "monday"
    main: str  # the indicator that pictures are about
    counting: Counting
    schedule: Schedule
    quiet: Quiet = Quiet()
    indicator: Annotated[tuple[IndicatorSpec, ...], Field(min_length=1)]
    milestone: tuple[Milestone, ...] = ()

    @property
    def first_weekday(self) -> int:
        """The week's first day, 0 is Monday."""
        return WEEKDAYS.index(self.first_day)

    @property
    def personal(self) -> tuple[IndicatorSpec, ...]:
        """The indicators asked of each person."""
        return tuple(spec for spec in self.indicator if spec.personal)
