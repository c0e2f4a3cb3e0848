"""The tables of keys in docs/ru/orders.md, made of what the program says of each key.

Printed by ``tests.printed``. Rows nobody has written yet go below the last one of their part.
"""

import re
from pathlib import Path

from bot.cli.words.orders.key import Key
from bot.cli.words.orders.keys import KEYS
from monitor.order_files.loading import SHIPPED

DOCS = Path(__file__).parents[1] / "docs" / "ru" / "orders.md"
SCHEMA = SHIPPED / "order.schema.json"

HEADINGS = {
    "order": ("## Начало файла", "## "),
    "counting": ("## `[counting]`", "## "),
    "schedule": ("## `[schedule]`", "## "),
    "quiet": ("## `[quiet]`", "## "),
    "indicator": ("## `[[indicator]]`", "### `norm`"),
    "norm": ("### `norm`", "### "),
    "milestone": ("## `[[milestone]]`", "## "),
    "duty": ("## `[[duty]]`", "## "),
    "outside": ("## `[[outside]]`", "## "),
    "when": ("## `when`", "## "),
    "plan": ("## `[[plan]]`", "## "),
}
"""Where the keys of a part are told: its heading, and how what follows it begins."""

_ROW = re.compile(r"^\| `(\w+)` \| .*\|$", re.MULTILINE)


def row(name: str, key: Key) -> str:
    """A key as a line of a table."""
    return f"| `{name}` | {key.meaning} | {key.absent} | `{key.example}` |"


def part_of(text: str, part: str) -> tuple[int, int]:
    """Where the keys of a part stand in the text."""
    heading, end = HEADINGS[part]
    start = text.index(f"\n{heading}") + 1
    return start, text.index(f"\n{end}", start)


def described(text: str, part: str) -> list[str]:
    """The keys told in a part, in their order."""
    start, end = part_of(text, part)
    return _ROW.findall(text[start:end])


def rewritten(text: str) -> str:
    """The reference with the rows of all keys as the program says them."""
    for part, keys in KEYS.items():
        start, end = part_of(text, part)
        told = _ROW.sub(
            lambda found, keys=keys: row(found[1], keys[found[1]]) if found[1] in keys else "",
            text[start:end],
        )
        new = [row(name, key) for name, key in keys.items() if f"| `{name}` |" not in told]
        if new:
            last = [*_ROW.finditer(told)][-1].end()
            told = "\n".join((told[:last], *new)) + told[last:]
        text = text[:start] + told + text[end:]
    return text
