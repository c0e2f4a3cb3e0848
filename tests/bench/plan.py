"""How much is measured: everything, or just enough to see that it works."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.apart import Tell
from tests.bench.town import SMOLENSK, Town


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The sizes of one run of the benchmark, its folder, and its progress bar."""

    folder: Path
    bar: Callable[[str], AbstractContextManager[Tell]]
    runs: int = 3
    polls: tuple[tuple[int, int], ...] = ((25, 20_000), (100, 60_000), (1_000, 300_000))
    """Events a poll, and events in all."""
    scattered: tuple[tuple[int, int], ...] = ((25, 20_000), (100, 40_000), (1_000, 100_000))
    """The same of the stream that is not kind."""
    town: Town = SMOLENSK
    nudges: int = 200
    flood: tuple[int, int] = (100, 100)
    """Strangers, and messages of each."""
    posted: tuple[int, int] = (30_000, 5_000)
    """Events posted as quickly as may be, and at a steady pace."""
    presses: int = 160
    pictures: int = 10
    figures: dict[str, float] = field(default_factory=dict)
    """What is held against the last release, as sections note it (``against.FIGURES``)."""
    server: bool = True
    """Whether PostgreSQL is measured too, where it is installed."""


QUICK: dict[str, Any] = {
    "runs": 1,
    "polls": ((100, 1_000),),
    "scattered": ((100, 1_000),),
    "town": SMOLENSK.scaled(0.02),
    "nudges": 10,
    "flood": (5, 10),
    "posted": (500, 100),
    "presses": 12,
    "pictures": 1,
    "server": False,
}
"""What makes a plan one of a few seconds; its figures mean nothing."""
