"""Working days, and the moments at which staff may be written to (orders.md 4.4). Pure."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays


@dataclass(frozen=True, slots=True)
class Hours:
    """The local hours [opens, closes) of a working day in which messages may go out."""

    opens: time
    closes: time


def working_days(days: Iterable[date]) -> tuple[date, ...]:
    """Keep the days on which schools work: Monday to Friday, no public holidays of Russia."""
    return tuple(day for day in days if is_working(day))


def is_working(day: date) -> bool:
    """Tell whether a day is a working one (Saturday schools still rest from messages)."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def next_allowed(moment: datetime, hours: Hours, zone: ZoneInfo) -> datetime:
    """Give the first moment not before ``moment`` at which staff may be written to."""
    local = moment.astimezone(zone)
    if is_working(local.date()):
        if local.time() < hours.opens:
            return datetime.combine(local.date(), hours.opens, zone)
        if local.time() < hours.closes:
            return local
    day = local.date() + timedelta(days=1)
    while not is_working(day):
        day += timedelta(days=1)
    return datetime.combine(day, hours.opens, zone)


_SATURDAY = 5


@lru_cache(maxsize=8)
def _holidays(year: int) -> Container[date]:
    return holidays.country_holidays("RU", years=year)
