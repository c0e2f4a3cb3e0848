"""Binding by a one-time code, typed, or brought along by the link that was followed."""

from bot.onetime import SHORT, digits_in
from bot.talk.guessing import guesses, note_wrong
from bot.talk.menu import rows_for
from bot.talk.screens import Screen
from bot.talk.visit import Topic, Visit
from bot.texts import private as words
from storage import people


def code_in(text: str) -> str | None:
    """Find a one-time code of a person however it was written (bot/onetime.py)."""
    digits = digits_in(text)
    return digits if len(digits) == SHORT else None


async def code(visit: Visit) -> Screen:
    """Bind who wrote to the person the code was issued for."""
    given = code_in(visit.text)
    async with visit.talk.database.writing() as connection:
        if await guesses(visit, connection):
            return Screen(text=words.TOO_MANY_CODES)
        person = given and await people.take_code(connection, given, visit.account, visit.now)
        if not person or person.unit not in visit.talk.units:
            await note_wrong(visit, connection)
            return Screen(text=words.BAD_CODE)
        await people.bind(connection, person.unit, {visit.account: person.id}, "code", visit.now)
        moved = visit.at(person.unit)
        await moved.note(connection, "bound_by_code", person=person.id)
    name = visit.talk.units[person.unit].unit.name
    return Screen(text=words.bound(person.full_name, name), menu=rows_for(moved), unit=person.unit)


TOPICS = (Topic(act="code", do=code, takes=lambda text: code_in(text) is not None),)
