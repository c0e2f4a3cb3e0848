"""The menu of what somebody may do, choosing a unit, leaving something half finished."""

from dataclasses import replace

from bot.dialog.binding.recognising import stranger
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.menu import menu_words as words
from bot.vk.keyboards import Button, Rows, column
from bot.words import dialog as dialog_words
from bot.words.naming import Naming
from storage.asked import dialog_states
from storage.people import people

UNITS_ON_A_PAGE = 5


def rows_for(request: Request) -> Rows:
    """Give the menu of somebody in his unit: what he may do, as it stands under the input line."""
    rows = (
        [
            Button(label=_label(request, name, named), act=name, main=name == "summary")
            for name, named in row
            if request.may(name) and (name != "unit" or len(request.mine) > 1)
        ]
        for row in request.table.menu()
    )
    return stacked(*rows)


def _label(request: Request, name: str, named: Naming) -> str:
    """Name a button of the menu; that which leads to other organisations says which one it is."""
    return words.organisation(request.unit.name) if name == "unit" else named.label


async def menu(request: Request) -> Screen:
    """Show the menu; a stranger is told what the bot is, and nothing about anybody."""
    if request.chosen is None:
        return await stranger(request)
    async with request.talk.database.reading() as connection:
        mine = await people.persons_of(connection, request.account)
    name = next((each.full_name for each in mine if each.unit == request.unit_id), "")
    text = words.menu(name, request.unit.name, len(request.mine))
    return Screen(text=text, menu=rows_for(request))


async def unit(request: Request) -> Screen:
    """Choose the unit everything is about from now on."""
    chosen = request.word("to")
    if chosen in request.mine:
        async with request.talk.database.writing() as connection:
            await dialog_states.save(
                connection, replace(request.state, unit=chosen, act="", body=None), request.now
            )
        name = request.talk.units[chosen].name
        moved = replace(request, chosen=request.talk.units[chosen])
        return Screen(text=words.chosen(name), menu=rows_for(moved), unit=chosen, fresh=True)
    page = page_of(request, request.mine, UNITS_ON_A_PAGE, "unit")
    buttons = [
        Button(
            label=words.short(request.talk.units[mine].name),
            act="unit",
            args={"to": mine},
            main=mine == request.state.unit,
        )
        for _, mine in page.items
    ]
    text = words.choose_unit(len(request.mine), request.unit.name)
    return Screen(text=text, rows=stacked(*column(buttons), page.turn))


async def cancel(request: Request) -> Screen:
    """Leave what is half finished."""
    async with request.talk.database.writing() as connection:
        left = await request.finish(connection)
    doing = request.table.named(request.state.act).doing
    text = dialog_words.cancelled(doing) if left else dialog_words.NOTHING_TO_CANCEL
    return Screen(text=text)


ACTS = (
    Act(name="menu", may=rights.ALL, named=words.MENU_ACT, do=menu),
    Act(name="unit", may=rights.KNOWN, named=words.UNIT_ACT, row=(10, 1), do=unit),
    Act(name="cancel", may=rights.ALL, named=words.CANCEL_ACT, do=cancel),
)
