"""What tests of chats share: classes, journal lines, and presses that a changed client sends."""

import json

from storage import tables
from storage.people import people
from storage.records import SchoolClass
from tests.cast import ADMIN, SCHOOL


async def classes(place, *names):
    """Put classes on the school's list."""
    async with place.service.core.database.writing() as connection:
        listed = [SchoolClass(name=name, pupils=20, parents=30, teacher="") for name in names]
        await people.set_classes(connection, SCHOOL, listed)


async def journal(place, *actions):
    """Give the lines of these actions: who, what, details."""
    return [
        (row.actor, row.action, json.loads(row.details))
        for row in await place.rows(tables.audit)
        if row.action in actions
    ]


async def chat_row(place, chat):
    """Read a chat."""
    [row] = [row for row in await place.rows(tables.chats) if row.id == chat]
    return row


async def forge(place, person, do, **args):
    """Press a button the bot never showed, as a changed client can; give what is shown."""
    place.world.say(person, dm=True, text="меню", payload={"do": do, **args})
    await place.settle()
    return place.heard(dm=person)[-1]


async def open_card(place, title, kind="Сотрудники (1)", person=ADMIN):
    """Go from «Чаты» to the card of the first chat of a kind."""
    place.world.say(person, dm=True, text="чаты")
    await place.settle()
    for label in (kind, f"1. {title}"):
        place.world.press(person, dm=True, label=label)
        await place.settle()
    return place.heard(dm=person)[-1]
