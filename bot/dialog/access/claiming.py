"""Taking an office by a one-time code."""

from dataclasses import replace

from bot.dialog.access import offices_words as words
from bot.dialog.access.claims import claim_in
from bot.dialog.binding.codes import bound_by
from bot.dialog.binding.guessing import note_wrong, refusal
from bot.dialog.core.screens import Screen
from bot.dialog.core.visit import Topic, Visit, parts_of
from bot.dialog.menu.menu import rows_for
from monitor.jobs.letters import Letter, administrators, post
from storage.db.database import Connection
from storage.people import claims, offices, people, units
from storage.records import Office, OfficeHolder


async def claim(visit: Visit) -> Screen:
    """Give the office a code stands for; the unit's administrators are told.

    Where many codes are open, those of persons have as many digits (bot/dialog/core/issuing.py).
    """
    async with visit.talk.database.writing() as connection:
        given = claim_in(visit.text)
        if refused := await refusal(visit, connection):
            return Screen(text=refused)
        done = given and (
            await _taken(visit, connection, given) or await bound_by(visit, connection, given)
        )
        if not done:
            await note_wrong(visit, connection)
            return Screen(text=words.BAD_CLAIM)
    return done


async def _taken(visit: Visit, connection: Connection, given: str) -> Screen | None:
    """Give the office, and go to its unit: what follows is about that one; None: no claim."""
    found = await claims.find(connection, given, visit.now)
    told = await _held(visit, connection, given) if found is None else (found.unit, found.office)
    if told is None or told[0] not in visit.talk.units:
        return None
    unit, office = told
    new = found is not None and await claims.take(connection, found, visit.account, visit.now)
    if new:
        holder = OfficeHolder(unit=unit, account=visit.account, office=office)
        await offices.appoint(connection, holder)
    mine = await parts_of(connection, visit.account, visit.talk.units)
    moved = replace(
        visit,
        unit=visit.talk.units[unit],
        parts=mine[unit],
        mine=tuple(sorted(mine)),
        talker=replace(visit.talker, unit=unit),
    )
    await moved.stay(connection)
    if new:
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
