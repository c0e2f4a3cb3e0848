"""The roster: persons, their accounts, absences, classes, and one-time codes."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, delete, or_, select, update

from storage import tables
from storage.accounts import checked
from storage.chats import guesses, owners
from storage.db.dialects import insert
from storage.db.grouping import by_unit
from storage.db.statements import built_once
from storage.db.times import moment, moment_or_none, seconds
from storage.db.traces import destroyed
from storage.engine import AsyncConnection
from storage.people import marks
from storage.places import directory
from storage.records import Absence, Binding, Dialog, Person, SchoolClass
from storage.seen import activity
from storage.told.withdrawing import withdraw_personal

OWN = ("code", "asked")
"""Ways of binding that the owner of a profile begins himself."""

_persons = tables.persons
_bindings = tables.bindings


async def persons(connection: AsyncConnection, unit: str) -> list[Person]:
    """List the persons on a unit's roster now."""
    return (await persons_by_unit(connection, [unit]))[unit]


async def persons_by_unit(
    connection: AsyncConnection, units: Collection[str]
) -> dict[str, list[Person]]:
    """List the persons on the rosters of units now."""
    rows = await connection.execute(*_persons_of(list(units)))
    return by_unit(units, ((row.unit, _person(row)) for row in rows.all()))


@built_once
def _persons_of(units: list[str]) -> Select[Any]:
    return (
        select(_persons)
        .where(_persons.c.unit.in_(units), _persons.c.dismissed_at.is_(None))
        .order_by(_persons.c.full_name, _persons.c.id)
    )


async def person(connection: AsyncConnection, number: int) -> Person | None:
    """Read one person."""
    row = (await connection.execute(select(_persons).where(_persons.c.id == number))).first()
    return None if row is None else _person(row)


_ADD = _persons.insert().returning(_persons.c.id)


async def add(
    connection: AsyncConnection, unit: str, values: Mapping[str, Any], now: datetime
) -> int:
    """Add a person (full_name, position, role, classes, until); return the number."""
    number = await connection.scalar(
        _ADD, {"unit": unit, "added_at": seconds(now), **_columns(values)}
    )
    assert number is not None  # noqa: S101 - RETURNING always gives a row
    return int(number)


async def change(connection: AsyncConnection, number: int, values: Mapping[str, Any]) -> None:
    """Change full_name, position, role, classes or until; it brings back the dismissed."""
    await connection.execute(
        update(_persons)
        .where(_persons.c.id == number)
        .values(dismissed_at=None, **_columns(values))
    )


async def ended(connection: AsyncConnection, day: date) -> list[Person]:
    """List who is on a roster still, with a last day before ``day``."""
    rows = await connection.execute(
        select(_persons)
        .where(_persons.c.until < day, _persons.c.dismissed_at.is_(None))
        .order_by(_persons.c.unit, _persons.c.full_name, _persons.c.id)
    )
    return [_person(row) for row in rows]


async def dismiss(connection: AsyncConnection, numbers: Iterable[int], now: datetime) -> None:
    """Take persons off the roster: their accounts are theirs again, their codes end."""
    gone = list(numbers)
    await _forget_waiting(connection, gone)
    await connection.execute(
        update(_persons)
        .where(_persons.c.id.in_(gone))
        .values(dismissed_at=seconds(now), until=None)
    )
    await connection.execute(delete(_bindings).where(_bindings.c.person.in_(gone)))
    await connection.execute(delete(tables.codes).where(tables.codes.c.person.in_(gone)))
    await owners.forget_strangers(connection)
    destroyed(connection)
    await directory.changed(connection)


async def _forget_waiting(connection: AsyncConnection, numbers: Collection[int]) -> None:
    """What waits for persons as such goes with their place on the roster."""
    rows = await connection.execute(
        select(_bindings.c.unit, _bindings.c.account).where(_bindings.c.person.in_(numbers))
    )
    await withdraw_personal(connection, [(row.unit, row.account) for row in rows])


async def bindings(connection: AsyncConnection, unit: str) -> list[Binding]:
    """List the accounts of a unit's persons, the newest last."""
    return (await bindings_by_unit(connection, [unit]))[unit]


@built_once
def _bindings_of(units: list[str]) -> Select[Any]:
    return (
        select(_bindings, tables.accounts.c.dialog)
        .outerjoin(tables.accounts, tables.accounts.c.account == _bindings.c.account)
        .where(_bindings.c.unit.in_(units))
        .order_by(_bindings.c.bound_at, _bindings.c.account)
    )


async def bindings_by_unit(
    connection: AsyncConnection, units: Collection[str]
) -> dict[str, list[Binding]]:
    """List the accounts of the persons of units, the newest last."""
    rows = await connection.execute(*_bindings_of(list(units)))
    return by_unit(
        units,
        (
            (
                row.unit,
                Binding(
                    unit=row.unit,
                    person=row.person,
                    account=row.account,
                    dialog=Dialog(row.dialog or Dialog.UNKNOWN),
                ),
            )
            for row in rows.all()
        ),
    )


