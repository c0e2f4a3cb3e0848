"""The menu of what somebody may do, choosing a unit, leaving something half finished.

It fits half a phone: what is rare stands under «Ещё», and a button is there only if there is
something behind it in the unit.
"""

from dataclasses import dataclass, replace

from bot.dialog.binding.recognising import stranger
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import MenuEntry, Request
from bot.dialog.core.screens import Screen
from bot.dialog.menu import menu_words as words
from bot.vk.keyboards import INLINE_BUTTONS, Button, Rows, column
from bot.words import dialog as dialog_words
from bot.words.private import welcome
from storage.asked import dialog_states

UNITS_ON_A_PAGE = 5

ROWS = 5
"""Rows of a menu that fit half a phone beside what is being read."""

MORE_ON_A_PAGE, IN_A_ROW = 8, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """What stands under the input line, and what under «Ещё»."""

    rows: tuple[tuple[MenuEntry, ...], ...]
    more: tuple[MenuEntry, ...]

    @property
    def entries(self) -> tuple[MenuEntry, ...]:
        """All there is, what is wanted most first."""
        return (*(each for row in self.rows for each in row), *self.more)


def menu_of(request: Request) -> Menu:
    """Choose what the menu of somebody in his unit shows, and what goes under «Ещё»."""
    rows = [
        found
        for row in request.table.menu()
        if (found := tuple(each for each in row if request.offers(each.name)))
    ]
    last = {each.name: each for each in rows.pop()} if rows else {}
    opening = last.pop("more", None)
    ending = tuple(last.values())
    if opening is None or len(rows) < ROWS:  # who was just erased is offered little
        return Menu(rows=(*rows, ending), more=())
    often = [found for row in rows if (found := tuple(each for each in row if not each.rare))]
    shown = often[: ROWS - 1]
    there = {each.name for row in shown for each in row}
    more = [each for row in rows for each in row if each.name not in there]
    return Menu(rows=(*shown, (*ending[:1], opening)), more=(*more, *ending[1:]))


def rows_for(request: Request) -> Rows:
    """Give the menu of somebody in his unit: what he may do, as it stands under the input line."""
    return stacked(*([_button(request, each) for each in row] for row in menu_of(request).rows))


def _button(request: Request, entry: MenuEntry) -> Button:
    """Give a button of the menu; that which leads to other organisations says which one it is."""
    label = words.organisation(request.unit.name) if entry.name == "unit" else entry.named.label
    return Button(label=label, act=entry.name, main=entry.name == "summary")


async def more(request: Request) -> Screen:
    """Show what is rare, under the message: the menu stays where it is."""
    if request.chosen is None:
        return Screen(text=welcome(request.vocabulary))
    entries = menu_of(request).more
    if not entries:
        return await menu(request)
    size = INLINE_BUTTONS if len(entries) <= INLINE_BUTTONS else MORE_ON_A_PAGE
    page = page_of(request, entries, size, "more")
    buttons = [_button(request, each) for _, each in page.items]
    return Screen(text=words.MORE, rows=stacked(*in_rows(buttons, IN_A_ROW), page.turn))


async def menu(request: Request) -> Screen:
    """Show the menu; a stranger is told what the bot is, and nothing about anybody."""
    if request.chosen is None:
        return await stranger(request)
    text = words.menu(request.own_name, request.unit.name, len(request.mine))
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
    Act(
        name="unit",
        may=rights.KNOWN,
        named=words.UNIT_ACT,
        row=(20, 1),
        offered=lambda request: len(request.mine) > 1,
        do=unit,
    ),
    Act(name="more", may=rights.KNOWN, named=words.MORE_ACT, row=(20, 3), do=more),
    Act(name="cancel", may=rights.ALL, named=words.CANCEL_ACT, do=cancel),
)
