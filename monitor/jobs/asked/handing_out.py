"""What a coordinator hands out to organisations below, and reminding them by hand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import msgspec

from monitor.jobs.announcing import IN_TIME, Words
from monitor.jobs.loading.load import UnitOrder, Units, load_vacations, organisations
from monitor.jobs.materials import KEPT_AFTER, administrators_of, left_notices, left_period
from monitor.jobs.telling import allowed, first_allowed
from storage.chats import chats
from storage.db.database import Connection
from storage.people import units as stored_units
from storage.records import Dialog, NewNotice
from storage.told import materials, notices
from storage.told.kinds import MATERIAL, MATERIAL_LEFT, MATERIAL_NOW
from storage.told.materials import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What an organisation's administrators get, with its term; moments in its zone."""

    number: int
    level: str
    unit_name: str
    made_at: datetime
    until: datetime
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """An organisation that something is handed out to: whom it is sent to, and from when on.

    ``shut``: the messenger is not known to let the bot write to any of them.
    """

    unit: UnitOrder
    accounts: tuple[int, ...]
    due_at: datetime
    shut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom something would be handed out to, by name."""

    units: tuple[Reached, ...]
    now: datetime

    @property
    def told(self) -> tuple[Reached, ...]:
        """Those that have administrators."""
        return tuple(each for each in self.units if each.accounts)

    @property
    def count(self) -> int:
        """How many organisations have administrators."""
        return len(self.told)

    @property
    def due_at(self) -> datetime:
        """When the last of them is told."""
        return max((each.due_at for each in self.told), default=self.now)

    @property
    def first_at(self) -> datetime:
        """When the first of them is told."""
        return min((each.due_at for each in self.told), default=self.now)


async def look(
    connection: Connection, level: UnitOrder, chosen: Collection[str], known: Units, now: datetime
) -> Reach:
    """Tell whom something handed out to chosen organisations would reach; nothing is written."""
    wanted = [each for each in organisations(level, known) if each.id in chosen]
    holders = await stored_units.offices_by_unit(connection, [each.id for each in wanted])
    accounts = {each.id: tuple(administrators_of(holders[each.id])) for each in wanted}
    open_ = await chats.dialogs(connection, {who for all_ in accounts.values() for who in all_})
    rests = await load_vacations(connection, wanted)
    found = (
        Reached(
            unit=each,
            accounts=accounts[each.id],
            due_at=first_allowed(each, now, rests[each.id]),
            shut=all(open_.get(who) is not Dialog.OPEN for who in accounts[each.id]),
        )
        for each in wanted
    )
    return Reach(units=tuple(sorted(found, key=lambda each: each.unit.name)), now=now)


async def hand_out(
    connection: Connection,
    level: UnitOrder,
    words: Words,
    reach: Reach,
    author: int,
    *,
    at_once: bool = False,
) -> int:
    """Hand something out, to be passed on within two days; give its number.

    ``at_once``: at any hour.
    """
    now = reach.now
    begins = {each.unit.id: now if at_once else each.due_at for each in reach.units}
    terms = {unit: at + IN_TIME for unit, at in begins.items()}
    begin = now if at_once else await allowed(connection, level, now)
    new = Material(
        id=0,
        unit=level.id,
        author=author,
        made_at=now,
        until=begin + IN_TIME,
        text=words.text,
        attachments=words.attachments,
    )
    number = await materials.add(connection, new, max(terms.values()) + KEPT_AFTER, terms)
    await notices.plan(
        connection,
        [
            NewNotice(
                unit=each.unit.id,
                kind=MATERIAL_NOW if at_once else MATERIAL,
                period=materials.period(number),
                recipient=account,
                facts=_facts(number, level, each.unit, words, now, terms[each.unit.id]),
                due_at=begins[each.unit.id],
                expires_at=terms[each.unit.id],
            )
            for each in reach.told
            for account in each.accounts
        ],
    )
    return number


def _facts(
    number: int, level: UnitOrder, unit: UnitOrder, words: Words, now: datetime, until: datetime
) -> str:
    facts = Handed(
        number=number,
        level=level.name,
        unit_name=unit.name,
        made_at=now.astimezone(unit.zone),
        until=until.astimezone(unit.zone),
        words=words,
    )
    return msgspec.json.encode(facts).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """What a reminder would do: ``plan`` goes out from ``due_at`` on, to ``units`` organisations.

    ``reminded``: who had one that day already; ``alone``: who has nobody to be written to.
    """

    plan: tuple[NewNotice, ...]
    units: int
    reminded: int
    alone: int
    due_at: datetime | None


async def look_at_left(
    connection: Connection, material: Material, known: Units, now: datetime
) -> Reminding:
    """Tell what reminding those who have not passed it on would do; nothing is written."""
    given = {
        each.unit: each
        for each in await materials.given_to(connection, [material.id])
        if each.unit in known and each.passed_at is None
    }
    reach = await look(connection, known[material.unit], given, known, now)
    periods = {
        each.unit.id: left_period(material.id, each.due_at.astimezone(each.unit.zone))
        for each in reach.units
    }
    told = await notices.units_told(connection, MATERIAL_LEFT, set(periods.items()))
    free = [each for each in reach.told if each.unit.id not in told]
    level = known[material.unit]
    plan = [
        notice
        for each in free
        for notice in left_notices(
            material, level, each.unit, given[each.unit.id], each.accounts, each.due_at
        )
    ]
    return Reminding(
        plan=tuple(plan),
        units=len(free),
        reminded=len(told),
        alone=len(reach.units) - reach.count,
        due_at=min((each.due_at for each in free), default=None),
    )
