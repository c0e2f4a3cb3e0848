"""From storage to the facts of a unit's week: the lower step of loading (then: ``week``)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from monitor.facts.assembling import assemble
from monitor.facts.facts import Facts, Raw
from monitor.orders.model import LEVELS, Order
from monitor.report.known import with_unread
from monitor.time.week import (
    Calendar,
    Span,
    Week,
    month_until,
    utc_seconds,
    week_at,
    week_named,
    weeks_of_month,
)
from storage.chats import chats, members
from storage.db.database import Connection
from storage.db.times import moment
from storage.people import people, unit_settings
from storage.places import interruptions
from storage.records import Unit, Vacation
from storage.seen import activity, links, streams
from storage.weeks import corrections, vacations

AT_ONCE_ASKED = 40
"""Organisations that are counted when a level's week is asked for; more of them take seconds."""


@dataclass(frozen=True, slots=True)
class UnitOrder:
    """A unit with the order that applies to it, and the units above it, nearest first."""

    unit: Unit
    order: Order
    above: tuple[str, ...] = ()
    calendar: Calendar | None = None  # None: its weeks were never cut otherwise
    under: str | None = None  # the kind of the unit right above; None: nobody stands there
    least: int = 5  # people of whom a share is told above and in chats (monitor/levels/few.py)

    def week(self, now: datetime) -> Week:
        """Give the unit's week that a moment lies in."""
        if self.calendar is not None:
            return self.calendar.week_at(now)
        return week_at(now, self.zone, self.order.first_weekday)

    def week_named(self, name: str) -> Week:
        """Give the unit's week called ``2026-W47``. Raises ``BadWeek``."""
        if self.calendar is not None:
            return self.calendar.week_named(name)
        return week_named(name, self.zone, self.order.first_weekday)

    def change(self, now: datetime) -> tuple[datetime, int] | None:
        """Tell since when, in the new zone, weeks begin on which day, if that is still to come."""
        coming = self.calendar.coming(now) if self.calendar is not None else None
        if coming is None:
            return None
        return datetime.fromtimestamp(coming.since, coming.zone), coming.first_day

    @property
    def id(self) -> str:
        """The unit's id."""
        return self.unit.id

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.unit.name

    @property
    def kind(self) -> str:
        """What kind of a unit it is."""
        return self.unit.kind

    @property
    def zone(self) -> ZoneInfo:
        """The unit's time zone."""
        return ZoneInfo(self.unit.timezone)


