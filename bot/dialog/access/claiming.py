"""Taking an office by a one-time code."""

from dataclasses import replace

from bot.dialog.access import offices_words as words
from bot.dialog.access.claims import claim_in
from bot.dialog.binding.codes import bound_by
from bot.dialog.binding.guessing import note_wrong, refusal
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.request import Request, roles_of
from bot.dialog.core.screens import Screen
from bot.dialog.menu.menu import rows_for
from monitor.jobs.letters import Letter, administrators, post
from storage.db.database import Connection
from storage.people import claims, offices, people, units
from storage.records import Office, OfficeHolder


async def claim(request: Request) -> Screen:
    """Give the office a code stands for; the unit's administrators are told.

    Where many codes are open, those of persons have as many digits (bot/dialog/core/issuing.py).
    """
    async with request.talk.database.writing() as connection:
        given = claim_in(request.text)
        if refused := await refusal(request, connection):
            return Screen(text=refused)
        done = given and (
            await _taken(request, connection, given) or await bound_by(request, connection, given)
        )
        if not done:
            await note_wrong(request, connection)
            return Screen(text=words.BAD_CLAIM)
    return done


async def _taken(request: Request, connection: Connection, given: str) -> Screen | None:
    """Give the office, and go to its unit: what follows is about that one; None: no claim."""
    found = await claims.find(connection, given, request.now)
    told = await _held(request, connection, given) if found is None else (found.unit, found.office)
    if told is None or told[0] not in request.talk.units:
        return None
    unit, office = told
    new = found is not None and await claims.take(connection, found, request.account, request.now)
    if new:
        holder = OfficeHolder(unit=unit, account=request.account, office=office)
        await offices.appoint(connection, holder)
    mine = await roles_of(connection, request.account, request.talk.units)
    moved = replace(
        request,
        chosen=request.talk.units[unit],
        roles=mine[unit],
        mine=tuple(sorted(mine)),
        state=replace(request.state, unit=unit),
    )
    await moved.stay(connection)
    if new:
        await moved.note(connection, "office_claimed", office=office)
        await _tell(moved, connection, office)
    text = words.claimed(moved.unit.name, office, moved.vocabulary)
    return Screen(text=text, menu=rows_for(moved), unit=unit)


async def _held(request: Request, connection: Connection, code: str) -> tuple[str, Office] | None:
    """Give what somebody took by a code and still has: the answer then may not have arrived."""
    taken = await claims.taken_by(connection, code, request.account)
    if taken is None:
        return None
    holders = await units.offices(connection, unit=taken[0], account=request.account)
    return taken if taken[1] in {each.office for each in holders} else None


async def _tell(request: Request, connection: Connection, office: Office) -> None:
    mine = await people.persons_of(connection, request.account)
    name = next((each.full_name for each in mine if each.unit == request.unit_id), "")
    letter = Letter(
        topic="claimed",
        unit_name=request.unit.name,
        at=request.now.astimezone(request.unit.zone),
        account=request.account,
        name=name,
        office=office,
        unit_kind=request.unit.kind,
    )
    to = await administrators(connection, request.unit_id) - {request.account}
    await post(connection, request.unit, letter, to, request.now)


ACTS = (Act(name="claim", may=rights.ALL, do=claim, takes=lambda text: claim_in(text) is not None),)
