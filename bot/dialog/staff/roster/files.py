"""A table somebody hands in: its content tells a roster from the official statistics."""

import asyncio
from dataclasses import replace

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.request import Incoming, Request
from bot.dialog.core.screens import Screen
from bot.dialog.official import acts as official
from bot.dialog.official.reconciling import concerned, figures_asked
from bot.dialog.official.sheet import read_official
from bot.dialog.staff.roster import taking, words
from bot.sheets.roster.roster import read_roster
from bot.sheets.roster.rows import Roster
from bot.sheets.untrusted.table import BadSheet


async def file(request: Request) -> Screen | Preview:
    """Show what a table would change; a bad one is told in a sentence."""
    given = request.file
    if given is None:
        return Screen(text=words.SEND_A_TABLE)
    try:
        read = replace(given, book=await request.talk.gate.read(given.table, given.name))
        rows = await asyncio.to_thread(_rows, read)  # it may take a second
        official_too = isinstance(rows, BadSheet) or rows.guessed
        if not (official_too and await asyncio.to_thread(_is_official, request, read, rows)):
            if isinstance(rows, BadSheet):
                raise rows
            return await taking.handed(request, read, roster=rows)
    except BadSheet as error:
        return Screen(text=words.refused(error, given.name, request.vocabulary))
    return await official.handed(request, read)


def _rows(handed: Incoming) -> Roster | BadSheet:
    """Read a file as a roster, or give why it is none."""
    try:
        return read_roster(handed.table, handed.name)
    except BadSheet as error:
        return error


def _is_official(request: Request, handed: Incoming, rows: Roster | BadSheet) -> bool:
    """Tell whether figures of the order are among the headings, and people are not."""
    if not request.may("official"):
        return False
    specs = figures_asked(request.talk.units, request.unit_id)
    names = {each.id: each.name for each in concerned(request.talk.units, request.unit_id)}
    if isinstance(rows, BadSheet) and rows.code != "no_columns":
        return False
    try:
        read_official(handed.table, handed.name, specs, names, remembered={}, given={})
    except BadSheet:
        return False
    return True


ACTS = (
    Act(
        name="file",
        may=rights.ADMINISTRATOR,
        named=words.FILE_ACT,
        do=file,
        asks=taking.apply_shown,
    ),
)
