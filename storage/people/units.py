"""Units as the config lists them, and who holds which office in them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, Row, Select, and_, delete, func, select, update

from storage import tables
from storage.accounts import checked
from storage.db.dialects import insert_of
from storage.db.grouping import by_unit
from storage.db.statements import built_once
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection
from storage.places import directory
from storage.records import Office, OfficeHolder, Unit
from storage.told import conditions
from storage.told.withdrawing import withdraw

_table = tables.units
_NOT_SAID = _table.c.joined_at.name


async def sync(
    connection: AsyncConnection, units: Iterable[Unit], holders: Iterable[OfficeHolder]
) -> None:
    """Make the tables say what the config says; units no longer listed keep their history.

    When one is put back, its chats are looked through for what came meanwhile.
    """
    said = [column for column in _table.c if column.name != _NOT_SAID]
    rows = await connection.execute(select(*said))
    present = {row.id: row._asdict() for row in rows}
    wanted = {unit.id: _row(unit) for unit in units}
    gone = {name: row | {"listed": False} for name, row in present.items() if name not in wanted}
    changed = [row for name, row in (wanted | gone).items() if row != present.get(name)]
    if changed:
        await connection.execute(_keep(connection.dialect.name), changed)
    if any(name in present and not present[name]["listed"] for name in wanted):
        await _look_through(connection)
    if await _sync_offices(connection, holders) or changed:
        await directory.changed(connection)


@cache
def _keep(dialect: str) -> Executable:
    """Write a unit as the config has it; when it joined stays."""
    statement = insert_of(dialect, _table)
    said = {column.name: column for column in statement.excluded if column.name != _NOT_SAID}
    made: Executable = statement.on_conflict_do_update(index_elements=["id"], set_=said)
    return made


async def _look_through(connection: AsyncConnection) -> None:
    """Have the chats asked for what came after the last number seen in them."""
    heard = await connection.scalar(select(func.max(tables.cursors.c.moved_at)))
    if heard is not None:
        await conditions.set(connection, conditions.BEHIND, "", moment(heard))


def _row(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "kind": unit.kind,
        "name": unit.name,
        "parent": unit.parent,
        "timezone": unit.timezone,
        "order_name": unit.order,
        "listed": True,
    }


async def _sync_offices(connection: AsyncConnection, holders: Iterable[OfficeHolder]) -> bool:
    """Make the offices of the config's making be these; those given in conversations stay."""
    table = tables.offices
    wanted = {(each.unit, checked(each.account), each.office.value) for each in holders}
    rows = await connection.execute(select(table))
    present = {(row.unit, row.account, row.office): row.source for row in rows}
    gone = {each for each, source in present.items() if source == "config"} - wanted
    for unit, account, office in gone:
        await connection.execute(
            delete(table).where(
                table.c.unit == unit, table.c.account == account, table.c.office == office
            )
        )
    await withdraw(connection, [(unit, account) for unit, account, _ in sorted(gone)])
    if added := sorted(wanted - present.keys()):
        await connection.execute(
            table.insert(),
            [{"unit": unit, "account": who, "office": office} for unit, who, office in added],
        )
    return bool(gone or added)


async def join(connection: AsyncConnection, now: datetime) -> None:
    """Write down that units are served from now on, of those listed that were not before."""
    new = and_(_table.c.listed, _table.c.joined_at.is_(None))
    await connection.execute(update(_table).where(new).values(joined_at=seconds(now)))


async def joined(connection: AsyncConnection, units: Collection[str]) -> dict[str, datetime]:
    """Give since when units are served; of one that never was there is nothing."""
    query = select(_table.c.id, _table.c.joined_at).where(_table.c.id.in_(units))
    return {
        row.id: moment(row.joined_at)
        for row in await connection.execute(query)
        if row.joined_at is not None
    }


async def listed(connection: AsyncConnection) -> list[Unit]:
    """List the units the config names, in the order of their ids."""
    rows = await connection.execute(select(_table).where(_table.c.listed).order_by(_table.c.id))
    return [_unit(row) for row in rows]


async def get(connection: AsyncConnection, unit: str) -> Unit | None:
    """Read one unit."""
    row = (await connection.execute(*_one(unit))).first()
    return None if row is None else _unit(row)


@built_once
def _one(unit: str) -> Select[Any]:
    return select(_table).where(_table.c.id == unit)


async def kinds(connection: AsyncConnection, units: Collection[str]) -> dict[str, str]:
    """Tell of what kind units are, by their ids."""
    return {row.id: row.kind for row in await connection.execute(*_kinds(list(units)))}


@built_once
def _kinds(units: list[str]) -> Select[Any]:
    return select(_table.c.id, _table.c.kind).where(_table.c.id.in_(units))


async def offices(
    connection: AsyncConnection, *, unit: str | None = None, account: int | None = None
) -> list[OfficeHolder]:
    """List office holders, of one unit or of one account if named."""
    if unit is not None and account is None:
        return (await offices_by_unit(connection, [unit]))[unit]
    table = tables.offices
    query = select(table).order_by(table.c.unit, table.c.office, table.c.account)
    if unit is not None:
        query = query.where(table.c.unit == unit)
    if account is not None:
        query = query.where(table.c.account == account)
    return [_holder(row) for row in await connection.execute(query)]


async def offices_of(connection: AsyncConnection, account: int) -> list[OfficeHolder]:
    """List the offices of one account: asked for at every turn of a conversation."""
    return [_holder(row) for row in await connection.execute(*_offices_of(account))]


@built_once
def _offices_of(account: int) -> Select[Any]:
    table = tables.offices
    return select(table).where(table.c.account == account).order_by(table.c.unit, table.c.office)


async def offices_by_unit(
    connection: AsyncConnection, units: Collection[str]
) -> dict[str, list[OfficeHolder]]:
    """List the office holders of units."""
    rows = await connection.execute(*_offices_in(list(units)))
    return by_unit(units, ((row.unit, _holder(row)) for row in rows))


@built_once
def _offices_in(units: list[str]) -> Select[Any]:
    table = tables.offices
    return select(table).where(table.c.unit.in_(units)).order_by(table.c.office, table.c.account)


def _holder(row: Row[Any]) -> OfficeHolder:
    return OfficeHolder(unit=row.unit, account=row.account, office=Office(row.office))


def _unit(row: Row[Any]) -> Unit:
    return Unit(
        id=row.id,
        kind=row.kind,
        name=row.name,
        parent=row.parent,
        timezone=row.timezone,
        order=row.order_name,
    )
