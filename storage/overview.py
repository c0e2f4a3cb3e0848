"""Every listed unit at a glance: counts of its chats and people, and when it was last heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, distinct, func, select

from storage import tables
from storage.db.times import moment, seconds
from storage.engine import AsyncConnection
from storage.people import units
from storage.places import holdings
from storage.records import Access, Office, Unit

HEARD = timedelta(days=3)
"""So far back is looked for a unit's last message: what is older is silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A unit; ``heard_at``: the end of its last hour with a message, None: none within ``HEARD``.

    ``responsible``: its administrators; of a level its coordinators.
    """

    unit: Unit
    chats: int
    unproved: int
    people: int
    bound: int
    responsible: int
    missing: int
    heard_at: datetime | None
    closed: str | None
    completeness: float | None


async def glances(connection: AsyncConnection, now: datetime) -> list[Glance]:
    """Look at all listed units, in the order of their ids: a few statements for all of them."""
    listed = await units.listed(connection)
    chats, persons, bindings = tables.chats.c, tables.persons.c, tables.bindings.c
    offices, holes = tables.offices.c, tables.holes.c
    here = await _counts(
        connection,
        select(chats.unit, func.count(), func.sum(case((chats.access != Access.ALL, 1), else_=0)))
        .where(chats.present, chats.unit.is_not(None))
        .group_by(chats.unit),
    )
    people = await _counts(
        connection,
        select(
            persons.unit, func.count(distinct(persons.id)), func.count(distinct(bindings.person))
        )
        .outerjoin(tables.bindings, bindings.person == persons.id)
        .where(persons.dismissed_at.is_(None))
        .group_by(persons.unit),
    )
    answering = (Office.ADMINISTRATOR.value, Office.COORDINATOR.value)
    responsible = await _counts(
        connection,
        select(offices.unit, func.count(distinct(offices.account)))
        .where(offices.office.in_(answering))
        .group_by(offices.unit),
    )
    missing = await _counts(
        connection,
        select(chats.unit, func.sum(holes.last - holes.first + 1))
        .join(tables.holes, holes.chat == chats.id)
        .where(chats.present, holes.gone.is_(None))
        .group_by(chats.unit),
    )
    heard = await _heard(connection, [each.id for each in listed], now)
    closed, completeness = await _weeks(connection)
    return [
        Glance(
            unit=each,
            chats=here.get(each.id, (0, 0))[0],
            unproved=here.get(each.id, (0, 0))[1],
            people=people.get(each.id, (0, 0))[0],
            bound=people.get(each.id, (0, 0))[1],
            responsible=responsible.get(each.id, (0,))[0],
            missing=missing.get(each.id, (0,))[0],
            heard_at=heard.get(each.id),
            closed=closed.get(each.id),
            completeness=completeness.get(each.id),
        )
        for each in listed
    ]


async def _counts(connection: AsyncConnection, query: Select[Any]) -> dict[str, tuple[int, ...]]:
    return {
        row[0]: tuple(int(each or 0) for each in row[1:]) for row in await connection.execute(query)
    }


async def _heard(
    connection: AsyncConnection, names: list[str], now: datetime
) -> dict[str, datetime]:
    unit_of, _ = await holdings.rows(connection, names)
    tallies = tables.tallies.c
    rows = await connection.execute(
        select(tallies.chat, func.max(tallies.hour))
        .where(tallies.hour >= seconds(now - HEARD) // 3600)
        .group_by(tallies.chat)
    )
    found: dict[str, datetime] = {}
    for place, hour in rows:
        if (unit := unit_of.get(place)) is not None:
            ended = min(moment((hour + 1) * 3600), now)
            found[unit] = max(found.get(unit, ended), ended)
    return found


async def _weeks(
    connection: AsyncConnection,
) -> tuple[Mapping[str, str], Mapping[str, float | None]]:
    """Give each unit's last closed week, and the completeness of its newest figures."""
    week = tables.standings.c
    closed = await connection.execute(
        select(week.unit, func.max(week.week)).where(week.closed).group_by(week.unit)
    )
    newest = (
        select(week.unit, func.max(week.week).label("week")).group_by(week.unit).subquery("newest")
    )
    complete = await connection.execute(
        select(week.unit, week.completeness).join(
            newest, (newest.c.unit == week.unit) & (newest.c.week == week.week)
        )
    )
    return {row[0]: row[1] for row in closed}, {row[0]: row[1] for row in complete}
