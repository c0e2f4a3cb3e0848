"""The menu of what somebody may do, choosing a unit, leaving something half finished."""

from dataclasses import replace

from bot.dialog.core.rights import may
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.core.visit import Topic, Visit
from bot.dialog.menu import menu_words as words
from bot.vk.keyboards import Button, Rows, column
from bot.words import dialog as desk_words
from bot.words.private import WELCOME
from storage.asked import talkers
from storage.people import people

ROWS: tuple[tuple[str, ...], ...] = (
    ("summary", "lagging"),
    ("organisations", "setup"),
    ("staff", "binding"),
    ("chats", "check"),
    ("announce", "milestones"),
    ("order", "official"),
    ("past", "measures"),
    ("offices", "journal"),
    ("mine", "data", "quiet"),
    ("unit", "help"),
)
"""Acts of the menu as they stand under the input line; everybody sees what he may do."""

UNITS_ON_A_PAGE = 5


def rows_for(visit: Visit) -> Rows:
    """Give the menu of somebody in his unit."""
    rows = [
        tuple(
            Button(label=_label(visit, act), act=act, main=act == "summary")
            for act in row
            if may(visit.parts, act) and (act != "unit" or len(visit.mine) > 1)
        )
        for row in ROWS
    ]
    return tuple(row for row in rows if row)


def _label(visit: Visit, act: str) -> str:
    """Name a button of the menu; that which leads to other organisations says which one it is."""
    return words.organisation(visit.of.unit.name) if act == "unit" else words.LABELS[act]


async def menu(visit: Visit) -> Screen:
    """Show the menu; a stranger is told what the bot is, and nothing about anybody."""
    if visit.unit is None:
        return Screen(text=WELCOME)
    async with visit.talk.database.reading() as connection:
        mine = await people.persons_of(connection, visit.account)
    name = next((each.full_name for each in mine if each.unit == visit.unit_id), "")
    text = words.menu(name, visit.of.unit.name, len(visit.mine))
    return Screen(text=text, menu=rows_for(visit))


async def unit(visit: Visit) -> Screen:
    """Choose the unit everything is about from now on."""
    chosen = visit.word("to")
    if chosen in visit.mine:
        async with visit.talk.database.writing() as connection:
            await talkers.save(
                connection, replace(visit.talker, unit=chosen, act="", body=None), visit.now
            )
        name = visit.talk.units[chosen].unit.name
        moved = replace(visit, unit=visit.talk.units[chosen])
        return Screen(text=words.chosen(name), menu=rows_for(moved), unit=chosen, fresh=True)
    page, first, last = paged(len(visit.mine), visit.number("p") or 0, UNITS_ON_A_PAGE)
    buttons = [
        Button(
            label=words.short(visit.talk.units[each].unit.name),
            act="unit",
            args={"to": each},
            main=each == visit.talker.unit,
        )
        for each in visit.mine[first:last]
    ]
    turn = turning("unit", {}, len(visit.mine), page, UNITS_ON_A_PAGE)
    rows = (*column(buttons), *([turn] if turn else []))
    return Screen(text=words.choose_unit(len(visit.mine), visit.of.unit.name), rows=rows)


async def cancel(visit: Visit) -> Screen:
    """Leave what is half finished."""
    async with visit.talk.database.writing() as connection:
        left = await visit.finish(connection)
    return Screen(text=desk_words.CANCELLED if left else desk_words.NOTHING_TO_CANCEL)


TOPICS = (
    Topic(act="menu", do=menu),
    Topic(act="unit", do=unit),
    Topic(act="cancel", do=cancel),
)
