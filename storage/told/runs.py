"""The ledger of job runs: which job did which moment for which unit."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, func, select

from storage import tables
from storage.db.dialects import insert_of
from storage.db.times import moment_or_none, seconds
from storage.engine import AsyncConnection

_table = tables.job_runs


async def last_done(connection: AsyncConnection) -> dict[tuple[str, str], datetime]:
    """Give for every (job, unit) the newest moment that is behind it."""
    rows = await connection.execute(_LAST)
    return {(job, unit): at for job, unit, value in rows if (at := moment_or_none(value))}


_LAST = select(_table.c.job, _table.c.unit, func.max(_table.c.moment)).group_by(
    _table.c.job, _table.c.unit
)


async def mark(
    connection: AsyncConnection, job: str, unit: str, at: datetime, state: str, now: datetime
) -> bool:
    """Write that a job's moment is ``done`` or ``skipped``; False: it already was."""
    return unit in await mark_units(connection, job, [unit], at, state, now)


async def mark_units(
    connection: AsyncConnection,
    job: str,
    units: Iterable[str],
    at: datetime,
    state: str,
    now: datetime,
) -> frozenset[str]:
    """Write that a job's moment is ``done`` or ``skipped`` for units; give whose was not yet."""
    rows = [
        {
            "job": job,
            "unit": unit,
            "moment": seconds(at),
            "state": state,
            "finished_at": seconds(now),
        }
        for unit in units
    ]
    if not rows:
        return frozenset()
    return frozenset(await connection.scalars(_mark(connection.dialect.name), rows))


@cache
def _mark(dialect: str) -> Executable:
    made: Executable = (
        insert_of(dialect, _table)
        .on_conflict_do_nothing(index_elements=["job", "unit", "moment"])
        .returning(_table.c.unit)
    )
    return made
