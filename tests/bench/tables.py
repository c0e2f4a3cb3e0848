"""How figures are printed."""

import statistics
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

NOTHING = "—"


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], note: str) -> Table:
    """A table whose first column is words and whose others are figures."""
    made = Table(
        title=title,
        caption=note,
        box=SIMPLE_HEAD,
        title_justify="left",
        caption_justify="left",
        min_width=90,  # a title is broken at the width of its table
    )
    for index, column in enumerate(columns):
        made.add_column(column, justify="right" if index else "left")
    for row in rows:
        made.add_row(*row)
    return made


def spread(values: Sequence[float]) -> str:
    """The median, and the least beside it: ``12,345 (11,900)``."""
    return f"{figure(statistics.median(values))} ({figure(min(values))})"


def figure(value: float) -> str:
    """A number with three digits that mean something."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def times(part: float, whole: float) -> str:
    """A ratio."""
    return f"{part / whole:.1f} ×" if whole else NOTHING


def share(part: float, whole: float) -> str:
    """A part of a whole in percent."""
    return f"{part / whole:.0%}" if whole else NOTHING
