"""What a button carries, read into typed arguments: the one place that looks at a payload.

A payload comes back from the messenger, but anybody may send one of his own making: of any type,
any size, with values no button of ours ever had.
"""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

LONGEST = 255
"""Characters of a value; a whole payload of ours has no more."""

MOST = 32
"""Arguments of one button."""

_WHOLE = 1 << 63


class Forged(Exception):
    """No button of ours carries this."""


class Pressed(NamedTuple):
    """The act a button asks for (empty: none) and its arguments."""

    act: str
    args: Mapping[str, str | int]


NOTHING = Pressed("", {})


def read(payload: object) -> Pressed:
    """Read a payload as it came: a JSON text, or an object. Raises ``Forged``.

    What is no object asks for nothing of ours, so it is not looked at.
    """
    if isinstance(payload, str):
        payload = _decoded(payload)
    if not isinstance(payload, dict) or "do" not in payload:
        return NOTHING
    if len(payload) > MOST or not all(_is_ours(*each) for each in payload.items()):
        raise Forged
    args = dict(payload)
    act = args.pop("do")
    if not isinstance(act, str):
        raise Forged
    return Pressed(act, args)


def _decoded(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        if '"do"' in text:
            raise Forged from error
        return None


def _is_ours(name: object, value: object) -> bool:
    if not isinstance(name, str) or len(name) > LONGEST:
        return False
    if isinstance(value, str):
        return len(value) <= LONGEST and _is_clean(value)
    return isinstance(value, int) and not isinstance(value, bool) and -_WHOLE <= value < _WHOLE


def _is_clean(text: str) -> bool:
    """Tell whether any database takes a text: halves of characters and NUL it does not."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
