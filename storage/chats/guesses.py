"""A chat taken for another unit's at first: within the first hour everything goes along.

Who was counted under the wrong unit's key has another name there. Whose account is known is
renamed at once; a stranger as soon as he writes or calls again, so that he is one author and
not two. It ends with the keys of those weeks.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import select, update

from storage import tables
from storage.engine import AsyncConnection
from storage.observations import CallSeen
from storage.places.directory import Directory
from storage.seen import activity
from storage.seen.pseudonyms import pseudonym

_chats = tables.chats


async def correct(connection: AsyncConnection, chat: int, wrong: str, right: str) -> None:
    """Make a chat, with all that was seen in it, another unit's than it was taken for."""
    await connection.execute(
        update(_chats).where(_chats.c.id == chat).values(unit=right, guessed=wrong)
    )
    visits = tables.visits
    await connection.execute(
        update(visits).where(visits.c.chat == chat, visits.c.unit == wrong).values(unit=right)
    )
    bindings = tables.bindings.c
    staff = await connection.scalars(select(bindings.account).where(bindings.unit == right))
    await claim(connection, [(chat, wrong)], list(staff))


async def of_unit(connection: AsyncConnection, unit: str) -> list[tuple[int, str]]:
    """List the chats of a unit that were taken for another one's first, and whose."""
    rows = await connection.execute(
        select(_chats.c.id, _chats.c.guessed).where(
            _chats.c.unit == unit, _chats.c.guessed.is_not(None)
        )
    )
    return [(row.id, row.guessed) for row in rows]


async def claim(
    connection: AsyncConnection, guessed: Iterable[tuple[int, str]], accounts: Collection[int]
) -> None:
    """Give accounts what they wrote under the keys of units that chats were taken for."""
    for chat, wrong in guessed:
        for key, starts_at, ends_at in await activity.open_keys(connection, wrong):
            names = {pseudonym(key, account): account for account in accounts}
            await activity.rename(connection, [chat], names, starts_at, ends_at)


async def meet(
    connection: AsyncConnection,
    counted: Iterable[tuple[int, int, int]],
    calls: Iterable[CallSeen],
    directory: Directory,
) -> None:
    """Rename the strangers of a poll where they were counted under the wrong unit's key.

    ``counted``: (place, UTC hour, account).
    """
    done = [(place, hour * 3600, account) for place, hour, account in counted]
    done += [
        (call.chat, call.started_at, account)
        for call in calls
        for account in {call.initiator, *call.participants}
    ]
    for unit, chats in directory.guessed.items():
        staff = directory.staff.get(unit, frozenset())
        strangers = {
            (at, account)
            for place, at, account in done
            if account not in staff and directory.holder(place) == unit
        }
        for chat, wrong in chats if strangers else ():
            await _meet(connection, chat, (unit, wrong), strangers, directory)


async def _meet(
    connection: AsyncConnection,
    chat: int,
    units: tuple[str, str],
    strangers: Iterable[tuple[int, int]],
    directory: Directory,
) -> None:
    right, wrong = units
    for week in directory.keys.get(right, ()):
        mine = {account for at, account in strangers if week.starts_at <= at < week.ends_at}
        for other in directory.keys.get(wrong, ()):
            starts_at = max(week.starts_at, other.starts_at)
            ends_at = min(week.ends_at, other.ends_at)
            if not mine or week.key is None or other.key is None or starts_at >= ends_at:
                continue
            names = {
                pseudonym(other.key, account): pseudonym(week.key, account) for account in mine
            }
            await activity.rename(connection, [chat], names, starts_at, ends_at)
