"""Keyboards: VK's limits on what a bot may send, and finding the button a person presses."""

import json
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from sandbox.world.foreign_json import read_json
from sandbox.world.records import Dialog, Json, Message, WorldError, as_id

ROW = 5
INLINE_ROWS, INLINE_BUTTONS = 6, 10
REGULAR_ROWS, REGULAR_BUTTONS = 10, 40
LABEL, PAYLOAD = 40, 255
REGULAR, INLINE = KEYBOARDS = ("regular", "inline")
# "default" is what "secondary" was called, and what older clients send.
COLORS = (None, "default", "primary", "secondary", "negative", "positive")
# What an action must carry besides its type.
NEEDED = {
    "text": ("label",),
    "callback": ("label", "payload"),
    "open_link": ("label", "link"),
    "open_app": ("label", "app_id"),
    "location": (),
    "vkpay": ("hash",),
}
COLORED = ("text", "callback")
UNLABELED = ("location",)
SWITCHES = ("one_time", "inline")


def _is_address(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _is_id(value: object) -> bool:
    """Whether it is a number, or digits, as clients write ids; a community's is below zero."""
    return isinstance(value, int | str) and as_id(str(value).removeprefix("-")) is not None


SHAPES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "link": (_is_address, "address of a page"),
    "app_id": (lambda value: _is_id(value) and int(str(value)) > 0, "number of an app"),
    "owner_id": (_is_id, "number of an owner"),
    "hash": (lambda value: isinstance(value, str), "text"),
}
"""What values of an action must be, as VK's schema has it."""


class KeyboardError(ValueError):
    """A keyboard VK answers with error 911; the message says which rule it breaks."""


def read_keyboard(text: str, group_id: int) -> Json:
    """Parse and check a keyboard parameter; payloads come out as JSON strings.

    Raises KeyboardError.
    """
    try:
        raw = read_json(text)
    except (ValueError, RecursionError):
        raise KeyboardError("keyboard is not JSON") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("buttons"), list):
        raise KeyboardError("buttons is not an array")
    for name in SWITCHES:
        if not isinstance(raw.get(name, False), bool):
            raise KeyboardError(f"{name} property should be boolean")
    inline = raw.get("inline", False)
    rows = raw["buttons"]
    _check_size(rows, inline)
    return {
        "one_time": raw.get("one_time", False) and not inline,
        "inline": inline,
        "author_id": -group_id,
        "buttons": [
            [_read_button(button, f"button [{y}][{x}]") for x, button in enumerate(row)]
            for y, row in enumerate(rows)
        ],
    }


def _check_size(rows: list[object], inline: bool) -> None:
    most_rows, most = (INLINE_ROWS, INLINE_BUTTONS) if inline else (REGULAR_ROWS, REGULAR_BUTTONS)
    if len(rows) > most_rows:
        raise KeyboardError(f"buttons contain too much rows, {most_rows} at most")
    total = 0
    for number, row in enumerate(rows):
        if not isinstance(row, list) or not row:
            raise KeyboardError(f"row {number} needs 1 to {ROW} buttons")
        if len(row) > ROW:
            raise KeyboardError(f"row {number} contains too much columns, {ROW} at most")
        total += len(row)
    if total > most:
        raise KeyboardError(f"keyboard contains too much buttons, {most} at most")


def read_buttons(buttons: object, most: int) -> list[Json]:
    """Check the buttons of a carousel's element. Raises KeyboardError."""
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= most:
        raise KeyboardError(f"an element needs 1 to {most} buttons")
    return [_read_button(button, f"button [{x}]") for x, button in enumerate(buttons)]