async def persons_of(connection: AsyncConnection, account: int) -> list[Person]:
    """List the persons (one a unit) an account belongs to."""
    return [_person(row) for row in await connection.execute(*_of_account(account))]


@built_once
def _of_account(account: int) -> Select[Any]:
    return (
        select(_persons)
        .join(_bindings, _bindings.c.person == _persons.c.id)
        .where(_bindings.c.account == account)
        .order_by(_persons.c.unit)
    )


async def bind(
    connection: AsyncConnection, unit: str, bound: Mapping[int, int], method: str, now: datetime
) -> None:
    """Bind accounts to persons ({account: person}); what they wrote this week becomes theirs.

    ``method``: roster | administrator | code | asked. By the last two (``OWN``) somebody binds
    himself; by the others nobody is bound again who had his data erased. Raises
    ``NotAnAccount``.
    """
    bound = {checked(account): number for account, number in bound.items()}
    if method in OWN:
        await marks.came_back(connection, bound)
    else:
        gone = await marks.erased_among(connection, bound)
        bound = {account: number for account, number in bound.items() if account not in gone}
    if not bound:
        return
    statement = insert(connection, _bindings)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["unit", "account"],
            set_={"person": statement.excluded.person, "method": statement.excluded.method},
        ),
        [
            {
                "unit": unit,
                "account": account,
                "person": number,
                "method": method,
                "bound_at": seconds(now),
            }
            for account, number in bound.items()
        ],
    )
    await activity.claim(connection, unit, bound)
    await guesses.claim(connection, await guesses.of_unit(connection, unit), list(bound))
    await directory.changed(connection)


async def absences(
    connection: AsyncConnection, unit: str, first: date, last: date
) -> list[Absence]:
    """List the absences of a unit's persons that touch the days ``first`` to ``last``."""
    return (await absences_by_unit(connection, [unit], first, last))[unit]


@built_once
def _absences_of(units: list[str], first: date, last: date) -> Select[Any]:
    table = tables.absences
    return (
        select(table, _persons.c.unit)
        .join(_persons, _persons.c.id == table.c.person)
        .where(
            _persons.c.unit.in_(units),
            table.c.first <= last,
            or_(table.c.last.is_(None), table.c.last >= first),
        )
        .order_by(table.c.person, table.c.first)
    )


async def absences_by_unit(
    connection: AsyncConnection, units: Collection[str], first: date, last: date
) -> dict[str, list[Absence]]:
    """List the absences of the persons of units that touch the days ``first`` to ``last``."""
    rows = await connection.execute(*_absences_of(list(units), first, last))
    return by_unit(
        units,
        ((row.unit, Absence(person=row.person, first=row.first, last=row.last)) for row in rows),
    )


async def set_absence(
    connection: AsyncConnection, number: int, first: date, last: date | None
) -> None:
    """Keep that a person is away from ``first`` to ``last`` (None: not known yet)."""
    await connection.execute(
        insert(connection, tables.absences)
        .values(person=number, first=first, last=last)
        .on_conflict_do_update(index_elements=["person", "first"], set_={"last": last})
    )


async def classes(connection: AsyncConnection, unit: str) -> list[SchoolClass]:
    """List a unit's classes."""
    return (await classes_by_unit(connection, [unit]))[unit]


@built_once
def _classes_of(units: list[str]) -> Select[Any]:
    table = tables.classes
    return select(table).where(table.c.unit.in_(units)).order_by(table.c.name)


async def classes_by_unit(
    connection: AsyncConnection, units: Collection[str]
) -> dict[str, list[SchoolClass]]:
    """List the classes of units."""
    rows = await connection.execute(*_classes_of(list(units)))
    return by_unit(
        units,
        (
            (
                row.unit,
                SchoolClass(
                    name=row.name, pupils=row.pupils, parents=row.parents, teacher=row.teacher
                ),
            )
            for row in rows.all()
        ),
    )


async def set_classes(
    connection: AsyncConnection, unit: str, listed: Iterable[SchoolClass]
) -> None:
    """Replace a unit's classes."""
    table = tables.classes
    await connection.execute(delete(table).where(table.c.unit == unit))
    if rows := [{"unit": unit, **asdict(each)} for each in listed]:
        await connection.execute(table.insert(), rows)


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    columns = dict(values)
    if "classes" in columns:
        columns["classes"] = json.dumps(list(columns["classes"]), ensure_ascii=False)
    return columns


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        unit=row.unit,
        full_name=row.full_name,
        position=row.position,
        role=row.role,
        classes=tuple(json.loads(row.classes)),
        added_at=moment(row.added_at),
        dismissed_at=moment_or_none(row.dismissed_at),
        until=row.until,
    )
