"""What happened in the chats: tallies, calls and coverage, and whose they are."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    exists,
    func,
    select,
    update,
)

from storage import tables
from storage.db.dialects import Upsert
from storage.db.grouping import by_unit
from storage.db.statements import Ready, built_once
from storage.db.times import moment
from storage.engine import AsyncConnection
from storage.places import holdings
from storage.places.holdings import held_by, places_of
from storage.records import Call, Gone, Tally
from storage.seen.pseudonyms import pseudonym

_tallies = tables.tallies
ADD = Upsert(
    tables.tallies,
    ("chat", "hour", "author", "messages"),
    key=("hour", "chat", "author"),
    value="messages",
    add=True,
)
_calls = tables.calls


async def tallies(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> list[Tally]:
    """List a unit's tallies of the hours that begin in [starts_at, ends_at) UTC seconds.

    Zones whose offset is not a whole number of hours would cut an hour in two; Russia has none.
    """
    return (await tallies_by_unit(connection, [unit], starts_at, ends_at))[unit]


async def tallies_by_unit(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> dict[str, list[Tally]]:
    """List the tallies of units, as ``tallies`` does."""
    unit_of, chat_of = await holdings.rows(connection, units)
    lists: dict[str, list[Tally]] = {unit: [] for unit in units}
    of_place = {place: lists[unit] for place, unit in unit_of.items()}
    rows = await connection.execute(*_tallies_of(list(units), hours(starts_at, ends_at)))
    for tally in map(Tally._make, rows.all()):
        of_place[tally.chat].append(tally)
    for place, chat in chat_of.items():
        mine = of_place[place]
        mine[:] = [each._replace(chat=chat) if each.chat == place else each for each in mine]
    return lists


def hours(starts_at: int, ends_at: int) -> list[int]:
    """Name the hours one by one: so the key (hour, chat, …) finds each chat's rows at once."""
    return list(range(starts_at // 3600, -(-ends_at // 3600)))


def within(units: Collection[str], hours: Collection[int]) -> ColumnElement[bool]:
    """Tell the tallies of units' chats in some UTC hours."""
    return and_(_tallies.c.hour.in_(hours), _tallies.c.chat.in_(places_of(units)))


@built_once
def _tallies_of(units: list[str], hours: list[int]) -> Select[Any]:
    columns = (_tallies.c.chat, _tallies.c.hour, _tallies.c.author, _tallies.c.messages)
    return select(*columns).where(within(units, hours))


async def calls(connection: AsyncConnection, unit: str, starts_at: int, ends_at: int) -> list[Call]:
    """List a unit's calls that began in [starts_at, ends_at) UTC seconds."""
    return (await calls_by_unit(connection, [unit], starts_at, ends_at))[unit]


async def calls_by_unit(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> dict[str, list[Call]]:
    """List the calls of units that began in [starts_at, ends_at) UTC seconds."""
    people: dict[int, list[int]] = {}
    for call, author in await connection.execute(*_who_took_part(list(units), starts_at, ends_at)):
        people.setdefault(call, []).append(author)
    rows = await connection.execute(*_calls_of(list(units), starts_at, ends_at))
    return by_unit(
        units, ((row.unit, _call(row, sorted(people.get(row.id, ())))) for row in rows.all())
    )


@built_once
def _calls_of(units: list[str], starts_at: int, ends_at: int) -> Select[Any]:
    held = held_by(units)
    return (
        select(_calls, held.c.unit, held.c.chat.label("of_chat"))
        .join(held, held.c.place == _calls.c.chat)
        .where(_calls.c.started_at >= starts_at, _calls.c.started_at < ends_at)
        .order_by(_calls.c.started_at)
    )


@built_once
def _who_took_part(units: list[str], starts_at: int, ends_at: int) -> Select[Any]:
    held, there = held_by(units), tables.call_participants
    joined = _calls.join(held, held.c.place == _calls.c.chat)
    return (
        select(there.c.call, there.c.author)
        .select_from(joined.join(there, there.c.call == _calls.c.id))
        .where(_calls.c.started_at >= starts_at, _calls.c.started_at < ends_at)
    )


def _call(row: Row[Any], participants: Iterable[int]) -> Call:
    return Call(
        id=row.id,
        chat=row.of_chat,
        started_at=moment(row.started_at),
        seconds=row.seconds,
        initiator=row.initiator,
        reached=row.reached,
        participants=tuple(participants),
        participant_count=row.participant_count,
    )


async def newest(connection: AsyncConnection) -> datetime | None:
    """Tell the end of the newest hour in which anything was counted anywhere."""
    hour = await connection.scalar(select(func.max(_tallies.c.hour)))
    return None if hour is None else moment((hour + 1) * 3600)


async def missed(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> dict[int, int]:
    """Count for each chat of a unit the messages missed in [starts_at, ends_at) UTC seconds.

    A message deleted before it was seen is not missed: it could not be counted.
    """
    return (await missed_by_unit(connection, [unit], starts_at, ends_at))[unit]


async def missed_by_unit(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> dict[str, dict[int, int]]:
    """Count the messages missed in the chats of units, as ``missed`` does."""
    return await _unseen(connection, units, _missed(list(units), starts_at, ends_at))


async def deleted(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> dict[int, int]:
    """Count for each chat of a unit the messages deleted before they were seen."""
    return (await _unseen(connection, [unit], _deleted([unit], starts_at, ends_at)))[unit]


async def _unseen(
    connection: AsyncConnection, units: Collection[str], holes: Ready
) -> dict[str, dict[int, int]]:
    rows = await connection.execute(*holes)
    found = by_unit(units, ((unit, (chat, int(count))) for unit, chat, count in rows))
    return {unit: dict(counts) for unit, counts in found.items()}


@built_once
def _missed(units: list[str], starts_at: int, ends_at: int) -> Select[Any]:
    others = tables.holes.c.gone.is_distinct_from(Gone.DELETED)
    return _holes(units, starts_at, ends_at).where(others)


@built_once
def _deleted(units: list[str], starts_at: int, ends_at: int) -> Select[Any]:
    return _holes(units, starts_at, ends_at).where(tables.holes.c.gone == Gone.DELETED)


def _holes(units: list[str], starts_at: int, ends_at: int) -> Select[Any]:
    missing, held = tables.holes, held_by(units)
    unit, noticed = held.c.unit, missing.c.noticed_at
    return (
        select(unit, missing.c.chat, func.sum(missing.c.last - missing.c.first + 1))
        .join(
            held,
            and_(held.c.chat == missing.c.chat, noticed >= held.c.begins, noticed < held.c.ends),
        )
        .where(noticed >= starts_at, noticed < ends_at)
        .group_by(unit, missing.c.chat)
    )


async def claim(connection: AsyncConnection, unit: str, accounts: Iterable[int]) -> None:
    """Give accounts just bound what they wrote under the pseudonyms of weeks still open."""
    wanted = list(accounts)
    for key, starts_at, ends_at in await open_keys(connection, unit):
        names = {pseudonym(key, account): account for account in wanted}
        await rename(connection, places_of([unit]), names, starts_at, ends_at)


async def add_tallies(connection: AsyncConnection, sums: dict[tuple[int, int, int], int]) -> None:
    """Add (chat, hour, author) -> messages to the tallies."""
    await ADD(
        connection,
        [(chat, hour, author, messages) for (chat, hour, author), messages in sums.items()],
    )


async def open_keys(connection: AsyncConnection, unit: str) -> list[tuple[bytes, int, int]]:
    """Give the keys of a unit that still live, each with the interval of its week."""
    keys = tables.weekly_keys.c
    rows = await connection.execute(
        select(keys.key, keys.starts_at, keys.ends_at).where(
            keys.unit == unit, keys.key.is_not(None)
        )
    )
    return [(row.key, row.starts_at, row.ends_at) for row in rows]


async def rename(
    connection: AsyncConnection,
    places: Any,  # noqa: ANN401 - what ``in_`` takes
    names: dict[int, int],
    starts_at: int,
    ends_at: int,
) -> None:
    """Move tallies and calls of pseudonyms to accounts (adding up where both exist)."""
    if not names:
        return
    where = and_(
        _tallies.c.author.in_(list(names)),
        _tallies.c.chat.in_(places),
        _tallies.c.hour >= starts_at // 3600,
        _tallies.c.hour < ends_at // 3600,
    )
    rows = (await connection.execute(select(_tallies).where(where))).all()
    if rows:
        await connection.execute(_tallies.delete().where(where))
        sums: dict[tuple[int, int, int], int] = {}
        for row in rows:
            place = (row.chat, row.hour, names[row.author])
            sums[place] = sums.get(place, 0) + row.messages
        await add_tallies(connection, sums)
    for name, account in names.items():
        await connection.execute(
            update(_calls)
            .where(
                _calls.c.initiator == name,
                _calls.c.started_at >= starts_at,
                _calls.c.started_at < ends_at,
            )
            .values(initiator=account)
        )
        people = tables.call_participants
        twice = people.alias()
        both = exists().where(twice.c.call == people.c.call, twice.c.author == account)
        await connection.execute(people.delete().where(people.c.author == name, both))
        await connection.execute(
            update(people).where(people.c.author == name).values(author=account)
        )
