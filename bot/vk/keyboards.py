"""Buttons as VK shows them (dev.vk.com, "Keyboards"): rows, limits, JSON. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.vk.library import Callback, Keyboard, KeyboardButtonColor, OpenLink
from bot.vk.library import Text as TextButton

INLINE_ROWS, INLINE_BUTTONS, IN_A_ROW = 6, 10, 5
LABEL, PAYLOAD = 40, 255

UNDER_NOTICE = "new"
"""An argument of buttons under notices: what they lead to does not take the notice's place."""

Args = Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button: its label, the act it asks for and the act's arguments; or a link to open."""

    label: str
    act: str = ""
    args: Args = field(default_factory=dict)
    link: str = ""
    main: bool = False  # the one most wanted, in colour
    risky: bool = False  # takes something away


Rows = tuple[tuple[Button, ...], ...]


def column(buttons: Sequence[Button]) -> Rows:
    """Put buttons one under the other."""
    return tuple((button,) for button in buttons)


def keyboard(rows: Rows, unit: str, *, inline: bool) -> str | None:
    """Write VK's keyboard; every button names the unit it was shown for. None: no buttons.

    Raises ``ValueError`` for more than VK takes: a screen is to be paged.
    """
    if not rows:
        return None
    count = sum(len(row) for row in rows)
    if inline and (len(rows) > INLINE_ROWS or count > INLINE_BUTTONS):
        raise ValueError(f"{len(rows)} rows, {count} buttons")
    found = Keyboard(inline=inline)
    for index, row in enumerate(rows):
        if index:
            found.row()
        for button in row:
            _add(found, button, unit, inline=inline)
    return found.get_json()


def _add(keyboard: Keyboard, button: Button, unit: str, *, inline: bool) -> None:
    label = button.label if len(button.label) <= LABEL else f"{button.label[: LABEL - 1]}…"
    if button.link:
        keyboard.add(OpenLink(button.link, label))
        return
    payload = {"do": button.act, **button.args, **({"u": unit} if unit else {})}
    if len(json.dumps(payload, ensure_ascii=False)) > PAYLOAD:
        raise ValueError(f"payload of {button.act}")
    colour = KeyboardButtonColor.SECONDARY
    if button.main:
        colour = KeyboardButtonColor.PRIMARY
    elif button.risky:
        colour = KeyboardButtonColor.NEGATIVE
    made = Callback(label, payload) if inline else TextButton(label, payload)
    keyboard.add(made, color=colour)
