"""Naming authors: the account of staff, the week's pseudonym of everybody else."""

from collections.abc import Callable, Iterable

from storage import tables
from storage.db.dialects import insert
from storage.engine import AsyncConnection
from storage.places import directory
from storage.places.directory import Directory, WeekKey
from storage.records import UNNAMED
from storage.seen.pseudonyms import naming, new_key

WeekAt = Callable[[str, int], tuple[str, int, int]]
"""(unit, UTC seconds) -> the week's name, its start and its end in UTC seconds."""


class Names(dict[int, int]):
    """The authors of accounts in a unit's week, each made when it is first asked for.

    ``key`` None: strangers have no names any more.
    """

    def __init__(self, key: bytes | None, staff: Iterable[int] = ()) -> None:
        super().__init__({account: account for account in staff})
        self._name = None if key is None else naming(key)

    def __missing__(self, account: int) -> int:
        if self._name is None:
            return UNNAMED
        name = self[account] = self._name(account)
        return name


class Namer:
    """Names authors by one directory; remembers what it has hashed."""

    def __init__(self, directory: Directory) -> None:
        self._known = directory
        self._weeks: dict[int, Names] = {}
        self._hours: dict[tuple[str, int], Names] = {}

    def __call__(self, chat: int, account: int, at: int) -> int:
        """Give the author of something done in a chat of ours at a moment (UTC seconds).

        ``chat``: the place under which it is counted then.
        """
        unit = str(self._known.holder(chat))
        if account in self._known.staff.get(unit, ()):
            return account
        hour = (unit, at // 3600)
        names = self._hours.get(hour)
        if names is None:
            names = self._hours[hour] = self._named(self._known.key_at(unit, at))
        return names[account]

    def _named(self, week: WeekKey | None) -> Names:
        names = self._weeks.get(id(week))
        if names is None:
            names = self._weeks[id(week)] = Names(None if week is None else week.key)
        return names


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
