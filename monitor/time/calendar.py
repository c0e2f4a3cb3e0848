"""Working days, and the moments at which staff may be written to. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from storage.imports import alone
from storage.records import Vacation

with alone("holidays.countries"):  # it imports those of all countries at the first question, 7 MB
    from holidays.countries.russia import Russia


@dataclass(frozen=True, slots=True)
class Hours:
    """The local hours [opens, closes) of a working day in which messages may go out."""

    opens: time
    closes: time


DayOff = Callable[[date], bool]


def never(_day: date) -> bool:
    """No day is off."""
    return False


def days_off(vacations: Iterable[Vacation], class_name: str = "") -> DayOff:
    """Tell of days whether the unit (or, if named, one of its classes) has vacation."""
    mine = tuple(each for each in vacations if each.class_name in ("", class_name))
    if not mine:
        return never
    return lambda day: any(each.first <= day <= each.last for each in mine)


def working_days(days: Iterable[date], off: DayOff = never) -> tuple[date, ...]:
    """Keep the days on which schools work: no weekends, holidays of Russia, vacations."""
    return tuple(day for day in days if is_working(day, off))


def is_working(day: date, off: DayOff = never) -> bool:
    """Tell whether a day is a working one; a Saturday to which such a day was moved is one."""
    return not off(day) and _holidays(day.year).is_working_day(day)


def next_allowed(moment: datetime, hours: Hours, zone: ZoneInfo, off: DayOff = never) -> datetime:
    """Give the first moment not before ``moment`` at which staff may be written to."""
    local = moment.astimezone(zone)
    if is_writing_day(local.date(), off):
        if local.time() < hours.opens:
            return datetime.combine(local.date(), hours.opens, zone)
        if local.time() < hours.closes:
            return local
    day = local.date() + timedelta(days=1)
    for _ in range(_LONGEST_REST):
        if is_writing_day(day, off):
            break
        day += timedelta(days=1)
    return datetime.combine(day, hours.opens, zone)


def is_writing_day(day: date, off: DayOff) -> bool:
    """Nobody is written to on a Saturday, not even on a working one."""
    return day.weekday() < _SATURDAY and is_working(day, off)


def holidays_ahead(today: date, count: int) -> list[tuple[date, date]]:
    """Give the next holidays of Russia, each with the weekends that touch it: first, last day."""
    found: list[tuple[date, date]] = []
    day = today
    while len(found) < count and day.year < MAXYEAR:
        if is_working(day):
            day += timedelta(days=1)
            continue
        first = day
        while not is_working(day):
            day += timedelta(days=1)
        days = [first + timedelta(days=n) for n in range((day - first).days)]
        if any(each in _holidays(each.year) for each in days):
            found.append((first, day - timedelta(days=1)))
    return found


_LONGEST_REST = 400  # days; vacations without an end must not be looked through for ever


_SATURDAY = 5


@lru_cache(maxsize=8)
def _holidays(year: int) -> Russia:
    return Russia(years=year)  # type: ignore[no-untyped-call]  # its parameters have no hints
