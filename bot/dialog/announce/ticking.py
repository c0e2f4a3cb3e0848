"""Lists with ticks: single chats and parallels, organisations and municipalities, by number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.dialog.announce import ticking_words as words
from bot.dialog.announce.ticking_words import Choice
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.vk.keyboards import Button, Rows

IN_A_ROW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """A page of what may be ticked: its lines, and its buttons with «Готово»."""

    lines: Sequence[str]
    rows: Rows


def ticks(
    request: Request,
    act: str,
    view: str,
    choices: Sequence[Choice],
    size: int,
    others: Iterable[Button] = (),
) -> Ticks:
    """Show a page of choices; ``act`` with «t» switches one and shows the list ``view`` again.

    ``others``: buttons beside «Готово». There are ten buttons at most: ``size`` is to leave room.
    """
    page = page_of(request, choices, size, act, {"v": view})
    numbers = [
        Button(
            label=words.ticked(str(place), on=each.on),
            act=act,
            args={"v": view, "p": page.number, "t": each.key},
        )
        for place, each in page.items
    ]
    done = Button(label=words.DONE, act=act, args={"b": 1}, main=True)
    return Ticks(
        lines=words.lines(page.items),
        rows=stacked(*in_rows(numbers, IN_A_ROW), page.turn, (*others, done)),
    )
