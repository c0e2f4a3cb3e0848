"""What happened in the chats: tallies, calls and coverage, and whose they are."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.dialects import Upsert
from storage.pseudonyms import pseudonym
from storage.records import NOBODY, Call, Gone, Tally
from storage.times import moment

_tallies = tables.tallies
_add = Upsert(
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
    columns = (_tallies.c.chat, _tallies.c.hour, _tallies.c.author, _tallies.c.messages)
    where = await _within(connection, unit, starts_at, ends_at)
    rows = await connection.execute(select(*columns).where(where))
    return [Tally(*row) for row in rows]


async def _within(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> ColumnElement[bool]:
    """Name the hours and the chats one by one: so the key (hour, chat, …) finds each at once."""
    chats = await connection.scalars(select(tables.chats.c.id).where(tables.chats.c.unit == unit))
    hours = range(starts_at // 3600, -(-ends_at // 3600))
    return and_(_tallies.c.hour.in_(hours), _tallies.c.chat.in_(chats.all()))


async def calls(connection: AsyncConnection, unit: str, starts_at: int, ends_at: int) -> list[Call]:
    """List a unit's calls that began in [starts_at, ends_at) UTC seconds."""
    mine = and_(
        tables.chats.c.unit == unit,
        _calls.c.started_at >= starts_at,
        _calls.c.started_at < ends_at,
    )
    joined = _calls.join(tables.chats, tables.chats.c.id == _calls.c.chat)
    people: dict[int, list[int]] = {}
    for call, author in await connection.execute(
        select(tables.call_participants.c.call, tables.call_participants.c.author)
        .select_from(
            joined.join(tables.call_participants, tables.call_participants.c.call == _calls.c.id)
        )
        .where(mine)
    ):
        people.setdefault(call, []).append(author)
    rows = await connection.execute(
        select(_calls).select_from(joined).where(mine).order_by(_calls.c.started_at)
    )
    return [
        Call(
            id=row.id,
            chat=row.chat,
            started_at=moment(row.started_at),
            seconds=row.seconds,
            initiator=row.initiator,
            reached=row.reached,
            participants=tuple(sorted(people.get(row.id, ()))),
            participant_count=row.participant_count,
        )
        for row in rows
    ]


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
    missing = tables.holes
    rows = await connection.execute(
        select(missing.c.chat, func.sum(missing.c.last - missing.c.first + 1))
        .join(tables.chats, tables.chats.c.id == missing.c.chat)
        .where(
            tables.chats.c.unit == unit,
            missing.c.noticed_at >= starts_at,
            missing.c.noticed_at < ends_at,
            missing.c.gone.is_distinct_from(Gone.DELETED),
        )
        .group_by(missing.c.chat)
    )
    return {chat: int(count) for chat, count in rows}


async def claim(connection: AsyncConnection, unit: str, accounts: Iterable[int]) -> None:
    """Give accounts just bound what they wrote under the pseudonyms of weeks still open."""
    wanted = list(accounts)
    for key, starts_at, ends_at in await _open_keys(connection, unit):
        names = {pseudonym(key, account): account for account in wanted}
        chats = select(tables.chats.c.id).where(tables.chats.c.unit == unit).scalar_subquery()
        await _rename(connection, chats, names, starts_at, ends_at)


async def rename_authors(connection: AsyncConnection, chat: int, before: str, after: str) -> None:
    """After a chat went to another unit: its staff's pseudonyms become their accounts."""
    staff = await connection.scalars(
        select(tables.bindings.c.account).where(tables.bindings.c.unit == after)
    )
    accounts = list(staff)
    for key, starts_at, ends_at in await _open_keys(connection, before):
        names = {pseudonym(key, account): account for account in accounts}
        await _rename(connection, chat, names, starts_at, ends_at)


async def forget_strangers(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> None:
    """Turn everybody of a week who is not on the roster into nobody: only totals remain."""
    within = await _within(connection, unit, starts_at, ends_at)
    staff = select(tables.bindings.c.account).where(tables.bindings.c.unit == unit)
    where = and_(within, _tallies.c.author != NOBODY, _tallies.c.author.not_in(staff))
    rows = await connection.execute(
        select(_tallies.c.chat, _tallies.c.hour, func.sum(_tallies.c.messages))
        .where(where)
        .group_by(_tallies.c.chat, _tallies.c.hour)
    )
    totals = {(chat, hour, NOBODY): int(messages) for chat, hour, messages in rows}
    if totals:
        await connection.execute(_tallies.delete().where(where))
        await add_tallies(connection, totals)
    mine = select(tables.chats.c.id).where(tables.chats.c.unit == unit)
    week = and_(
        _calls.c.started_at >= starts_at, _calls.c.started_at < ends_at, _calls.c.chat.in_(mine)
    )
    await connection.execute(
        update(_calls).where(week, _calls.c.initiator.not_in(staff)).values(initiator=NOBODY)
    )
    people = tables.call_participants
    await connection.execute(
        people.delete().where(
            people.c.author.not_in(staff), people.c.call.in_(select(_calls.c.id).where(week))
        )
    )


async def add_tallies(connection: AsyncConnection, sums: dict[tuple[int, int, int], int]) -> None:
    """Add (chat, hour, author) -> messages to the tallies."""
    await _add(
        connection,
        [(chat, hour, author, messages) for (chat, hour, author), messages in sums.items()],
    )


async def _open_keys(connection: AsyncConnection, unit: str) -> list[tuple[bytes, int, int]]:
    keys = tables.weekly_keys.c
    rows = await connection.execute(
        select(keys.key, keys.starts_at, keys.ends_at).where(
            keys.unit == unit, keys.key.is_not(None)
        )
    )
    return [(row.key, row.starts_at, row.ends_at) for row in rows]


async def _rename(
    connection: AsyncConnection,
    chats: object,
    names: dict[int, int],
    starts_at: int,
    ends_at: int,
) -> None:
    """Move tallies and calls of pseudonyms to accounts (adding up where both exist)."""
    if not names:
        return
    where = and_(
        _tallies.c.author.in_(list(names)),
        _tallies.c.chat.in_(chats if not isinstance(chats, int) else [chats]),  # type: ignore[arg-type]
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
        await connection.execute(
            update(tables.call_participants)
            .where(tables.call_participants.c.author == name)
            .values(author=account)
        )
