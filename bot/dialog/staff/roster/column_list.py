"""The list of a file's columns, with a button for each."""

from collections.abc import Sequence

from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff.roster import words
from bot.sheets.roster.rows import Column
from bot.sheets.roster.words import fields
from bot.vk.keyboards import Button

ON_A_PAGE = 5

TO_FILE = Button(label=words.TO_PREVIEW, act="file_same")


def column_list(request: Request, found: Sequence[Column], *, asked: bool = False) -> Screen:
    """List columns; ``asked``: nothing can be read before somebody says what stands where."""
    rows = [(each.heading, meaning(request, each)) for each in found]
    page = page_of(request, rows, ON_A_PAGE, "file_columns")
    buttons = [Button(label=str(at), act="file_column", args={"i": at - 1}) for at, _ in page.items]
    back = () if asked else (TO_FILE,)
    text = words.columns(page.items, asked=asked)
    return Screen(text=text, rows=stacked(buttons, page.turn, back))


def meaning(request: Request, column: Column) -> str:
    """Say what a column is taken for; empty: it is not taken."""
    return fields(request.vocabulary, of_people=column.of_people).get(column.field, "")
