"""One person's card: its profiles and absences, given and taken back."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update

from storage import tables
from storage.chats import owners
from storage.engine import AsyncConnection
from storage.people.people import set_absence
from storage.places import directory
from storage.records import Absence
from storage.told.withdrawing import withdraw_personal

_absences = tables.absences
_bindings = tables.bindings


async def accounts(connection: AsyncConnection, person: int) -> list[int]:
    """List the profiles bound to a person, the newest last."""
    rows = await connection.scalars(
        select(_bindings.c.account)
        .where(_bindings.c.person == person)
        .order_by(_bindings.c.bound_at, _bindings.c.account)
    )
    return list(rows)


async def unbind(connection: AsyncConnection, person: int) -> list[int]:
    """Give a person's profiles back; what they write from now on is nobody's. Gives them.

    The codes they used end, or each could bind itself again; so does what waits for them.
    """
    found = await accounts(connection, person)
    codes = tables.codes.c
    unit = await connection.scalar(
        select(_bindings.c.unit).where(_bindings.c.person == person).limit(1)
    )
    await withdraw_personal(connection, [(str(unit), account) for account in found])
    await connection.execute(
        tables.codes.delete().where(codes.person == person, codes.used_by.is_not(None))
    )
    await connection.execute(delete(_bindings).where(_bindings.c.person == person))
    await owners.forget_strangers(connection)
    await directory.changed(connection)
    return found


async def absences_since(connection: AsyncConnection, person: int, day: date) -> list[Absence]:
    """List a person's absences that are not over before a day, the earliest first."""
    rows = await connection.execute(
        select(_absences)
        .where(_absences.c.person == person, _lasting(day))
        .order_by(_absences.c.first)
    )
    return [Absence(person=row.person, first=row.first, last=row.last) for row in rows]


async def be_absent(
    connection: AsyncConnection, person: int, first: date, last: date | None
) -> None:
    """Keep that a person is away; with absences that touch these days it becomes one."""
    touching = [
        each
        for each in await absences_since(connection, person, first - timedelta(days=1))
        if last is None or each.first <= last + timedelta(days=1)
    ]
    for each in touching:
        last = None if last is None or each.last is None else max(last, each.last)
        first = min(first, each.first)
    await _drop(connection, person, touching)
    await set_absence(connection, person, first, last)


async def be_back(connection: AsyncConnection, person: int, day: date) -> None:
    """Forget that a person is away on a day and later; the days before stay."""
    lasting = await absences_since(connection, person, day)
    await _drop(connection, person, [each for each in lasting if each.first >= day])
    await connection.execute(
        update(_absences)
        .where(_absences.c.person == person, _lasting(day))
        .values(last=day - timedelta(days=1))
    )


async def _drop(connection: AsyncConnection, person: int, gone: Sequence[Absence]) -> None:
    for each in gone:
        await connection.execute(
            delete(_absences).where(_absences.c.person == person, _absences.c.first == each.first)
        )


def _lasting(day: date) -> ColumnElement[bool]:
    return or_(_absences.c.last.is_(None), _absences.c.last >= day)
