"""«Сотрудники»: how many there are, finding one, the template and the list as a file."""

from datetime import date

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff import staff_words as words
from bot.sheets.roster.export import roster_xlsx
from bot.sheets.roster.roster import roster_template
from bot.vk.files.uploads import File
from bot.vk.keyboards import Args, Button, Rows
from bot.words.understanding.naming import names_alone
from monitor.chats.school_year import promotion
from monitor.indicators import BY_NAME
from monitor.orders.model import LEVELS
from monitor.people.matching import search
from storage.db.database import Connection
from storage.people import people, unit_settings
from storage.people.unit_settings import PROMOTED
from storage.records import Absence

ON_A_PAGE, IN_A_ROW = 6, 2
_YEAR_BEGINS = (8, 9)  # August and September
LONGEST_QUERY = 20
"""Letters of what is looked for: it goes along with every button."""


def today(request: Request) -> date:
    """Give the day it is in the unit."""
    return request.now.astimezone(request.unit.zone).date()


async def staff(request: Request) -> Screen:
    """Count the people; everything else starts here."""
    day = today(request)
    async with request.talk.database.reading() as connection:
        listed = await people.persons(connection, request.unit_id)
        bound, away = await _marks(connection, request, day)
        settings = await unit_settings.of_unit(connection, request.unit_id)
        classes = [each.name for each in await people.classes(connection, request.unit_id)]
    promoted = settings.get(PROMOTED, "") >= f"{day.year}-06-01"
    year_begins = day.month in _YEAR_BEGINS and not promoted and bool(promotion(classes).renamed)
    if not listed:
        rows: Rows = ((Button(label=words.TEMPLATE, act="template", main=True),),)
        return Screen(text=words.EMPTY, rows=rows)
    known = {person.id for person in listed}
    text = words.overview(
        request.unit.name, day, len(listed), len(known - bound), len(known & away)
    )
    rows = stacked(
        (
            Button(label=words.FIND, act="find", main=True),
            Button(label=words.WHOLE_LIST, act="people"),
            Button(label=words.HIRE, act="hire"),
        ),
        (
            Button(label=words.TEMPLATE, act="template"),
            Button(label=words.EXPORT, act="roster_out"),
        ),
        (Button(label=words.OUTSIDE, act="outside"),) if _has_outside(request) else (),
        (Button(label=words.NEW_YEAR, act="new_year"),) if year_begins else (),
    )
    return Screen(text=text, rows=rows)


def _has_outside(request: Request) -> bool:
    asked = any(BY_NAME[spec.family].confirmed for spec in request.unit.order.indicator)
    return asked and request.unit.kind not in LEVELS and request.may("outside")


async def find(request: Request) -> Screen:
    """Ask for a name, or show who is called what was typed; the next one may be typed then."""
    query = " ".join(request.text.split())[:LONGEST_QUERY].strip()
    if not query:
        async with request.talk.database.looking() as connection:
            await request.begin(connection, "find")
        return Screen(text=words.FIND_WHOM, rows=(to_staff(),))
    return await _listed(request, query)


async def show(request: Request) -> Screen:
    """Show a page of everybody, or of those found."""
    return await _listed(request, request.word("q")[:LONGEST_QUERY])


async def _listed(request: Request, query: str) -> Screen:
    day = today(request)
    async with request.talk.database.looking() as connection:
        everybody = await people.persons(connection, request.unit_id)
        bound, away = await _marks(connection, request, day)
        await request.begin(connection, "find")
        await request.note(connection, "names_seen", screen="people")
    chosen = search(everybody, query) if query else tuple(everybody)
    if not chosen:
        return Screen(text=words.nobody(query) if query else words.EMPTY, rows=(to_staff(),))
    page = page_of(request, chosen, ON_A_PAGE, "people", {"q": query})
    lines = [
        words.line(at, person, bound=person.id in bound, away=person.id in away)
        for at, person in page.items
    ]
    place: Args = {"q": query, "p": page.number}
    buttons = [
        Button(label=words.label(at, person), act="person", args={"i": person.id, **place})
        for at, person in page.items
    ]
    rows = stacked(*in_rows(buttons, IN_A_ROW), page.turn, to_staff())
    pages = -(-len(chosen) // ON_A_PAGE)
    return Screen(text=words.found(query, len(chosen), lines, page.number, pages), rows=rows)


def to_staff() -> tuple[Button, ...]:
    """Give the way back to what everything about people starts from."""
    return (Button(label=words.BACK, act="staff"),)


async def _marks(connection: Connection, request: Request, day: date) -> tuple[set[int], set[int]]:
    """Give who has a profile, and who is absent on a day."""
    bound = {each.person for each in await people.bindings(connection, request.unit_id)}
    away = {each.person for each in await people.absences(connection, request.unit_id, day, day)}
    return bound, away


async def template(request: Request) -> Screen:
    """Send the table to fill in."""
    file = File(name=words.TEMPLATE_FILE, body=roster_template(request.vocabulary))
    return Screen(text=words.TEMPLATE_SAID, files=(file,), rows=(to_staff(),), fresh=True)


async def export(request: Request) -> Screen:
    """Send the list as a table that can be corrected and sent back."""
    async with request.talk.database.looking() as connection:
        is_empty = not (
            await people.persons(connection, request.unit_id)
            or await people.classes(connection, request.unit_id)
        )
        file = await roster_file(request, connection, words.EXPORT_FILE)
        await request.note(connection, "names_seen", screen="roster_file")
    if is_empty:
        return Screen(text=words.EMPTY, rows=(to_staff(),))
    return Screen(
        text=words.export_said(request.vocabulary.group),
        files=(file,),
        rows=(to_staff(),),
        fresh=True,
    )


async def roster_file(request: Request, connection: Connection, name: str) -> File:
    """Make the list of people and classes a table that can be sent back."""
    unit, day = request.unit_id, today(request)
    listed = await people.persons(connection, unit)
    accounts = {each.person: each.account for each in await people.bindings(connection, unit)}
    first: dict[int, Absence] = {}
    for each in await people.absences(connection, unit, day, date.max):
        first.setdefault(each.person, each)
    classes = await people.classes(connection, unit)
    return File(name=name, body=roster_xlsx(listed, accounts, first, classes, request.vocabulary))


def nameable(text: str) -> bool:
    """Tell whether a text may be part of a name: there are no digits in one."""
    return not any(letter.isdigit() for letter in text)


ACTS = (
    Act(name="staff", may=rights.ADMINISTRATOR, named=words.STAFF_ACT, row=(3, 1), do=staff),
    Act(
        name="find",
        may=rights.ADMINISTRATOR,
        named=words.FIND_ACT,
        do=find,
        greedy=True,
        awaits=names_alone,
        yields=True,
    ),
    Act(name="people", may=rights.ADMINISTRATOR, named=words.PEOPLE_ACT, do=show),
    Act(name="template", may=rights.ADMINISTRATOR, named=words.TEMPLATE_ACT, do=template),
    Act(name="roster_out", may=rights.ADMINISTRATOR, named=words.ROSTER_OUT_ACT, do=export),
)
