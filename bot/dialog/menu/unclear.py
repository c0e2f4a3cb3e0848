"""What was not understood: the nearest acts, and for staff a letter to the administrator."""

from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.listing import in_rows, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.rights import Role
from bot.dialog.core.screens import Screen
from bot.dialog.me.clarifying import send
from bot.dialog.me.clarifying_words import LONGEST
from bot.dialog.menu import unclear_words as words
from bot.dialog.menu.menu import menu
from bot.vk.keyboards import Button
from monitor.jobs.letters import administrators

IN_A_ROW, NEAREST = 2, 3


async def unclear(request: Request) -> Screen | Preview:
    """Ask what was meant, by the acts «near»; ``sure``: it is one of them."""
    if request.chosen is None:
        return await menu(request)
    named = request.word("near").split(",")[:NEAREST]
    near = [
        Button(label=request.table.named(act).button, act=act)
        for act in named
        if request.offers(act) and request.table.named(act).button
    ]
    rows = in_rows(near, IN_A_ROW)
    if near and request.number("sure"):
        return Screen(text=words.sure(len(near)), rows=rows)
    if await _passes_on(request):
        return Preview(
            act="pass_on",
            text=words.pass_on(near=bool(near)),
            yes=Button(label=words.PASS_ON, main=True),
            args={"q": request.text.strip()},
            whose="",
            more=rows,
        )
    helping = (Button(label=words.HELP, act="help"),)
    return Screen(text=words.unclear(near=bool(near)), rows=stacked(*(rows or (helping,))))


async def _passes_on(request: Request) -> bool:
    """Tell whether a text may be a letter: of staff who are not in charge, to who is."""
    text = request.text.strip()
    if not request.may("pass_on") or Role.ADMINISTRATOR in request.roles:
        return False
    if not 0 < len(text) <= LONGEST:
        return False
    async with request.talk.database.reading() as connection:
        return bool(await administrators(connection, request.unit_id))


ACTS = (
    Act(name="unclear", may=rights.ALL, do=unclear),
    Act(
        name="pass_on",
        may=rights.STAFF,
        named=words.PASS_ON_ACT,
        do=unclear,
        done=send,
        yields=True,
    ),
)
