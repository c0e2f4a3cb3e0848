"""Whose a chat is and was: what was seen in it belongs to the unit that had it at the time.

A chat that never changed hands has no row in ``holdings``: ``chats.unit`` is its only owner, and
what is seen in it is kept under its own number. Of every other chat each interval has a row, and
what was seen in it is kept under the interval's ``place``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
    update,
)

from storage import tables
from storage.db.statements import built_once
from storage.engine import AsyncConnection
from storage.places.presence import ENDLESS, ChatHolding

_table = tables.holdings
_chats = tables.chats


def places_of(units: Collection[str]) -> Any:  # noqa: ANN401 - what ``in_`` takes
    """Select the places under which the chats of units are kept."""
    usual = select(_chats.c.id).where(_chats.c.unit.in_(units), ~_chats.c.moved)
    moved = select(_table.c.place).where(_table.c.unit.in_(units))
    return union_all(usual, moved)


def places_named_by(unit: str) -> Any:  # noqa: ANN401 - what ``in_`` takes
    """Select the places in which strangers have names under a unit's keys.

    They are its own, and the chats that were taken for its own by mistake.
    """
    usual = select(_chats.c.id).where(_chats.c.unit == unit, ~_chats.c.moved)
    moved = select(_table.c.place).where(_table.c.unit == unit)
    guessed = select(_chats.c.id).where(_chats.c.guessed == unit)
    return union_all(usual, moved, guessed)


def held_by(units: Collection[str] | None = None) -> Any:  # noqa: ANN401 - a subquery
    """Select place, chat, unit, title and the interval [begins, ends) of what units had and have.

    ``units`` None: all of them.
    """
    usual = select(
        _chats.c.id.label("place"),
        _chats.c.id.label("chat"),
        _chats.c.unit.label("unit"),
        _chats.c.title.label("title"),
        literal(0).label("begins"),
        literal(ENDLESS).label("ends"),
    ).where(~_chats.c.moved)
    moved = select(
        _table.c.place,
        _table.c.chat,
        _table.c.unit,
        _table.c.title,
        _table.c.since,
        func.coalesce(_table.c.until, ENDLESS),
    )
    return union_all(_of(usual, _chats.c.unit, units), _of(moved, _table.c.unit, units)).subquery(
        "held"
    )


def _of(query: Select[Any], unit: ColumnElement[Any], units: Collection[str] | None) -> Select[Any]:
    return query if units is None else query.where(unit.in_(units))


def is_staff(
    connection: AsyncConnection,
    place: ColumnElement[int],
    account: ColumnElement[int],
    units: Collection[str],
) -> ColumnElement[bool]:
    """Tell whether an account is on the roster of the one of ``units`` to which a place belongs.

    PostgreSQL lists them all once: it thinks a look at each so dear that it plans worse for it.
    SQLite, which is quick to look, would take twice as long with a list.
    """
    bindings, held = tables.bindings.c, held_by(units)
    theirs = select(held.c.place, bindings.account).where(bindings.unit == held.c.unit)
    if connection.dialect.name == "postgresql":
        return tuple_(place, account).in_(theirs)
    return theirs.where(held.c.place == place, bindings.account == account).exists()


async def rows(
    connection: AsyncConnection, units: Collection[str]
) -> tuple[dict[int, str], dict[int, int]]:
    """Give the unit of each place of these units, and the chat of each that is no chat's number."""
    unit_of: dict[int, str] = {}
    chat_of: dict[int, int] = {}
    for place, chat, unit in await connection.execute(*_places(list(units))):
        unit_of[place] = unit
        if place != chat:
            chat_of[place] = chat
    return unit_of, chat_of


@built_once
def _places(units: list[str]) -> Select[Any]:
    held = held_by(units)
    return select(held.c.place, held.c.chat, held.c.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A chat as it was when another unit got it; times in UTC seconds."""

    chat: int
    unit: str
    since: int
    until: int
    title: str
    kind: str | None
    class_name: str


async def former(
    connection: AsyncConnection, units: Collection[str] | None, starts_at: int, ends_at: int
) -> list[Former]:
    """List the chats that units (None: all) gave away after a moment, and had before another."""
    if units is None:
        found = await connection.execute(*_former(starts_at, ends_at))
    else:
        found = await connection.execute(*_former_of(list(units), starts_at, ends_at))
    return [
        Former(
            chat=row.chat,
            unit=row.unit,
            since=row.since,
            until=row.until,
            title=row.title,
            kind=row.kind,
            class_name=row.class_name,
        )
        for row in found
    ]


@built_once
def _former(starts_at: int, ends_at: int) -> Select[Any]:
    overlaps = (_table.c.until > starts_at, _table.c.since < ends_at)
    return select(_table).where(*overlaps).order_by(_table.c.chat, _table.c.since)


@built_once
def _former_of(units: list[str], starts_at: int, ends_at: int) -> Select[Any]:
    overlaps = (_table.c.until > starts_at, _table.c.since < ends_at)
    mine = _table.c.unit.in_(units)
    return select(_table).where(*overlaps, mine).order_by(_table.c.chat, _table.c.since)


_HELD = select(_table).order_by(_table.c.since, _table.c.place)


async def held(connection: AsyncConnection) -> dict[int, tuple[ChatHolding, ...]]:
    """Give the intervals of every chat that changed hands, oldest first."""
    found: dict[int, list[ChatHolding]] = {}
    for row in await connection.execute(_HELD):
        one = ChatHolding(unit=row.unit, place=row.place, since=row.since)
        found.setdefault(row.chat, []).append(one)
    return {chat: tuple(intervals) for chat, intervals in found.items()}


async def move(connection: AsyncConnection, chat: int, unit: str, since: int) -> None:
    """Give a chat to another unit from a moment on: what was seen before stays where it was.

    The new interval gets a place of its own, so an hour in which a chat moves is two rows.
    """
    row = (await connection.execute(select(_chats).where(_chats.c.id == chat))).one()
    kept = {"title": row.title, "kind": row.kind, "class_name": row.class_name}
    if row.moved:
        await connection.execute(
            update(_table)
            .where(_table.c.chat == chat, _table.c.until.is_(None))
            .values(until=since, **kept)
        )
    else:
        first = {"place": chat, "chat": chat, "unit": row.unit, "since": row.joined_at or 0}
        await connection.execute(_table.insert().values(until=since, **first, **kept))
    lowest = await connection.scalar(select(func.min(_table.c.place))) or 0
    await connection.execute(
        _table.insert().values(
            place=min(lowest, 0) - 1, chat=chat, unit=unit, since=since, until=None, **kept
        )
    )
    await connection.execute(
        update(_chats).where(_chats.c.id == chat).values(unit=unit, moved=True, joined_at=since)
    )


async def forget(connection: AsyncConnection, before: int) -> None:
    """Forget intervals that ended before a moment; a chat's running one stays."""
    await connection.execute(_table.delete().where(_table.c.until < before))


def overlapping(
    found: Any,  # noqa: ANN401 - of ``held_by``
    since: ColumnElement[int],
    until: ColumnElement[Any],
) -> ColumnElement[bool]:
    """Tell whether [since, until) touches the interval in which a unit had a chat."""
    return and_(since < found.c.ends, or_(until.is_(None), until > found.c.begins))
