"""What a conversation shows: a text, buttons, perhaps a file."""

from dataclasses import dataclass

from bot.vk.keyboards import Args, Button, Rows
from bot.vk.uploads import File
from bot.words import dialog as words


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What is shown: ``rows`` under the text; ``menu`` below the input line until replaced.

    ``toast``: a short word over the dialog when a button was pressed (at most 90 characters).
    ``fresh``: shown as a new message, also when a button of an older one was pressed.
    ``unit``: whose buttons these are, if not those of the unit the request was about.
    """

    text: str
    rows: Rows = ()
    menu: Rows = ()
    files: tuple[File, ...] = ()
    pictures: tuple[bytes, ...] = ()
    toast: str = ""
    fresh: bool = False
    unit: str | None = None


def paged(count: int, page: int, size: int) -> tuple[int, int, int]:
    """Give the page that exists, and the slice [first, last) of things on it."""
    pages = max(1, -(-count // size))
    page = min(max(page, 0), pages - 1)
    return page, page * size, min(count, (page + 1) * size)


def turning(act: str, args: Args, count: int, page: int, size: int) -> tuple[Button, ...]:
    """Give the buttons that turn pages; none where there is one page."""
    pages = max(1, -(-count // size))
    found = []
    if page > 0:
        found.append(Button(label=words.EARLIER, act=act, args={**args, "p": page - 1}))
    if page + 1 < pages:
        found.append(Button(label=words.LATER, act=act, args={**args, "p": page + 1}))
    return tuple(found)
