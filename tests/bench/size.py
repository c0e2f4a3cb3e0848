"""Section 2: bytes of database a message, and memory, over one week of the whole region."""

from collections.abc import Iterator

from rich.table import Table

from tests.bench.apart import apart
from tests.bench.plan import Plan
from tests.bench.results import Filled
from tests.bench.server import served
from tests.bench.tables import NOTHING, figure, table

A_POLL = 1_000
BYTES_GOAL, MEMORY_GOAL = "20", "150 MB"


def tables(plan: Plan) -> Iterator[Table]:
    """Measure and print."""
    town, events = plan.town, plan.town.a_week
    with (
        served(town, events, A_POLL, ready=False) as url,
        plan.bar("a week's size and memory") as tell,
    ):
        found: Filled = apart(
            "tests.bench.filling",
            tell,
            town=town,
            url=url,
            events=events,
            folder=plan.folder,
        )
    week = found.after - found.before
    rows = (
        ("bytes a message", figure(week / events), BYTES_GOAL),
        ("the same after VACUUM", figure((found.packed - found.before) / events), NOTHING),
        ("bytes a message, roster and chats included", figure(found.after / events), NOTHING),
        ("rows of tallies a message", figure(found.tallies / events), NOTHING),
        ("events a second", figure(events / found.took), NOTHING),
        *(
            (f"memory after {at:,} events", _megabytes(memory), MEMORY_GOAL)
            for at, memory in found.memory.items()
        ),
    )
    plan.figures["bytes"] = week / events
    yield table(
        f"2. Size and memory: {events:,} messages, {town.chats:,} chats, "
        f"{town.staff + town.learners:,} people",
        ("", "measured", "wanted"),
        rows,
        "Database after a checkpoint; memory of the whole service (resident); one run.\n"
        "The stream is made while it is polled, so its speed is no figure of section 1.",
    )


def _megabytes(memory: float | None) -> str:
    return NOTHING if memory is None else f"{memory:.0f} MB"
