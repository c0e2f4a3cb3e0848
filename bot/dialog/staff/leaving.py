"""Offices of people who leave the roster: a preview says which go along, then they are taken."""

from collections.abc import Collection, Mapping

from bot.dialog.access import offices_words
from bot.dialog.access.holding import (
    KEEP,
    held_by,
    lines_of,
    listed,
    people_of,
    refusal,
    said,
    take_shown,
)
from bot.dialog.core.request import Request
from bot.vk.keyboards import Button
from storage.db.database import Connection
from storage.people import offices
from storage.records import Person


async def going(
    request: Request, connection: Connection, persons: Collection[Person]
) -> tuple[str, list[str]]:
    """Give the offices that would go along, as a preview's argument «o», and the lines about them.

    The argument is empty where none goes; what stays is told as well.
    """
    held = await held_by(request, connection, persons)
    every = await offices.of_unit(connection, request.unit_id)
    goes = [each for each in held if not refusal(every, each)]
    named = await people_of(request, connection)
    return listed(goes), lines_of(held, every, named, request.vocabulary)


def keeping(label: str, *, risky: bool = False) -> Button:
    """Give the second way to agree: the offices stay as they are."""
    return Button(label=label, args={KEEP: 1}, risky=risky)


async def taken_along(
    request: Request, connection: Connection, named: Mapping[int, Person], left: Collection[int]
) -> list[str]:
    """Take the offices that were shown from who left, and say so; nothing where none was taken.

    ``named``: whose the accounts were before (``people_of``); ``left``: the numbers of people.
    """
    gone = [account for account, person in named.items() if person.id in left]
    wanted = "" if KEEP in request.args else request.word("o")
    shown = await take_shown(request, connection, wanted, gone)
    taken = said(shown, named, request.vocabulary)
    return [offices_words.taken_along(taken)] if taken else []
