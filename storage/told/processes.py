"""What runs: each process of the service says now and then that its parts make turns.

A process that ends as it was asked to takes its row away; one that was killed leaves it, and so it
is known to be missing until another takes its place.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from storage import tables
from storage.db.dialects import insert
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection

_table = tables.processes

Note = int | str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process; ``turns``: when each of its parts last made one; ``notes``: what it notices."""

    machine: str
    number: int
    community: int
    version: str
    config: str
    started_at: datetime
    heard_at: datetime
    turns: Mapping[str, datetime] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its key."""
        return f"{self.machine}:{self.number}"


async def keep(connection: AsyncConnection, process: Process) -> None:
    """Write down that a process was heard, and what of."""
    row = {
        "machine": process.machine,
        "number": process.number,
        "community": process.community,
        "version": process.version,
        "config": process.config,
        "started_at": seconds(process.started_at),
        "heard_at": seconds(process.heard_at),
        "turns": json.dumps({part: seconds(at) for part, at in process.turns.items()}),
        "notes": json.dumps(dict(process.notes)),
    }
    await connection.execute(
        insert(connection, _table)
        .values(name=process.name, **row)
        .on_conflict_do_update(index_elements=["name"], set_=row)
    )


async def leave(connection: AsyncConnection, names: Collection[str]) -> None:
    """Take away the rows of processes that ended, or whose place was taken."""
    if names:
        await connection.execute(delete(_table).where(_table.c.name.in_(names)))


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Take away what was not heard since a moment."""
    await connection.execute(delete(_table).where(_table.c.heard_at < seconds(before)))


_ALL = select(_table).order_by(_table.c.machine, _table.c.number)


async def all(connection: AsyncConnection) -> list[Process]:  # noqa: A001 - as of ``conditions``
    """List them by machine and number."""
    return [_process(row) for row in await connection.execute(_ALL)]


def _process(row: Row[Any]) -> Process:
    return Process(
        machine=row.machine,
        number=row.number,
        community=row.community,
        version=row.version,
        config=row.config,
        started_at=moment(row.started_at),
        heard_at=moment(row.heard_at),
        turns={part: moment(at) for part, at in json.loads(row.turns).items()},
        notes=json.loads(row.notes),
    )
