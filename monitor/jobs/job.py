"""What a scheduled job is: the function that does it, for organisations and for levels."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from monitor.jobs.loading.load import UnitOrder, Units
from monitor.orders.jobs import JobName
from storage.db.database import Connection

OfOrganisation = Callable[[Connection, UnitOrder, datetime, datetime], Awaitable[int]]
OfLevel = Callable[[Connection, UnitOrder, datetime, datetime, Units], Awaitable[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job and what it does; both functions return how many notices they planned.

    They are given the unit, the moment the job was scheduled for, as of which it thinks, and now,
    on which it depends when it may be told.
    """

    name: JobName
    of_organisation: OfOrganisation | None = None
    of_level: OfLevel | None = None
