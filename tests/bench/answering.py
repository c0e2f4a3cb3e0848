"""Section 7: how soon a press is answered while a region is loaded and its chats write."""

import json
from collections.abc import Iterator
from itertools import cycle

from rich.table import Table

from tests.bench.apart import apart
from tests.bench.plan import Plan
from tests.bench.presser import EVERY, PACE, pressing
from tests.bench.tables import figure, table
from tests.bench.town import Town

ACTS = ("summary", "staff", "chats", "menu", "lagging")


def tables(plan: Plan) -> Iterator[Table]:
    """Measure and print."""
    with (
        pressing(plan.town, _presses(plan.town, plan.presses)) as (url, answers),
        plan.bar("presses") as tell,
    ):
        found: list[float | None] = apart(
            "tests.bench.pressed",
            tell,
            town=plan.town,
            url=url,
            answers=answers,
            folder=plan.folder,
        )
    took = [each for each in found if each is not None]
    ordered = sorted(each * 1000 for each in took)
    plan.figures["press"] = ordered[len(ordered) // 2]
    yield table(
        f"7. Answering: ms from a press to its answer, {PACE} events/s coming in",
        ("organisations", "presses answered", "median", "wanted", "90th of 100", "99th"),
        [
            (
                f"{plan.town.units:,}",
                f"{len(took)} of {len(found)}",
                figure(ordered[len(ordered) // 2]),
                "100",
                figure(ordered[len(ordered) * 9 // 10]),
                figure(ordered[len(ordered) * 99 // 100]),
            )
        ],
        f"Administrators press in turns {', '.join(ACTS)}, {PACE // EVERY} a second. All parts of "
        "the service run;\nwhat the stand-in for VK takes between them is left out.",
    )


def _presses(town: Town, count: int) -> list[tuple[int, str]]:
    """Let the administrators of one organisation after another press one button after another."""
    acts = cycle(ACTS)
    units = (press % town.units for press in range(count))
    return [
        (town.staff_of(unit)[0], json.dumps({"do": next(acts), "u": f"school-{unit:03}"}))
        for unit in units
    ]
