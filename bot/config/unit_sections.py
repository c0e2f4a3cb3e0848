"""Sections of the config about units, written from checked settings. Pure."""

import json

from bot.config.sections import UnitSettings

_LISTS = ("administrators", "deputies", "coordinators")


def section(unit: UnitSettings) -> str:
    """Write a unit's section; what is not set is left out."""
    texts = ("id", "kind", "name", "parent", "timezone", "order")
    lines = [
        f"{name} = {quoted(str(getattr(unit, name)))}"
        for name in texts
        if getattr(unit, name) is not None
    ]
    lines += [f"{name} = {list(getattr(unit, name))}" for name in _LISTS if getattr(unit, name)]
    return "\n".join(("[[unit]]", *lines, ""))


def quoted(text: str) -> str:
    """Write a string of TOML; JSON's form is one, but for the sign that deletes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
