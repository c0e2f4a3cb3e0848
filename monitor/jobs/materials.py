"""What levels hand out: reminding who has not passed it on, telling the coordinators, forgetting.

It is handed out in monitor/jobs/asked/handing_out.py. Materials reach the staff within two days of
their receipt (Smolensk, row 21).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from monitor.facts.ratio import Ratio
from monitor.jobs.announcing import IN_TIME
from monitor.jobs.loading.load import UnitOrder, Units, load_vacations
from monitor.jobs.telling import allowed, first_allowed
from monitor.levels.passing_on import Passing, PassingCount, counted, stage_of
from monitor.time.week import Span
from storage.db.database import Connection, Database
from storage.people import units as stored_units
from storage.records import NewNotice, NoticeState, Office, OfficeHolder
from storage.told import materials, notices
from storage.told.kinds import MATERIAL_LEFT, MATERIAL_OVER
from storage.told.materials import ChatsReached, Material, MaterialUnit

KEPT_AFTER = timedelta(days=7)
"""How long after the last term the words are kept for those who have not passed them on."""

NAMES_TOLD = 10
"""How many organisations that have not passed it on the coordinators' notice names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """That an organisation has not passed it on; moments in its zone, ``at``: when it is told."""

    number: int
    level: str
    unit_name: str
    made_at: datetime
    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """What organisations did with it; ``left``: some who have not passed it on, by name.

    ``running``: how many of those still have time. ``made_at`` is in the level's zone.
    """

    number: int
    level: str
    made_at: datetime
    count: PassingCount
    running: int
    left: tuple[str, ...]


async def load_passing(
    connection: Connection, material: Material, known: Units
) -> tuple[Passing, ...]:
    """Give how organisations stand with what was handed out, by name; who is unlisted is not in."""
    given = [
        each for each in await materials.given_to(connection, [material.id]) if each.unit in known
    ]
    names = [each.unit for each in given]
    arrived = await materials.arrivals(connection, material.id, names)
    announced = {each.unit: each.announcement for each in given if each.announcement is not None}
    reached = await materials.chats_reached(connection, announced)
    found = (
        _passing(known[each.unit].name, each, arrived[each.unit], reached.get(each.unit))
        for each in given
    )
    return tuple(sorted(found, key=lambda each: (each.name, each.unit)))


def _passing(
    name: str,
    given: MaterialUnit,
    arrived: Collection[NoticeState],
    reached: ChatsReached | None,
) -> Passing:
    return Passing(
        unit=given.unit,
        name=name,
        stage=stage_of(given.until, given.accepted_at, given.passed_at, arrived),
        until=given.until,
        passed_at=given.passed_at,
        accepted_at=given.accepted_at,
        chats=None if reached is None else Ratio(reached.sent, reached.of),
        waiting=0 if reached is None else reached.waiting,
    )


async def follow_up(database: Database, units: Units, now: datetime) -> int:
    """Remind who has passed nothing on by the next morning, tell coordinators; strike out words.

    Return how many notices are new.
    """
    async with database.reading() as connection:
        left = await _to_remind(connection, units, now)
        over = [each for each in await materials.over(connection, now) if each.unit in units]
        strikable = await materials.strikable(connection, now)
    if not (left or over or strikable):
        return 0
    async with database.writing() as connection:
        planned = 0
        for number, given in left.items():
            planned += await _remind(connection, number, given, units, now)
        for each in over:
            planned += await _tell(connection, units[each.unit], each, units, now)
        await materials.note_told(connection, [each.id for each in over], now)
        await materials.strike(connection, now)
    return planned


