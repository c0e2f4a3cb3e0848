"""What people type, as it is compared: case, marks, a leading slash and «ё» do not matter."""

import re

SUMMARY = "сводка"
"""What may be typed in a chat."""

_NOISE = re.compile(r"[^\w\s№%+-]+")


def plain(text: str) -> str:
    """Give what was typed as commands are written: «/Кто отстаёт?» is «кто отстает»."""
    return " ".join(_NOISE.sub(" ", text).lower().replace("ё", "е").split())
