"""One-time codes with which somebody takes an office; kept as hashes (``secrets``)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, or_, select, update

from storage import tables
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection
from storage.people.secrets import mark_of
from storage.records import Office

_table = tables.claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim that is still good; ``mark``: its hash, ``issuer`` None: the operator."""

    mark: str
    unit: str
    office: Office
    issuer: int | None
    expires_at: datetime


async def issue(
    connection: AsyncConnection,
    unit: str,
    office: Office,
    code: str,
    now: datetime,
    expires_at: datetime,
    issuer: int | None = None,
) -> None:
    """Keep a new code; those whose time is over are forgotten. ``issuer`` None: the operator."""
    await connection.execute(delete(_table).where(_table.c.expires_at <= seconds(now)))
    await connection.execute(
        _table.insert().values(
            code=await mark_of(connection, code),
            unit=unit,
            office=office.value,
            expires_at=seconds(expires_at),
            issuer=issuer,
        )
    )


def _open(now: datetime) -> ColumnElement[bool]:
    """Not used, in time, and whoever issued it still may."""
    offices = tables.offices
    issued = exists(
        select(offices.c.account).where(
            offices.c.unit == _table.c.unit,
            offices.c.account == _table.c.issuer,
            offices.c.office == Office.ADMINISTRATOR.value,
        )
    )
    return and_(
        _table.c.used_by.is_(None),
        _table.c.expires_at > seconds(now),
        or_(_table.c.issuer.is_(None), issued),
    )


async def open_of(connection: AsyncConnection, unit: str, now: datetime) -> list[Claim]:
    """List a unit's claims that are still good, those that end first before the others."""
    rows = await connection.execute(
        select(_table)
        .where(_table.c.unit == unit, _open(now))
        .order_by(_table.c.expires_at, _table.c.code)
    )
    return [_claim(row) for row in rows]


async def find(connection: AsyncConnection, code: str, now: datetime) -> Claim | None:
    """Find the claim that a code is, if it is still good."""
    mark = await mark_of(connection, code)
    row = (
        await connection.execute(select(_table).where(_table.c.code == mark, _open(now)))
    ).first()
    return None if row is None else _claim(row)


async def take(connection: AsyncConnection, claim: Claim, account: int, now: datetime) -> bool:
    """Use a claim up; False: it is no good any more."""
    taken = await connection.execute(
        update(_table).where(_table.c.code == claim.mark, _open(now)).values(used_by=account)
    )
    return bool(taken.rowcount)


async def withdraw(
    connection: AsyncConnection, unit: str, mark: str, now: datetime
) -> Claim | None:
    """End a unit's open claim; None: there is none such any more."""
    found = next((it for it in await open_of(connection, unit, now) if it.mark == mark), None)
    if found is not None:
        await connection.execute(delete(_table).where(_table.c.code == mark))
    return found


async def taken_by(
    connection: AsyncConnection, code: str, account: int
) -> tuple[str, Office] | None:
    """Tell for which unit and office an account has used up a code; None: it has not."""
    query = select(_table.c.unit, _table.c.office).where(
        _table.c.code == await mark_of(connection, code), _table.c.used_by == account
    )
    row = (await connection.execute(query)).first()
    return None if row is None else (row.unit, Office(row.office))


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        mark=row.code,
        unit=row.unit,
        office=Office(row.office),
        issuer=row.issuer,
        expires_at=moment(row.expires_at),
    )