async def _to_remind(
    connection: Connection, units: Units, now: datetime
) -> dict[int, list[MaterialUnit]]:
    """Give who is to be reminded now, by what: a day later, while people work, if there is who."""
    late = [
        each
        for each in await materials.unreminded(connection, now)
        if each.unit in units and _is_next_day(units[each.unit], each.until - IN_TIME, now)
    ]
    wanted = [units[name] for name in sorted({each.unit for each in late})]
    rests = await load_vacations(connection, wanted) if wanted else {}
    working = {each.id for each in wanted if first_allowed(each, now, rests[each.id]) <= now}
    holders = await stored_units.offices_by_unit(connection, working) if working else {}
    found: dict[int, list[MaterialUnit]] = {}
    for each in late:
        if each.unit in working and administrators_of(holders[each.unit]):
            found.setdefault(each.material, []).append(each)
    return found


def _is_next_day(unit: UnitOrder, since: datetime, now: datetime) -> bool:
    return now.astimezone(unit.zone).date() > since.astimezone(unit.zone).date()


def administrators_of(holders: Iterable[OfficeHolder]) -> list[int]:
    """Give the accounts of administrators."""
    return [each.account for each in holders if each.office is Office.ADMINISTRATOR]


async def _remind(
    connection: Connection, number: int, given: Sequence[MaterialUnit], units: Units, now: datetime
) -> int:
    material = await materials.get(connection, number)
    if material is None or material.unit not in units:
        return 0
    names = [each.unit for each in given]
    holders = await stored_units.offices_by_unit(connection, names)
    planned = 0
    for each in given:
        accounts = administrators_of(holders[each.unit])
        new = left_notices(material, units[material.unit], units[each.unit], each, accounts, now)
        planned += await notices.plan(connection, new)
    await materials.note_reminded(connection, number, names, now)
    return planned


def left_notices(
    material: Material,
    level: UnitOrder,
    unit: UnitOrder,
    given: MaterialUnit,
    accounts: Collection[int],
    due_at: datetime,
) -> list[NewNotice]:
    """Make the reminders of an organisation: one a day, of use until the day is over."""
    at = due_at.astimezone(unit.zone)
    facts = Left(
        number=material.id,
        level=level.name,
        unit_name=unit.name,
        made_at=material.made_at.astimezone(unit.zone),
        until=given.until.astimezone(unit.zone),
        at=at,
    )
    return [
        NewNotice(
            unit=unit.id,
            kind=MATERIAL_LEFT,
            period=left_period(material.id, at),
            recipient=account,
            facts=msgspec.json.encode(facts).decode(),
            due_at=due_at,
            expires_at=Span(at.date(), at.date(), unit.zone).end,
        )
        for account in accounts
    ]


def left_period(number: int, at: datetime) -> str:
    """Name the period of reminders told at a local moment."""
    return f"{materials.period(number)} {at.date().isoformat()}"


async def _tell(
    connection: Connection, level: UnitOrder, material: Material, units: Units, now: datetime
) -> int:
    """Tell the coordinators what came of it."""
    to = await coordinators_of(connection, material)
    facts = _over(level, material, await load_passing(connection, material, units), now)
    due_at = await allowed(connection, level, now)
    return await notices.plan(
        connection,
        [
            NewNotice(
                unit=level.id,
                kind=MATERIAL_OVER,
                period=materials.period(material.id),
                recipient=account,
                facts=msgspec.json.encode(facts).decode(),
                due_at=due_at,
            )
            for account in to
        ],
    )


async def coordinators_of(connection: Connection, material: Material) -> list[int]:
    """Give the account of its author, if he is a coordinator still; else those who are."""
    holders = await stored_units.offices(connection, unit=material.unit)
    mine = {each.account for each in holders if each.office is Office.COORDINATOR}
    return sorted(mine & {material.author} or mine)


def _over(level: UnitOrder, material: Material, found: Sequence[Passing], now: datetime) -> Over:
    left = [each for each in found if not each.passed]
    return Over(
        number=material.id,
        level=level.name,
        made_at=material.made_at.astimezone(level.zone),
        count=counted(found),
        running=sum(each.until > now for each in left),
        left=tuple(each.name for each in left[:NAMES_TOLD]),
    )
