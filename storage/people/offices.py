"""Offices given and taken back in conversations; those of the config are the config's."""

from dataclasses import dataclass

from sqlalchemy import and_, select

from storage import tables
from storage.accounts import checked
from storage.db.dialects import insert
from storage.engine import AsyncConnection
from storage.places import directory
from storage.records import Office, OfficeHolder, Source
from storage.told.withdrawing import withdraw

_table = tables.offices


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An account holds an office; ``source``: who says so."""

    account: int
    office: Office
    source: Source


async def of_unit(connection: AsyncConnection, unit: str) -> list[Holding]:
    """List who holds which office in a unit: administrators first, by account."""
    rows = await connection.execute(
        select(_table).where(_table.c.unit == unit).order_by(_table.c.office, _table.c.account)
    )
    return [
        Holding(account=row.account, office=Office(row.office), source=row.source) for row in rows
    ]


async def appoint(connection: AsyncConnection, new: OfficeHolder) -> bool:
    """Give somebody an office; False: he has it already. Raises ``NotAnAccount``."""
    done = await connection.execute(
        insert(connection, _table)
        .values(unit=new.unit, account=checked(new.account), office=new.office.value, source="bot")
        .on_conflict_do_nothing(index_elements=["unit", "account", "office"])
    )
    if done.rowcount:
        await directory.changed(connection)
    return bool(done.rowcount)


async def dismiss(connection: AsyncConnection, old: OfficeHolder) -> bool:
    """Take an office of the bot's giving back, and what waits to be told; False: none such."""
    done = await connection.execute(
        _table.delete().where(
            and_(
                _table.c.unit == old.unit,
                _table.c.account == old.account,
                _table.c.office == old.office.value,
                _table.c.source == "bot",
            )
        )
    )
    if done.rowcount:
        await directory.changed(connection)
        await withdraw(connection, [(old.unit, old.account)])
    return bool(done.rowcount)
