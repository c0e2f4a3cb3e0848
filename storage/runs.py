"""The ledger of job runs: which job did which moment for which unit."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.dialects import insert
from storage.times import moment_or_none, seconds

_table = tables.job_runs


async def last_done(connection: AsyncConnection) -> dict[tuple[str, str], datetime]:
    """Give for every (job, unit) the newest moment that is behind it."""
    rows = await connection.execute(
        select(_table.c.job, _table.c.unit, func.max(_table.c.moment)).group_by(
            _table.c.job, _table.c.unit
        )
    )
    return {(job, unit): at for job, unit, value in rows if (at := moment_or_none(value))}


async def mark(
    connection: AsyncConnection, job: str, unit: str, at: datetime, state: str, now: datetime
) -> bool:
    """Write that a job's moment is ``done`` or ``skipped``; False: it already was."""
    result = await connection.execute(
        insert(connection, _table)
        .values(job=job, unit=unit, moment=seconds(at), state=state, finished_at=seconds(now))
        .on_conflict_do_nothing(index_elements=["job", "unit", "moment"])
    )
    return result.rowcount > 0
