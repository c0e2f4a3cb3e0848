"""«Мои данные»: everything that is kept of somebody, and having it erased."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.request import Request, roles_of
from bot.dialog.core.rights import Role
from bot.dialog.core.screens import Screen
from bot.dialog.me import mydata_words as words
from bot.dialog.menu.menu import rows_for
from bot.vk.files.uploads import File
from bot.vk.keyboards import Button
from bot.words.vocabulary import vocabulary_of
from monitor.jobs.letters import Letter, administrators, post
from storage.db.database import Connection
from storage.people import people, units
from storage.privacy import erasing, personal
from storage.records import Person
from storage.told import journal

MOSCOW = ZoneInfo("Europe/Moscow")
"""Whose time a stranger is told."""


async def data(request: Request) -> Screen:
    """Show what is kept, in short and as a file."""
    async with request.talk.database.reading() as connection:
        kept = await personal.kept_of(connection, request.account)
        listed = bool(await people.persons_of(connection, request.account))
    zone = MOSCOW if request.chosen is None else request.unit.zone
    kinds = [request.talk.units[unit].kind for unit in request.mine]
    vocabulary = vocabulary_of(kinds) if kinds else request.vocabulary
    body = words.file(kept, request.now, zone, vocabulary, listed=listed).encode("utf-8-sig")
    return Screen(
        text=words.summary(kept, vocabulary, listed=listed),
        rows=((Button(label=words.ERASE, act="erase", risky=True),),),
        files=(File(name=words.FILE, body=body),),
        fresh=True,
    )


async def erase(request: Request) -> Preview:
    """Show what would be erased and what stays, and ask."""
    async with request.talk.database.looking() as connection:
        listed = bool(await people.persons_of(connection, request.account))
        office = bool(await units.offices(connection, account=request.account))
    names = [request.talk.units[unit].name for unit in request.mine]
    return Preview(
        text=words.preview(listed=listed, office=office),
        yes=Button(label=words.ERASE_YES, risky=True),
        args={},
        whose=words.everywhere(names),
    )


async def erase_now(request: Request, connection: Connection) -> Screen:
    """Erase; the journal and the administrators keep that it was asked for."""
    persons = await people.persons_of(connection, request.account)
    done = await erasing.erase(connection, request.account, request.now)
    told = await _record(request, connection, persons, done.mark)
    mine = await roles_of(connection, request.account, request.talk.units)
    unit = request.state.unit if request.state.unit in mine else ""
    left = replace(request, roles=mine.get(unit, frozenset({Role.STRANGER})), mine=tuple(mine))
    return Screen(text=words.erased(done, told=told), menu=rows_for(left), unit=unit)


async def _record(
    request: Request, connection: Connection, persons: list[Person], mark: int
) -> bool:
    """Write the act's line in each unit, and let its administrators know; tell if any was.

    The account is told in the letter alone: the journal keeps a mark in its place.
    """
    by_unit = {each.unit: each for each in persons}
    holders = await units.offices(connection, account=request.account)
    concerned: set[str | None] = {*by_unit, *(each.unit for each in holders)}
    told = 0
    for unit in sorted(concerned, key=str) or [None]:
        person = None if unit is None else by_unit.get(unit)
        await journal.write(
            connection,
            at=request.now,
            action="data_erased",
            unit=unit,
            actor=mark,
            details={"person": None if person is None else person.id, "request": "dialog"},
        )
        if unit is not None and unit in request.talk.units:
            told += await _tell(request, connection, unit, person)
    return bool(told)


async def _tell(
    request: Request, connection: Connection, unit_id: str, person: Person | None
) -> int:
    unit = request.talk.units[unit_id]
    letter = Letter(
        topic="erased",
        unit_name=unit.name,
        at=request.now.astimezone(unit.zone),
        account=request.account,
        person=None if person is None else person.id,
        name="" if person is None else person.full_name,
    )
    to = await administrators(connection, unit.id) - {request.account}
    return await post(connection, unit, letter, to, request.now)


ACTS = (
    Act(name="data", may=rights.ALL, named=words.DATA_ACT, row=(12, 1), rare=True, do=data),
    Act(
        name="erase",
        may=rights.ALL,
        noted=words.ERASE_NOTED,
        named=words.ERASE_ACT,
        do=erase,
        done=erase_now,
    ),
)
