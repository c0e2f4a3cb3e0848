"""A table somebody hands in: its content tells a roster from the official statistics."""

import asyncio
from dataclasses import replace

from bot.dialog.core.rights import may
from bot.dialog.core.screens import Screen
from bot.dialog.core.visit import Incoming, Topic, Visit
from bot.dialog.official import acts as official
from bot.dialog.official.reconciling import concerned, figures_asked
from bot.dialog.official.sheet import read_official
from bot.dialog.staff import roster
from bot.dialog.staff import roster_talk_words as words
from bot.sheets.roster import read_roster
from bot.sheets.untrusted.table import BadSheet


async def file(visit: Visit) -> Screen:
    """Show what a table would change."""
    if visit.file is None:
        return Screen(text=words.SEND_A_TABLE)
    try:
        book = await visit.talk.gate.read(visit.file.table, visit.file.name)
    except BadSheet as error:
        return Screen(text=words.refused(error, visit.file.name))
    read = replace(visit.file, book=book)
    if may(visit.parts, "official") and await asyncio.to_thread(_is_official, visit, read):
        return await official.handed(visit, read)
    return await roster.handed(visit, read)


def _is_official(visit: Visit, handed: Incoming) -> bool:
    """Tell whether figures of the order are among the headings, and people are not."""
    specs = figures_asked(visit.talk.units, visit.unit_id)
    names = {each.unit.id: each.unit.name for each in concerned(visit.talk.units, visit.unit_id)}
    try:
        read_roster(handed.table, handed.name)
    except BadSheet as error:
        if error.code != "no_columns":
            return False
    else:
        return False
    try:
        read_official(handed.table, handed.name, specs, names, remembered={}, given={})
    except BadSheet:
        return False
    return True


TOPICS = (Topic(act="file", do=file),)