def ancestors(unit: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """List the units above a unit, nearest first; a circle ends where it began."""
    found: list[str] = []
    above = parents.get(unit)
    while above is not None and above not in (unit, *found):
        found.append(above)
        above = parents.get(above)
    return tuple(found)


Units = Mapping[str, UnitOrder]
"""Every unit the config lists, by its id."""


async def load_facts(connection: Connection, unit: UnitOrder, week: Week, as_of: datetime) -> Facts:
    """Read the facts of a unit's week up to ``as_of``, and of the month if the order asks."""
    return (await load_facts_of(connection, [unit], week, as_of))[unit.id]


async def load_facts_of(
    connection: Connection, wanted: Sequence[UnitOrder], week: Week, as_of: datetime
) -> dict[str, Facts]:
    """Read the facts of units with a common week, by their ids: as many statements as for one."""
    found = await _facts(connection, wanted, week, week, as_of)
    monthly = [each for each in wanted if each.order.needs_month]
    if monthly:
        months = await _facts(connection, monthly, week, month_until(week), as_of)
        found |= {unit: replace(found[unit], month=month) for unit, month in months.items()}
    return found


async def _facts(
    connection: Connection, wanted: Sequence[UnitOrder], week: Week, span: Span, as_of: datetime
) -> dict[str, Facts]:
    raws = await _raws(connection, wanted, week, span, as_of)
    return {
        unit.id: assemble(
            raws[unit.id],
            week,
            as_of,
            participants=unit.order.counting.participants,
            shortest=unit.order.counting.shortest,
            span=span,
        )
        for unit in wanted
    }


async def _raws(
    connection: Connection, wanted: Sequence[UnitOrder], week: Week, span: Span, as_of: datetime
) -> dict[str, Raw]:
    units = [unit.id for unit in wanted]
    times = utc_seconds(span.start), utc_seconds(min(span.end, max(as_of, span.start)))
    above = {unit.id: unit.above[0] for unit in wanted if _looks_above(unit)}
    places = list(dict.fromkeys((*units, *above.values())))
    chats_of = await chats.held_by_units(connection, places, *times)
    members_of = await members.of_units(connection, places)
    persons = await people.persons_by_unit(connection, units)
    bindings = await people.bindings_by_unit(connection, units)
    absences = await people.absences_by_unit(connection, units, span.first, span.last)
    classes = await people.classes_by_unit(connection, units)
    tallies = await activity.tallies_by_unit(connection, units, *times)
    calls = await activity.calls_by_unit(connection, units, *times)
    missed = await activity.missed_by_unit(connection, units, *times)
    blind = await interruptions.of_units(connection, units, *times)
    stream = await streams.stream(connection)
    rests = await load_vacations(connection, wanted)
    weeks = [week] if span == week else weeks_of_month(week)
    corrected = await corrections.of_units(connection, units, [each.name for each in weeks])
    foreign = await links.of_units(connection, units, *times)
    settings = await unit_settings.of_units(connection, units)
    return {
        unit.id: Raw(
            unit=unit.unit,
            persons=tuple(persons[unit.id]),
            bindings=tuple(bindings[unit.id]),
            absences=tuple(absences[unit.id]),
            chats=tuple(chats_of[unit.id]),
            classes=tuple(classes[unit.id]),
            tallies=tuple(tallies[unit.id]),
            calls=tuple(calls[unit.id]),
            missed=missed[unit.id],
            interruptions=with_unread(blind[unit.id], stream, *map(moment, times)),
            vacations=rests[unit.id],
            corrections=tuple(corrected[unit.id]),
            members=members_of[unit.id] | members_of.get(above.get(unit.id, ""), {}),
            links=tuple(foreign[unit.id]),
            chats_above=tuple(chats_of.get(above.get(unit.id, ""), ())),
            settings=settings[unit.id],
        )
        for unit in wanted
    }


def _looks_above(unit: UnitOrder) -> bool:
    return bool(unit.above) and any(spec.above for spec in unit.order.indicator)


async def load_vacations(
    connection: Connection, wanted: Iterable[UnitOrder]
) -> dict[str, tuple[Vacation, ...]]:
    """Read the vacations of units, each with those of the units above it, oldest first."""
    chains = {each.id: (each.id, *each.above) for each in wanted}
    listed: dict[str, list[Vacation]] = {}
    for each in await vacations.of_units(
        connection, {name for ways in chains.values() for name in ways}
    ):
        listed.setdefault(each.unit, []).append(each)
    return {
        unit: tuple(sorted(chain.from_iterable(listed.get(name, ()) for name in names), key=_begun))
        for unit, names in chains.items()
    }


def _begun(vacation: Vacation) -> tuple[date, str, str]:
    return vacation.first, vacation.unit, vacation.class_name


def below(unit: UnitOrder, units: Units) -> tuple[UnitOrder, ...]:
    """List the units directly below a level, in the order of the config."""
    name = unit.id
    return tuple(
        each for each in units.values() if name in each.above and _level_above(each, units) == name
    )


def organisations(unit: UnitOrder, units: Units) -> tuple[UnitOrder, ...]:
    """List all organisations a level sums, through the levels between."""
    return tuple(
        each for each in units.values() if each.kind not in LEVELS and unit.id in each.above
    )


def is_large(level: UnitOrder, units: Units) -> bool:
    """Whether a level's organisations are too many to be counted when somebody asks."""
    return len(organisations(level, units)) > AT_ONCE_ASKED


def _level_above(unit: UnitOrder, units: Units) -> str | None:
    """The nearest level above a unit: a branch of a school belongs to the school's level."""
    return next((name for name in unit.above if units[name].kind in LEVELS), None)