def _read_button(button: object, place: str) -> Json:
    """Check a button as VK does; `place` is what VK calls it: button [row][column]."""
    if not isinstance(button, dict) or not isinstance(button.get("action"), dict):
        raise KeyboardError(f"{place} has no action")
    action = dict(button["action"])
    kind = action.get("type")
    if not isinstance(kind, str) or kind not in NEEDED:
        raise KeyboardError(f"{place} has unknown action type {kind}")
    _check_label(action, kind, place)
    _check_values(action, kind, place)
    if action.get("payload") is not None:
        action["payload"] = _read_payload(action["payload"], place)
    if button.get("color") not in COLORS:
        raise KeyboardError(f"{place} has unknown color {button['color']}")
    if kind not in COLORED:
        if button.get("color") is not None:
            raise KeyboardError(
                f"{place} has action type which is not compatible with setting colors"
            )
        return {"action": action}
    color = button.get("color") or "secondary"
    return {"action": action, "color": "secondary" if color == "default" else color}


def _check_label(action: Json, kind: str, place: str) -> None:
    label = action.get("label") or ""
    if not isinstance(label, str) or len(label) > LABEL:
        raise KeyboardError(f"{place} label is no text or longer than {LABEL}")
    if label and kind in UNLABELED:
        raise KeyboardError(f"{place} has action type which is not compatible with setting label")
    if not label and "label" in NEEDED[kind]:
        raise KeyboardError(f"{place} label should be at least 1 letters length")


def _check_values(action: Json, kind: str, place: str) -> None:
    for name in NEEDED[kind]:
        if action.get(name) in (None, ""):
            raise KeyboardError(f"{place} of type {kind} needs {name}")
    if (wrong := misshapen(action)) is not None:
        raise KeyboardError(f"{place} {wrong}")


def misshapen(values: Json) -> str | None:
    """Say which value of an action, or of an answer to a press, is none of its kind."""
    for name, (fits, wanted) in SHAPES.items():
        if values.get(name) is not None and not fits(values[name]):
            return f"{name} is no {wanted}"
    return None


def _read_payload(payload: object, place: str) -> str:
    text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
    if len(text) > PAYLOAD:
        raise KeyboardError(f"{place} payload is longer than {PAYLOAD}")
    try:
        read_json(text)
    except (ValueError, RecursionError):
        raise KeyboardError(f"{place} payload is not JSON") from None
    return text


def find_button(
    dialog: Dialog, cmid: int | None, label: str, keyboard: str | None = None
) -> tuple[Json, Message | None]:
    """Find the action behind `label` and the inline message that carries it.

    Looks at message `cmid`; without one at the newest inline keyboard having the label, then
    at the dialog's current keyboard (then there is no message). `keyboard`, one of `KEYBOARDS`,
    looks at one of both alone. Raises WorldError.
    """
    if keyboard != REGULAR:
        for message in _candidates(dialog, cmid):
            if message.keyboard is not None and message.keyboard["inline"]:
                action = _action(message.keyboard, label)
                if action is not None:
                    return action, message
    if cmid is None and keyboard != INLINE and dialog.keyboard is not None:
        action = _action(dialog.keyboard, label)
        if action is not None:
            return action, None
    place = "this dialog" if cmid is None else f"message {cmid}"
    labels = sorted(_labels(dialog, cmid, keyboard))
    there = f"there are: {', '.join(labels)}" if labels else "there are no buttons"
    raise WorldError(f'No button "{label}" in {place}; {there}.')


def _candidates(dialog: Dialog, cmid: int | None) -> Iterator[Message]:
    if cmid is None:
        yield from (message for message in reversed(dialog.messages) if not message.deleted)
    elif (message := dialog.find(cmid)) is not None:
        yield message


def _action(keyboard: Json, label: str) -> Json | None:
    for row in keyboard["buttons"]:
        for button in row:
            action: Json = button["action"]
            if action.get("label", action["type"]) == label:
                return action
    return None


def _labels(dialog: Dialog, cmid: int | None, keyboard: str | None) -> set[str]:
    keyboards = [m.keyboard for m in _candidates(dialog, cmid) if m.keyboard is not None]
    shown = [each for each in keyboards if each["inline"] and keyboard != REGULAR]
    if cmid is None and keyboard != INLINE and dialog.keyboard is not None:
        shown.append(dialog.keyboard)
    return {
        button["action"].get("label", button["action"]["type"])
        for each in shown
        for row in each["buttons"]
        for button in row
    }
