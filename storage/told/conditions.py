"""Conditions: what the program says of itself to its operator, and since when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from storage import tables
from storage.db.dialects import insert
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection

_table = tables.conditions
_ALL = select(_table).order_by(_table.c.name)

SENDING_STOPPED = "sending_stopped"
"""The messenger takes nothing from us; the value is its error code."""

BEHIND = "behind"
"""The messenger forgot updates: the chats must be looked through for what came meanwhile."""

WAITING = "waiting"
"""Something is due and waits until the streams are read beyond its moment; no value."""

DEAF = "deaf"
"""The messenger tells us nothing that is written; the value: until when (UTC seconds) it did."""

NO_TIME = "no_time"
"""The messenger does not tell the time, so nothing is decided; no value."""

TIME = "time"
"""The last moment (UTC seconds) that the messenger told us it was."""

COPY = "copy"
"""For which moment (UTC seconds) the last copy on the schedule was made, or since when somebody is
at it: ``copies.begin``."""

TICKED = "ticked"
"""The last moment (UTC seconds) up to which the command ``tick`` did the schedule."""

COMMUNITY = "community"
"""The number of the community whose stream the database is of; it stays for ever."""

FAILED = "failed:"
"""Begins the name of a job that fails, of a unit (``failed:close:school-12``); the value: of what,
by its type, file and line."""

ALARM = "alarm:"
"""Begins the name of a fault of which the operator was told; no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that lasts; the meaning of ``value`` is the condition's own."""

    name: str
    value: str
    since: datetime


async def set(  # noqa: A001 - is read with the module's name before it
    connection: AsyncConnection, name: str, value: str, now: datetime
) -> bool:
    """Write that a condition began; False: it lasted already, with this value, and stays."""
    result = await connection.execute(
        insert(connection, _table)
        .values(name=name, value=value, since=seconds(now))
        .on_conflict_do_update(
            index_elements=["name"],
            set_={"value": value, "since": seconds(now)},
            where=_table.c.value != value,
        )
    )
    return result.rowcount > 0


async def clear(connection: AsyncConnection, name: str) -> bool:
    """End a condition; False: there was none."""
    result = await connection.execute(_table.delete().where(_table.c.name == name))
    return result.rowcount > 0


async def get(connection: AsyncConnection, name: str) -> Condition | None:
    """Give a condition if it lasts."""
    row = (await connection.execute(*_one(name))).first()
    return None if row is None else _condition(row)


@built_once
def _one(name: str) -> Select[Any]:
    return select(_table).where(_table.c.name == name)


async def all(connection: AsyncConnection) -> dict[str, Condition]:  # noqa: A001 - see ``set``
    """List the conditions that last, by name."""
    rows = await connection.execute(_ALL)
    return {row.name: _condition(row) for row in rows}


def _condition(row: Row[Any]) -> Condition:
    return Condition(name=row.name, value=row.value, since=moment(row.since))
