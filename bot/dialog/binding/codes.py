"""Binding by a one-time code, typed, or brought along by the link that was followed."""

from bot.dialog.binding.guessing import note_wrong, refusal
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.menu.menu import rows_for
from bot.parsing.onetime import SHORT, digits_in
from bot.words import private as words
from storage.db.database import Connection
from storage.people import codes, people


def code_in(text: str) -> str | None:
    """Find a one-time code of a person however it was written (bot/parsing/onetime.py)."""
    digits = digits_in(text)
    return digits if len(digits) == SHORT else None


async def code(request: Request) -> Screen:
    """Bind who wrote to the person the code was issued for."""
    given = code_in(request.text)
    async with request.talk.database.writing() as connection:
        if refused := await refusal(request, connection):
            return Screen(text=refused)
        bound = given and await bound_by(request, connection, given)
        if not bound:
            await note_wrong(request, connection)
            return Screen(text=words.BAD_CODE)
    return bound


async def bound_by(request: Request, connection: Connection, given: str) -> Screen | None:
    """Bind who wrote by a code, and go to its unit; None: it is no code of a person."""
    listed = request.talk.units
    person = await codes.take(connection, given, request.account, request.now, listed)
    if person is None:
        return None
    await people.bind(connection, person.unit, {request.account: person.id}, "code", request.now)
    moved = request.at(person.unit)
    await moved.stay(connection)
    await moved.note(connection, "bound_by_code", person=person.id)
    name = listed[person.unit].name
    return Screen(text=words.bound(person.full_name, name), menu=rows_for(moved), unit=person.unit)


ACTS = (Act(name="code", may=rights.ALL, do=code, takes=lambda text: code_in(text) is not None),)
