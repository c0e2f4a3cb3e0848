"""One-time codes with which a profile is bound; kept as hashes (``secrets``)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, delete, func, select, update

from storage import tables
from storage.db.times import seconds
from storage.engine import AsyncConnection
from storage.people import people
from storage.people.secrets import mark_of
from storage.records import Person

_table = tables.codes


async def keep(connection: AsyncConnection, number: int, mark: str, expires_at: datetime) -> None:
    """Keep a person's new code by its hash (``secrets.marks``); earlier ones not used end."""
    await connection.execute(
        delete(_table).where(and_(_table.c.person == number, _table.c.used_by.is_(None)))
    )
    await connection.execute(
        _table.insert().values(code=mark, person=number, expires_at=seconds(expires_at))
    )


async def take(
    connection: AsyncConnection, code: str, account: int, now: datetime, units: Collection[str]
) -> Person | None:
    """Use up a code that is still good; None: unknown, too old, or used by somebody else.

    ``units``: those that are listed; a code of another is not used up.
    """
    mark = await mark_of(connection, code)
    row = (await connection.execute(select(_table).where(_table.c.code == mark))).first()
    if row is None or (row.used_by is None and row.expires_at <= seconds(now)):
        return None
    if row.used_by not in (None, account):
        return None
    found = await people.person(connection, row.person)
    if found is None or found.unit not in units:
        return None
    await connection.execute(update(_table).where(_table.c.code == mark).values(used_by=account))
    return found


async def count_open(connection: AsyncConnection, unit: str, now: datetime) -> tuple[int, int]:
    """Count the codes not used that are still good: of a unit, and of all units."""
    rows = await connection.execute(
        select(tables.persons.c.unit, func.count())
        .join(_table, _table.c.person == tables.persons.c.id)
        .where(_table.c.used_by.is_(None), _table.c.expires_at > seconds(now))
        .group_by(tables.persons.c.unit)
    )
    counts = {name: int(count) for name, count in rows}
    return counts.get(unit, 0), sum(counts.values())
