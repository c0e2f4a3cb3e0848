"""«Таблица недель»: one figure of the organisations below over the last closed weeks."""

import asyncio

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.week import weeks_table_words as words
from bot.dialog.week.coordinator import level_of, naming
from bot.sheets.level_weeks import level_weeks_xlsx
from bot.sheets.level_weeks_words import file_name
from bot.vk.files.uploads import File
from bot.vk.keyboards import Button
from bot.words.russian import safe
from monitor.jobs.asked.weeks_table import load_weeks_table, of_organisations

WEEKS, MORE_WEEKS = 8, 16
ON_A_PAGE, IN_A_ROW = 7, 4


async def weeks_table(request: Request) -> Screen:
    """Give the table of a figure («f», its place; else the main one), of «n» weeks."""
    level = level_of(request)
    known = of_organisations(level)
    place = request.place("f", len(known)) or 0
    count = MORE_WEEKS if request.number("n") == MORE_WEEKS else WEEKS
    async with request.talk.database.reading() as connection:
        shown = await load_weeks_table(connection, level, known[place], count, request.now)
    own = naming(request, level)
    back = Button(label=words.TO_LIST, act="organisations", args=own)
    if not shown.weeks:
        return Screen(text=safe(words.none(level.unit.name)), rows=((back,),))
    ranked = level.order.ranking and known[place].id == level.order.main
    body = await asyncio.to_thread(level_weeks_xlsx, shown, request.now, ranked=ranked)
    other = WEEKS if count == MORE_WEEKS else MORE_WEEKS
    rows = (
        (
            Button(label=words.OTHER, act="weeks_which", args=own),
            Button(
                label=words.weeks(other), act="weeks_table", args={**own, "f": place, "n": other}
            ),
        ),
        (back,),
    )
    file = File(name=file_name(shown), body=body)
    return Screen(text=safe(words.table(shown)), rows=rows, files=(file,))


async def which(request: Request) -> Screen:
    """List the figures a table may be of."""
    level = level_of(request)
    own = naming(request, level)
    page = page_of(request, of_organisations(level), ON_A_PAGE, "weeks_which", own)
    numbers = [
        Button(label=str(at), act="weeks_table", args={**own, "f": at - 1}) for at, _ in page.items
    ]
    back = Button(label=words.TO_LIST, act="organisations", args=own)
    text = words.which(level.unit.name, [(at, spec.title) for at, spec in page.items])
    return Screen(text=safe(text), rows=stacked(*in_rows(numbers, IN_A_ROW), page.turn, (back,)))


ACTS = (
    Act(
        name="weeks_table",
        may=rights.COORDINATOR,
        named=words.WEEKS_TABLE_ACT,
        do=weeks_table,
    ),
    Act(name="weeks_which", may=rights.COORDINATOR, do=which),
)
