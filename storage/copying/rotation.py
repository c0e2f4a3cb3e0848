"""Which copies made by the schedule stay: the last of each of some days, and of some weeks."""

import re
from collections.abc import Iterable
from datetime import date, datetime

_NAME = re.compile(r"zvonok-(\d{4}-\d\d-\d\d)T\d{6}\.db")


def name_of(now: datetime) -> str:
    """Name the copy that is made now, by the clock of who looks at its folder."""
    return f"zvonok-{now:%Y-%m-%dT%H%M%S}.db"


def outdated(names: Iterable[str], days: int, weeks: int) -> list[str]:
    """Name those to be deleted: of the last days and weeks that have copies the newest stay.

    What the schedule did not name so is not touched.
    """
    ours = sorted(((day, name) for name in names if (day := _day(name))), reverse=True)
    daily: dict[object, str] = {}
    weekly: dict[object, str] = {}
    for day, name in ours:
        daily.setdefault(day, name)
        weekly.setdefault(day.isocalendar()[:2], name)
    kept = {*list(daily.values())[:days], *list(weekly.values())[:weeks]}
    return sorted(name for _, name in ours if name not in kept)


def _day(name: str) -> date | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None
