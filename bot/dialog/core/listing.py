"""Lists with pages, and the rows of buttons that conversations share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.dialog.core.request import NOTHING, Request
from bot.vk.keyboards import Args, Button, Rows
from bot.words import dialog as words

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """A page of a list: its items with their places in the whole list, counted from 1.

    ``number``: of the page, from 0; ``turn``: the buttons that turn it, none where there is one.
    """

    items: tuple[tuple[int, Item], ...]
    number: int
    turn: tuple[Button, ...]


def page_of(
    request: Request, items: Sequence[Item], size: int, act: str, args: Args = NOTHING
) -> Page[Item]:
    """Give the page an argument «p» asks for, or the nearest there is.

    ``act`` shows the others, with ``args`` and the page.
    """
    pages = max(1, -(-len(items) // size))
    number = min(max(request.number("p") or 0, 0), pages - 1)
    turn = []
    if number > 0:
        turn.append(Button(label=words.EARLIER, act=act, args={**args, "p": number - 1}))
    if number + 1 < pages:
        turn.append(Button(label=words.LATER, act=act, args={**args, "p": number + 1}))
    first = number * size
    shown = tuple(enumerate(items[first : first + size], start=first + 1))
    return Page(items=shown, number=number, turn=tuple(turn))


def stacked(*rows: Iterable[Button]) -> Rows:
    """Put rows one under the other; empty ones are left out."""
    return tuple(row for row in map(tuple, rows) if row)


def in_rows(buttons: Sequence[Button], count: int) -> Rows:
    """Put buttons in rows of so many."""
    return tuple(tuple(buttons[at : at + count]) for at in range(0, len(buttons), count))


def cancel() -> tuple[Button, ...]:
    """Give the row that leaves what is half finished."""
    return (Button(label=words.CANCEL, act="cancel"),)
