"""«Мои данные»: everything that is kept of somebody, and having it erased."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.dialog.core.asking import ask, asked
from bot.dialog.core.rights import Part
from bot.dialog.core.screens import Screen
from bot.dialog.core.visit import Topic, Visit, parts_of
from bot.dialog.me import mydata_words as words
from bot.dialog.menu.menu import rows_for
from bot.vk.keyboards import Button
from bot.vk.uploads import File
from bot.words import dialog as desk_words
from monitor.jobs.letters import Letter, administrators, post
from storage.db.database import Connection
from storage.people import people, units
from storage.privacy import erasing, personal
from storage.records import Person
from storage.told import audit

MOSCOW = ZoneInfo("Europe/Moscow")
"""Whose time a stranger is told."""


async def data(visit: Visit) -> Screen:
    """Show what is kept, in short and as a file."""
    async with visit.talk.database.reading() as connection:
        kept = await personal.kept_of(connection, visit.account)
        listed = bool(await people.persons_of(connection, visit.account))
    zone = MOSCOW if visit.unit is None else visit.of.zone
    body = words.file(kept, visit.now, zone, listed=listed).encode("utf-8-sig")
    return Screen(
        text=words.summary(kept, listed=listed),
        rows=((Button(label=words.ERASE, act="erase", risky=True),),),
        files=(File(name=words.FILE, body=body),),
        fresh=True,
    )


async def erase(visit: Visit) -> Screen:
    """Show what would be erased and what stays, and ask."""
    async with visit.talk.database.looking() as connection:
        listed = bool(await people.persons_of(connection, visit.account))
        office = bool(await units.offices(connection, account=visit.account))
        text = words.preview(listed=listed, office=office)
        yes = Button(label=words.ERASE_YES, risky=True)
        names = [visit.talk.units[unit].unit.name for unit in visit.mine]
        return await ask(
            visit, connection, "erase_go", {}, text, yes, whose=words.everywhere(names)
        )


async def erase_go(visit: Visit) -> Screen:
    """Erase; the journal and the administrators keep that it was asked for."""
    yes = asked(visit)
    if isinstance(yes, Screen):
        return yes
    async with visit.talk.database.writing() as connection:
        if not await visit.finish(connection, "erase_go"):
            return Screen(text="", toast=desk_words.ALREADY)
        persons = await people.persons_of(connection, visit.account)
        done = await erasing.erase(connection, visit.account, visit.now)
        told = await _record(visit, connection, persons, done.mark)
        mine = await parts_of(connection, visit.account, visit.talk.units)
    unit = visit.talker.unit if visit.talker.unit in mine else ""
    left = replace(visit, parts=mine.get(unit, frozenset({Part.STRANGER})), mine=tuple(mine))
    return Screen(text=words.erased(done, told=told), menu=rows_for(left), unit=unit)


async def _record(visit: Visit, connection: Connection, persons: list[Person], mark: int) -> bool:
    """Write the act's line in each unit, and let its administrators know; tell if any was.

    The account is told in the letter alone: the journal keeps a mark in its place.
    """
    by_unit = {each.unit: each for each in persons}
    holders = await units.offices(connection, account=visit.account)
    concerned: set[str | None] = {*by_unit, *(each.unit for each in holders)}
    told = 0
    for unit in sorted(concerned, key=str) or [None]:
        person = None if unit is None else by_unit.get(unit)
        await audit.write(
            connection,
            at=visit.now,
            action="data_erased",
            unit=unit,
            actor=mark,
            details={"person": None if person is None else person.id, "request": "dialog"},
        )
        if unit is not None and unit in visit.talk.units:
            told += await _tell(visit, connection, unit, person)
    return bool(told)


async def _tell(visit: Visit, connection: Connection, unit: str, person: Person | None) -> int:
    of = visit.talk.units[unit]
    letter = Letter(
        topic="erased",
        unit_name=of.unit.name,
        at=visit.now.astimezone(of.zone),
        account=visit.account,
        person=None if person is None else person.id,
        name="" if person is None else person.full_name,
    )
    to = await administrators(connection, unit) - {visit.account}
    return await post(connection, of, letter, to, visit.now)


TOPICS = (
    Topic(act="data", do=data),
    Topic(act="erase", do=erase),
    Topic(act="erase_go", do=erase_go),
)
