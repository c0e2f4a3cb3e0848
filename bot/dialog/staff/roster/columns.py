"""The columns of a roster's file that waits: what each is taken for, put right by hand."""

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import expired
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff.roster import words
from bot.dialog.staff.roster.column_list import ON_A_PAGE, TO_FILE, column_list
from bot.dialog.staff.roster.taking import COLUMN, again, read_handed, waiting
from bot.sheets import cells
from bot.sheets.roster.rows import Column
from bot.sheets.roster.words import fields
from bot.sheets.untrusted.table import BadSheet
from bot.vk.keyboards import Button


async def columns(request: Request) -> Screen:
    """List the columns of the file that waits."""
    found = await _columns(request)
    if isinstance(found, Screen):
        return found
    return column_list(request, found)


async def column(request: Request) -> Screen | Preview:
    """Ask what a column means, or take what was chosen and show the file anew."""
    found = await _columns(request)
    if isinstance(found, Screen):
        return found
    number = request.place("i", len(found))
    if number is None:
        return expired()
    chosen = found[number]
    choices = list(fields(request.vocabulary, of_people=chosen.of_people).items())
    meaning = request.place("f", len(choices))
    if request.number("x") or meaning is not None:
        field = "" if meaning is None else choices[meaning][0]
        return await again(request, {f"{COLUMN}{cells.key(chosen.heading)}": field})
    args = {"i": number}
    page = page_of(request, choices, ON_A_PAGE, "file_column", args)
    buttons = [
        Button(label=str(at), act="file_column", args={**args, "f": at - 1}) for at, _ in page.items
    ]
    leave = Button(label=words.LEAVE_OUT, act="file_column", args={**args, "x": 1})
    text = words.column(chosen.heading, [(at, title) for at, (_, title) in page.items])
    return Screen(text=text, rows=stacked(buttons, page.turn, (leave, TO_FILE)))


async def _columns(request: Request) -> tuple[Column, ...] | Screen:
    file = waiting(request)
    if file is None:
        return expired()
    try:
        return (await read_handed(request, file, request.state.args)).columns
    except BadSheet as error:  # it was read before: this time the machine would not
        return Screen(text=words.refused(error, file.name, request.vocabulary))


ACTS = (
    Act(name="file_columns", may=rights.ADMINISTRATOR, do=columns),
    Act(name="file_column", may=rights.ADMINISTRATOR, do=column),
)
