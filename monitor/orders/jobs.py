"""What the monitor does by itself: whose job it is, and how an order says when it is due.

A job's function stands in monitor/jobs, what it is called in bot/words/orders/jobs.py.
"""

import re
from datetime import time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict

from monitor.time.week import WEEKDAYS

_MOMENT = re.compile(r"([a-z]+) (\d{1,2}):(\d{2})")


def _moment(text: str) -> str:
    match = _MOMENT.fullmatch(text)
    if match is None or match[1] not in WEEKDAYS or int(match[2]) > 23 or int(match[3]) > 59:
        raise ValueError("moment")
    return text


Moment = Annotated[str, AfterValidator(_moment)]
"""A weekday and a local time: ``"thursday 15:00"``."""


_TIME = re.compile(r"(\d{1,2}):(\d{2})")


def _time_of_day(text: str) -> str:
    match = _TIME.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError("time")
    return text


TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]
"""A local time of every day from Monday to Friday: ``"16:00"``."""


def moment_parts(moment: str) -> tuple[int, time]:
    """Split a checked moment into weekday (0 is Monday) and local time."""
    weekday, clock = moment.split()
    return WEEKDAYS.index(weekday), time_of(clock)


def time_of(clock: str) -> time:
    """Read a checked local time."""
    hour, minute = clock.split(":")
    return time(int(hour), int(minute))


class Whose(StrEnum):
    """Whose job it is."""

    ORGANISATIONS = "organisations"  # who has people of its own
    LEVELS = "levels"  # municipalities and regions, who have organisations below
    ALL = "all"


class JobName(StrEnum):
    """What the monitor does by itself, in the order in which one moment's jobs are done."""

    _value_: str
    whose: Whose

    def __new__(cls, name: str, whose: Whose) -> Self:
        """Make a member of its name and whose job it is."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.whose = whose
        return member

    CLOSE = "close", Whose.ALL
    FORECAST = "forecast", Whose.ORGANISATIONS
    NUDGE = "nudge", Whose.ORGANISATIONS
    REMINDER = "reminder", Whose.ORGANISATIONS
    SUMMARY = "summary", Whose.ORGANISATIONS
    DIGEST = "digest", Whose.ORGANISATIONS
    WATCH = "watch", Whose.ALL
    ROLLUP = "rollup", Whose.LEVELS
    MILESTONES = "milestones", Whose.ALL


class Schedule(BaseModel):
    """When each job is done, in the unit's zone; an absent one is not done.

    A ``Moment`` comes once a week, a ``TimeOfDay`` on every day from Monday to Friday.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    forecast: Moment | None = None
    nudge: Moment | None = None
    reminder: Moment | None = None
    summary: Moment | None = None
    digest: Moment | None = None
    rollup: Moment | None = None
    watch: TimeOfDay | None = None
    milestones: TimeOfDay | None = None
    close: Moment
