"""«Журнал»: a unit's lines, the newest first, page by page."""

from functools import partial

from bot.dialog.access import journal_words as words
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.words.russian import span
from monitor.time.week import BadWeek
from storage.chats import chats
from storage.db.database import Connection
from storage.people import people
from storage.told import journal as stored

ON_A_PAGE = 10


async def journal(request: Request) -> Screen:
    """Show a page of the journal; that it was opened stands in it as well."""
    if not request.number("p"):  # further pages write nothing, or each would push the lines down
        async with request.talk.database.writing() as connection:
            await request.note(connection, "names_seen", screen="journal")
    async with request.talk.database.reading() as connection:
        count = await stored.count_of(connection, request.unit_id)
        page = page_of(request, range(count), ON_A_PAGE, "journal")
        first = page.number * ON_A_PAGE
        lines = await stored.lines(connection, request.unit_id, first, len(page.items))
        names = await _names(request, connection)
    place = (page.number, max(1, -(-count // ON_A_PAGE)), count)
    text = words.page(request.unit.name, lines, names, request.unit.zone, place)
    return Screen(text=text, rows=stacked(page.turn))


async def _names(request: Request, connection: Connection) -> words.Names:
    persons = await stored.names(connection, request.unit_id)
    bound = await people.bindings(connection, request.unit_id)
    return words.Names(
        accounts={each.account: persons[each.person] for each in bound if each.person in persons},
        persons=persons,
        chats={each.id: each.title for each in await chats.of_unit(connection, request.unit_id)},
        vocabulary=request.vocabulary,
        noted=request.table.noted(),
        week=partial(_week, request),
    )


def _week(request: Request, name: str) -> str:
    """Give a week's days; a name that none has is left as it is."""
    try:
        week = request.unit.week_named(name)
    except BadWeek:
        return name
    return span(week.first, week.last)


ACTS = (
    Act(
        name="journal",
        may=rights.ADMINISTRATOR,
        named=words.JOURNAL_ACT,
        row=(10, 2),
        rare=True,
        do=journal,
    ),
)
