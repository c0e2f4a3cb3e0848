"""«Помощь»: what there is, and a few lines about each button of somebody's menu."""

from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.menu import helping_words as words
from bot.dialog.menu.menu import menu_of
from bot.vk.keyboards import Button

ON_A_PAGE, IN_A_ROW = 8, 2


async def show(request: Request) -> Screen:
    """Say how the bot is used, or what the button «t» is for."""
    named = {each.name: each.named for row in request.table.menu() for each in row}
    if request.chosen is None:
        data = Button(label=named["data"].label, act="data")
        return Screen(text=words.stranger(request.vocabulary), rows=((data,),))
    acts = [each.name for each in menu_of(request).entries if each.named.about]
    chosen = request.word("t")
    if chosen in acts:
        opened = Button(label=words.OPEN, act=chosen, main=True)
        back = Button(label=words.TO_HELP, act="help")
        text = words.about(named[chosen], request.vocabulary)
        return Screen(text=text, rows=((opened,), (back,)))
    page = page_of(request, acts, ON_A_PAGE, "help")
    buttons = [Button(label=named[act].label, act="help", args={"t": act}) for _, act in page.items]
    rows = stacked(*in_rows(buttons, IN_A_ROW), page.turn)
    return Screen(text=words.known(begun=bool(request.state.act)), rows=rows)


ACTS = (Act(name="help", may=rights.ALL, named=words.HELP_ACT, row=(20, 2), do=show),)
