"""Bringing an organisation's classes into a new school year, in one transaction."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.chats.school_year import Promotion, promotion, year_of
from storage.chats import chats
from storage.db.database import Connection
from storage.people import people, unit_settings
from storage.people.unit_settings import PROMOTED
from storage.records import Chat, Person, SchoolClass, Vacation
from storage.told import journal
from storage.weeks import vacations


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would change: classes, people, chats; ``rests``: vacations of classes still ahead.

    ``done_on``: the day on which it was done in this school year; None: it was not.
    """

    promotion: Promotion
    listed: tuple[SchoolClass, ...]
    persons: tuple[Person, ...]
    chats: tuple[Chat, ...]
    left_chats: tuple[Chat, ...]
    rests: tuple[Vacation, ...]
    done_on: date | None

    @property
    def idle(self) -> bool:
        """Whether no class has a number."""
        return not (self.promotion.renamed or self.promotion.leaving)


async def planned(
    connection: Connection, unit: str, today: date, *, ninth_goes_on: bool = False
) -> Plan:
    """Say what bringing a unit's classes into the new year would do."""
    listed = await people.classes(connection, unit)
    persons = await people.persons(connection, unit)
    rooms = [each for each in await chats.of_unit(connection, unit) if each.class_name]
    names = [each.name for each in listed]
    names += [name for each in persons for name in each.classes]
    names += [each.class_name for each in rooms]
    change = promotion(dict.fromkeys(names), ninth_goes_on=ninth_goes_on)
    ahead = [each for each in await vacations.of_units(connection, [unit]) if each.last >= today]
    return Plan(
        promotion=change,
        listed=tuple(listed),
        persons=tuple(each for each in persons if change.of(each.classes) != each.classes),
        chats=tuple(each for each in rooms if each.class_name in change.renamed),
        left_chats=tuple(each for each in rooms if each.class_name in change.leaving),
        rests=tuple(each for each in ahead if each.class_name),
        done_on=await promoted_on(connection, unit, today),
    )


async def promoted_on(connection: Connection, unit: str, today: date) -> date | None:
    """Tell on which day classes were brought into the school year of a day."""
    written = (await unit_settings.of_unit(connection, unit)).get(PROMOTED)
    day = date.fromisoformat(written) if written else None
    return day if day is not None and year_of(day) == year_of(today) else None


async def promote(
    connection: Connection, unit: str, plan: Plan, now: datetime, today: date, actor: int | None
) -> None:
    """Do what was planned; ``actor`` None: the operator."""
    change = plan.promotion
    kept = [each for each in plan.listed if each.name not in change.leaving]
    await people.set_classes(
        connection,
        unit,
        [replace(each, name=change.renamed.get(each.name, each.name)) for each in kept],
    )
    for person in plan.persons:
        await people.change(connection, person.id, {"classes": change.of(person.classes)})
    for chat in (*plan.chats, *plan.left_chats):
        name = change.renamed.get(chat.class_name, "")
        await chats.describe(connection, chat.id, {"class_name": name})
    await unit_settings.keep(connection, unit, PROMOTED, today.isoformat())
    await journal.write(
        connection,
        at=now,
        action="classes_promoted",
        unit=unit,
        actor=actor,
        details={"classes": len(change.renamed), "leaving": len(change.leaving)},
    )
