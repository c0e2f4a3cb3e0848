"""Section 8: what was measured now, beside the figures of the last release.

They are kept in ``docs/performance.md``, in the table under ``HEADING``: whoever releases writes
there what this table prints as «now».
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.table import Table

from tests.bench.tables import NOTHING, figure, table

KEPT = Path(__file__).parents[2] / "docs" / "performance.md"
HEADING = "## The last release's figures"

FIGURES = {
    "plain": "intake at 1,000 a poll ÷ plain vkbottle",
    "floor 25": "intake ÷ floor at 25 a poll, %",
    "floor 100": "intake ÷ floor at 100 a poll, %",
    "floor 1000": "intake ÷ floor at 1,000 a poll, %",
    "bytes": "bytes of database a message",
    "closing": "closing a week, s",
    "closing there": "the same, PostgreSQL ÷ SQLite",
    "posted": "posted events a processor-second",
    "press": "a press answered, ms",
}
"""What is kept, by the name a section notes it under."""


def against(measured: Mapping[str, float]) -> Table:
    """Put what was measured beside what was kept; what was not measured is left out."""
    kept = last_release(KEPT.read_text(encoding="utf-8").splitlines())
    return table(
        "8. Against the last release",
        ("", "now", "then", "now ÷ then"),
        [_row(FIGURES[name], now, kept.get(FIGURES[name])) for name, now in measured.items()],
        "Then: docs/performance.md, another machine perhaps. Ratios of one run say more.",
    )


def last_release(lines: Iterable[str]) -> dict[str, float]:
    """Read the figures under ``HEADING``: of each line of the table its first two cells."""
    found: dict[str, float] = {}
    inside = False
    for line in lines:
        if line.startswith("## "):
            inside = line == HEADING
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if inside and line.startswith("|") and len(cells) == 2 and cells[0] in _TITLES:
            found[cells[0]] = float(cells[1].replace(",", ""))
    return found


_TITLES = frozenset(FIGURES.values())


def _row(title: str, now: float, then: float | None) -> tuple[str, ...]:
    if then is None:
        return title, figure(now), NOTHING, NOTHING
    return title, figure(now), figure(then), f"{now / then:.2f}"
