"""Forgetting who wrote and called in a week that is over, of all who are on no roster."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, update

from storage import tables
from storage.db.dialects import insert
from storage.engine import AsyncConnection
from storage.places.holdings import is_staff, places_of
from storage.records import UNNAMED
from storage.seen.activity import hours, within

_tallies = tables.tallies
_calls = tables.calls


async def forget_strangers(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> None:
    """Turn everybody of a week who is not on his unit's roster into nobody: only totals remain."""
    names = list(units)
    week = within(names, hours(starts_at, ends_at))
    strange = _strange(connection, _tallies.c.author, _tallies.c.chat, names)
    where = and_(week, _tallies.c.author != UNNAMED, strange)
    deleting = _tallies.delete().where(where)
    if connection.dialect.name == "postgresql":  # what is deleted is what is summed: one scan
        gone = deleting.returning(*_tallies.c).cte("gone")
        await connection.execute(_added_up(connection, select(gone), gone.c))
    else:
        await connection.execute(_added_up(connection, select(_tallies).where(where), _tallies.c))
        await connection.execute(deleting)
    await _forget_callers(connection, names, starts_at, ends_at)


def _added_up(connection: AsyncConnection, rows: Select[Any], columns: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's
    """Build what adds tallies up to nobody's."""
    total = func.sum(columns.messages)
    sums = rows.with_only_columns(columns.hour, columns.chat, literal(UNNAMED), total)
    adding = insert(connection, _tallies).from_select(
        ("hour", "chat", "author", "messages"), sums.group_by(columns.hour, columns.chat)
    )
    return adding.on_conflict_do_update(
        index_elements=("hour", "chat", "author"),
        set_={"messages": _tallies.c.messages + adding.excluded.messages},
    )


async def _forget_callers(
    connection: AsyncConnection, units: Collection[str], starts_at: int, ends_at: int
) -> None:
    week = and_(
        _calls.c.started_at >= starts_at,
        _calls.c.started_at < ends_at,
        _calls.c.chat.in_(places_of(units)),
    )
    strange = _strange(connection, _calls.c.initiator, _calls.c.chat, units)
    await connection.execute(update(_calls).where(week, strange).values(initiator=UNNAMED))
    people = tables.call_participants
    strange = exists().where(
        _calls.c.id == people.c.call,
        week,
        _strange(connection, people.c.author, _calls.c.chat, units),
    )
    await connection.execute(people.delete().where(strange))


def _strange(
    connection: AsyncConnection,
    author: ColumnElement[int],
    place: ColumnElement[int],
    units: Collection[str],
) -> ColumnElement[bool]:
    """Whether an author is not on the roster of the one of ``units`` whose chat it was."""
    mine = is_staff(connection, place, author, units)
    return or_(author < UNNAMED, ~mine)  # a pseudonym is on no roster: most need no look
