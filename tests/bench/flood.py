"""Section 5: how soon an administrator is answered while strangers pour messages on the bot."""

from collections.abc import Iterator

from rich.table import Table

from tests.bench.apart import apart
from tests.bench.plan import Plan
from tests.bench.results import Flooded
from tests.bench.tables import NOTHING, figure, table

GOAL = "2"
COLUMNS = ("who", "behind", "seconds", "wanted", "processor", "before him", "waiting")


def tables(plan: Plan) -> Iterator[Table]:
    """Measure and print."""
    strangers, each = plan.flood
    with plan.bar(f"{strangers * each} messages of strangers") as tell:
        found: Flooded = apart(
            "tests.bench.flooding", tell, strangers=strangers, each=each, folder=plan.folder
        )
    behind = f"{strangers * each:,} messages of {strangers} strangers"
    first = (found.took, found.busy, found.before, found.waiting)
    yield table(
        "5. Floods: the running service, and a sandbox that allows 20 requests a second",
        COLUMNS,
        [
            ("administrator", behind, figure(first[0]), GOAL, *map(figure, first[1:])),
            ("once more", behind, figure(found.pressed), GOAL, *[NOTHING] * 3),
            ("all strangers", NOTHING, figure(found.all), *[NOTHING] * 4),
        ],
        "From the moment VK has a message to the moment VK has the answer, intake and sandbox "
        "included.",
    )
