"""Naming authors: the account of staff, the week's pseudonym of everybody else."""

from collections.abc import Callable, Iterable

from storage import tables
from storage.db.dialects import insert
from storage.engine import AsyncConnection
from storage.places import directory
from storage.places.directory import Directory, WeekKey
from storage.records import UNNAMED
from storage.seen.pseudonyms import new_key, pseudonym

WeekAt = Callable[[str, int], tuple[str, int, int]]
"""(unit, UTC seconds) -> the week's name, its start and its end in UTC seconds."""


class Namer:
    """Names authors by one directory; remembers what it has hashed."""

    def __init__(self, directory: Directory) -> None:
        self._known = directory
        self._names: dict[tuple[int, int], int] = {}
        self._weeks: dict[tuple[str, int], WeekKey | None] = {}

    def __call__(self, chat: int, account: int, at: int) -> int:
        """Give the author of something done in a chat of ours at a moment (UTC seconds).

        ``chat``: the place under which it is counted then.
        """
        unit = str(self._known.holder(chat))
        if account in self._known.staff.get(unit, ()):
            return account
        hour = at // 3600
        if (unit, hour) in self._weeks:
            week = self._weeks[unit, hour]
        else:
            week = self._weeks[unit, hour] = self._known.key_at(unit, at)
        if week is None or week.key is None:
            return UNNAMED
        place = (id(week), account)
        name = self._names.get(place)
        if name is None:
            name = self._names[place] = pseudonym(week.key, account)
        return name


async def with_keys(
    connection: AsyncConnection,
    hours: Iterable[tuple[str, int]],
    known: Directory,
    week_at: WeekAt,
) -> Directory:
    """Make sure that the week of every (unit, UTC hour) has a key, or the trace of one."""
    missing = {
        (unit, *week_at(unit, hour * 3600))
        for unit, hour in hours
        if known.key_at(unit, hour * 3600) is None
    }
    if not missing:
        return known
    rows = [
        {"unit": unit, "week": week, "starts_at": starts_at, "ends_at": ends_at, "key": new_key()}
        for unit, week, starts_at, ends_at in sorted(missing)
    ]
    await connection.execute(
        insert(connection, tables.weekly_keys).on_conflict_do_nothing(
            index_elements=["unit", "week"]
        ),
        rows,
    )
    await directory.changed(connection)
    return await directory.refresh(connection, known)
