"""Times in which the bot could not see something; they explain figures that are too low."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, and_, delete, or_, select, update

from storage import tables
from storage.db.statements import built_once
from storage.db.times import moment, moment_or_none
from storage.engine import AsyncConnection
from storage.places.holdings import held_by, overlapping
from storage.places.presence import ENDLESS
from storage.records import Cause, Interruption

_table = tables.interruptions


async def begin(
    connection: AsyncConnection,
    chat: int | None,
    cause: Cause,
    since: int,
    until: int | None = None,
) -> None:
    """Write that sight was lost at ``since`` (UTC seconds), unless that is written already."""
    same = and_(_table.c.chat.is_not_distinct_from(chat), _table.c.kind == cause)
    if until is None and await connection.scalar(
        select(_table.c.id).where(same, _table.c.until.is_(None)).limit(1)
    ):
        return
    await connection.execute(
        _table.insert().values(chat=chat, kind=cause, since=since, until=until)
    )


async def end(connection: AsyncConnection, chat: int, cause: Cause, until: int) -> None:
    """Write that a chat is seen (fully) again since ``until`` (UTC seconds)."""
    await connection.execute(
        update(_table)
        .where(_table.c.chat == chat, _table.c.kind == cause, _table.c.until.is_(None))
        .values(until=until)
    )


Times = Collection[tuple[int, int | None]]
"""Intervals [since, until) in UTC seconds; until None: it lasts."""


async def replace(connection: AsyncConnection, chat: int, wanted: Mapping[Cause, Times]) -> None:
    """Make the times in which a chat was out of sight, for each of these causes, be these."""
    rows = (await connection.execute(*_of_causes(chat, list(wanted)))).all()
    known = {(Cause(row.kind), row.since, row.until): row.id for row in rows}
    places = {(cause, since, until) for cause, times in wanted.items() for since, until in times}
    gone = [number for place, number in known.items() if place not in places]
    if gone:
        await connection.execute(delete(_table).where(_table.c.id.in_(gone)))
    added = sorted(places.difference(known), key=lambda place: place[:2])
    if added:
        await connection.execute(
            _table.insert(),
            [
                {"chat": chat, "kind": cause, "since": since, "until": until}
                for cause, since, until in added
            ],
        )


@built_once
def _of_causes(chat: int, causes: list[Cause]) -> Select[Any]:
    return select(_table).where(_table.c.chat == chat, _table.c.kind.in_(causes))


async def of_unit(
    connection: AsyncConnection, unit: str, starts_at: int, ends_at: int
) -> list[Interruption]:
    """List what touched a unit's chats in [starts_at, ends_at) UTC seconds, oldest first."""
    return (await of_units(connection, [unit], starts_at, ends_at))[unit]


@built_once
def _touching(units: list[str], starts_at: int, ends_at: int) -> Select[Any]:
    held = held_by(units)
    return (
        select(_table, held.c.unit, held.c.begins, held.c.ends)
        .outerjoin(
            held,
            and_(held.c.chat == _table.c.chat, overlapping(held, _table.c.since, _table.c.until)),
        )
        .where(
            or_(_table.c.chat.is_(None), held.c.unit.is_not(None)),
            _table.c.since < ends_at,
            or_(_table.c.until.is_(None), _table.c.until > starts_at),
        )
        .order_by(_table.c.since, _table.c.id)
    )


async def of_units(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> dict[str, list[Interruption]]:
    """List what touched the chats of units; what concerned all chats is each one's."""
    rows = await connection.execute(*_touching(list(units), starts_at, ends_at))
    found: dict[str, list[Interruption]] = {unit: [] for unit in units}
    for row in rows:
        told = Interruption(
            chat=row.chat,
            cause=Cause(row.kind),
            since=moment(max(row.since, row.begins or 0)),
            until=moment_or_none(_end(row.until, row.ends)),
        )
        for concerned in units if row.chat is None else (row.unit,):
            found[concerned].append(told)
    return found


def _end(until: int | None, ends: int | None) -> int | None:
    """End with the time in which the chat was the unit's, if it was given away."""
    if ends is None or ends == ENDLESS:
        return until
    return ends if until is None else min(until, ends)
