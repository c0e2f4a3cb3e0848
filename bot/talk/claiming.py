"""Taking an office by a one-time code."""

from dataclasses import replace

from bot.claiming import claim_in
from bot.talk.guessing import guesses, note_wrong
from bot.talk.menu import rows_for
from bot.talk.screens import Screen
from bot.talk.visit import Topic, Visit, parts_of
from bot.texts import offices as words
from bot.texts.private import TOO_MANY_CODES
from monitor.letters import Letter, administrators, post
from storage import claims, offices, people, units
from storage.database import Connection
from storage.records import Office, OfficeHolder


async def claim(visit: Visit) -> Screen:
    """Give the office a code stands for; the unit's administrators are told."""
    async with visit.talk.database.writing() as connection:
        given = claim_in(visit.text)
        if await guesses(visit, connection):
            return Screen(text=TOO_MANY_CODES)
        taken = given and await claims.take(connection, given, visit.account, visit.now)
        told = taken or (given and await _held(visit, connection, given))
        if not told or told[0] not in visit.talk.units:
            await note_wrong(visit, connection)
            return Screen(text=words.BAD_CLAIM)
        unit, office = told
        if taken:
            await offices.appoint(
                connection, OfficeHolder(unit=unit, account=visit.account, office=office)
            )
        mine = await parts_of(connection, visit.account, visit.talk.units)
        moved = replace(
            visit,
            unit=visit.talk.units[unit],
            parts=mine[unit],
            mine=tuple(sorted(mine)),
            talker=replace(visit.talker, unit=unit),
        )
        if taken:
            await moved.note(connection, "office_claimed", office=office)
            await _tell(moved, connection, office)
    text = words.claimed(moved.of.unit.name, office)
    return Screen(text=text, menu=rows_for(moved), unit=unit)


async def _held(visit: Visit, connection: Connection, code: str) -> tuple[str, Office] | None:
    """Give what somebody took by a code and still has: the answer then may not have arrived."""
    taken = await claims.taken_by(connection, code, visit.account)
    if taken is None:
        return None
    holders = await units.offices(connection, unit=taken[0], account=visit.account)
    return taken if taken[1] in {each.office for each in holders} else None


async def _tell(visit: Visit, connection: Connection, office: Office) -> None:
    mine = await people.persons_of(connection, visit.account)
    name = next((each.full_name for each in mine if each.unit == visit.unit_id), "")
    letter = Letter(
        topic="claimed",
        unit_name=visit.of.unit.name,
        at=visit.now.astimezone(visit.of.zone),
        account=visit.account,
        name=name,
        office=office,
    )
    to = await administrators(connection, visit.unit_id) - {visit.account}
    await post(connection, visit.of, letter, to, visit.now)


TOPICS = (Topic(act="claim", do=claim, takes=lambda text: claim_in(text) is not None),)
