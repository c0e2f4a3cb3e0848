"""A surname alone opens a card; with days it begins an absence."""

from datetime import date

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.listing import in_rows
from bot.dialog.core.request import NotMeant, Request
from bot.dialog.core.screens import Screen
from bot.dialog.named import surname_words as words
from bot.dialog.staff.absence import days_kept, which_days
from bot.dialog.staff.absence import preview as absent
from bot.dialog.staff.person import card, this_week
from bot.dialog.staff.staff import today
from bot.vk.keyboards import Button
from bot.words.understanding.days import BadDays, days_typed
from bot.words.understanding.naming import Called, called
from monitor.people.names.cases import Bearer, alike, bearer, named
from storage.db.database import Connection
from storage.people import people

IN_A_ROW, MOST, NEAREST = 2, 8, 3


async def who(request: Request) -> Screen | Preview:
    """Find whom a text names. Raises ``NotMeant``: nobody of the unit, or it says more."""
    week = this_week(request)
    said = called(request.text, today(request), (week.first, week.last))
    if said is None:
        raise NotMeant
    async with request.talk.database.looking() as connection:
        listed = [bearer(each) for each in await people.persons(connection, request.unit_id)]
        found = _found(listed, said)
        if not found:
            return await _alike(request, connection, listed, said)
        await request.leave(connection)
        if len(found) > MOST:
            await request.note(connection, "names_seen", screen="people")
            return Screen(text=words.too_many(len(found)))
        if said.away:
            return await _away(request, connection, found, said)
        if len(found) == 1:
            return await card(request, connection, found[0].person)
        await request.note(connection, "names_seen", screen="people")
        buttons = [_button(each, "person") for each in found]
        return Screen(text=words.several(len(found)), rows=in_rows(buttons, IN_A_ROW))


async def _alike(
    request: Request, connection: Connection, listed: list[Bearer], said: Called
) -> Screen:
    """Name those whose surname is a slip away. Raises ``NotMeant``: nobody, or an act is meant."""
    near = alike(listed, said.names)[:NEAREST] if not said.away else ()
    if not near or request.state.act == "find" or request.number("sure") != 0:
        raise NotMeant
    await request.note(connection, "names_seen", screen="people")
    return Screen(text=words.ALIKE, rows=in_rows([_button(each, "person") for each in near], 1))


def _found(listed: list[Bearer], said: Called) -> tuple[Bearer, ...]:
    return named(listed, said.names, said.text)


def _button(each: Bearer, act: str, **args: str | int) -> Button:
    return Button(label=words.label(each.person), act=act, args={"i": each.person.id, **args})


async def _away(
    request: Request, connection: Connection, found: tuple[Bearer, ...], said: Called
) -> Screen | Preview:
    """Begin the absence of whom a text names; of several it is asked who."""
    if not request.may("away"):
        rows = in_rows([_button(each, "person") for each in found], IN_A_ROW)
        return Screen(text=words.NOT_YOURS, rows=rows)
    days = _days(request, said.days) if said.days else None
    if len(found) > 1:
        await request.note(connection, "names_seen", screen="people")
        kept = days_kept(*days) if days else {}
        rows = in_rows([_button(each, "away", **kept) for each in found], IN_A_ROW)
        return Screen(text=words.several(len(found)), rows=rows)
    person = found[0].person
    if days is None:
        return await which_days(request, connection, person)
    return absent(request, person, *days)


def _days(request: Request, text: str) -> tuple[date, date | None]:
    """Read days. Raises ``NotMeant``."""
    week = this_week(request)
    try:
        return days_typed(text, today(request), (week.first, week.last))
    except BadDays as error:
        raise NotMeant from error


ACTS = (Act(name="who", may=rights.READING, do=who, tries=True),)
