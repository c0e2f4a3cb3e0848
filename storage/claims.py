"""One-time codes with which somebody takes an office."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.records import Office
from storage.times import seconds

CODE_DIGITS = 12
"""Digits of a claim: more than those of a binding's code, so that they are told apart."""

_table = tables.claims


async def issue(
    connection: AsyncConnection,
    unit: str,
    office: Office,
    code: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Keep a new code; those whose time is over are forgotten."""
    await connection.execute(delete(_table).where(_table.c.expires_at <= seconds(now)))
    await connection.execute(
        _table.insert().values(
            code=code, unit=unit, office=office.value, expires_at=seconds(expires_at)
        )
    )


async def take(
    connection: AsyncConnection, code: str, account: int, now: datetime
) -> tuple[str, Office] | None:
    """Use up a code that is still good: the unit and the office; None: unknown, old or used."""
    taken = await connection.execute(
        update(_table)
        .where(
            _table.c.code == code,
            _table.c.used_by.is_(None),
            _table.c.expires_at > seconds(now),
        )
        .values(used_by=account)
        .returning(_table.c.unit, _table.c.office)
    )
    row = taken.first()
    return None if row is None else (row.unit, Office(row.office))


async def taken_by(
    connection: AsyncConnection, code: str, account: int
) -> tuple[str, Office] | None:
    """Tell for which unit and office an account has used up a code; None: it has not."""
    query = select(_table.c.unit, _table.c.office).where(
        _table.c.code == code, _table.c.used_by == account
    )
    row = (await connection.execute(query)).first()
    return None if row is None else (row.unit, Office(row.office))
