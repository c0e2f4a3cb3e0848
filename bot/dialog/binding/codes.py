"""Binding by a one-time code, typed, or brought along by the link that was followed."""

from bot.dialog.binding.guessing import note_wrong, refusal
from bot.dialog.core.screens import Screen
from bot.dialog.core.visit import Topic, Visit
from bot.dialog.menu.menu import rows_for
from bot.parsing.onetime import SHORT, digits_in
from bot.words import private as words
from storage.db.database import Connection
from storage.people import codes, people


def code_in(text: str) -> str | None:
    """Find a one-time code of a person however it was written (bot/parsing/onetime.py)."""
    digits = digits_in(text)
    return digits if len(digits) == SHORT else None


async def code(visit: Visit) -> Screen:
    """Bind who wrote to the person the code was issued for."""
    given = code_in(visit.text)
    async with visit.talk.database.writing() as connection:
        if refused := await refusal(visit, connection):
            return Screen(text=refused)
        bound = given and await bound_by(visit, connection, given)
        if not bound:
            await note_wrong(visit, connection)
            return Screen(text=words.BAD_CODE)
    return bound


async def bound_by(visit: Visit, connection: Connection, given: str) -> Screen | None:
    """Bind who wrote by a code, and go to its unit; None: it is no code of a person."""
    listed = visit.talk.units
    person = await codes.take(connection, given, visit.account, visit.now, listed)
    if person is None:
        return None
    await people.bind(connection, person.unit, {visit.account: person.id}, "code", visit.now)
    moved = visit.at(person.unit)
    await moved.stay(connection)
    await moved.note(connection, "bound_by_code", person=person.id)
    name = listed[person.unit].unit.name
    return Screen(text=words.bound(person.full_name, name), menu=rows_for(moved), unit=person.unit)


TOPICS = (Topic(act="code", do=code, takes=lambda text: code_in(text) is not None),)
