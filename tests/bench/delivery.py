"""Section 4: how many requests, and how many of them a second, personal messages take."""

from collections.abc import Iterator

from rich.table import Table

from tests.bench.apart import apart
from tests.bench.plan import Plan
from tests.bench.results import Nudged
from tests.bench.tables import NOTHING, figure, table

ALL = 4_000
REQUESTS_GOAL, PEAK_GOAL = "200", "20"
COLUMNS = ("messages", "requests", "wanted", "seconds", "requests/s", "most in a second", "wanted")


def tables(plan: Plan) -> Iterator[Table]:
    """Measure and print."""
    count = plan.nudges
    with plan.bar(f"{count} nudges") as tell:
        found: Nudged = apart(
            "tests.bench.nudging", tell, town=plan.town, nudges=count, folder=plan.folder
        )
    requests, seconds = sum(found.requests.values()), found.took
    rows = [_row(f"{count:,}", requests, seconds, str(found.peak))]
    if count < ALL:
        more = ALL / count
        rows.append(_row(f"{ALL:,} (extrapolated)", requests * more, seconds * more, NOTHING))
    methods = ", ".join(f"{name} {number}" for name, number in found.requests.items())
    yield table(
        "4. Delivery: personal messages to the sandbox, which allows 20 requests a second",
        COLUMNS,
        rows,
        f"One run: {methods}. --full sends all {ALL:,}.",
    )


def _row(messages: str, requests: float, seconds: float, peak: str) -> tuple[str, ...]:
    goal = REQUESTS_GOAL if messages.startswith(f"{ALL:,}") else NOTHING
    pace = figure(requests / seconds)
    return messages, f"{requests:,.0f}", goal, figure(seconds), pace, peak, PEAK_GOAL
