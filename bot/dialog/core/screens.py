"""What a conversation shows: a text, buttons, perhaps a file."""

from dataclasses import dataclass

from bot.vk.files.uploads import File
from bot.vk.keyboards import Rows


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
