"""Section 6: VK's Callback API: one event a request, on disk before its answer."""

from collections.abc import Iterator

from rich.table import Table

from tests.bench.apart import apart
from tests.bench.plan import Plan
from tests.bench.poster import PACE, SIDE_BY_SIDE, posting
from tests.bench.results import Posted
from tests.bench.server import served
from tests.bench.tables import NOTHING, figure, table
from tests.bench.town import SCATTERED


def tables(plan: Plan) -> Iterator[Table]:
    """Measure and print."""
    events, paced = plan.posted
    with (
        served(SCATTERED, 1, 1) as url,  # it is asked at the start, and polled by nobody
        posting(SCATTERED, events + paced) as poster,
        plan.bar("posted events") as tell,
    ):
        found: Posted = apart(
            "tests.bench.posted",
            tell,
            url=url,
            poster=poster,
            events=events,
            paced=paced,
            folder=plan.folder,
        )
    plan.figures["posted"] = found.events / found.busy
    yield table(
        f"6. Callback: one event a request, {SIDE_BY_SIDE} connections, answered once committed",
        ("", "measured", "wanted"),
        [
            ("events a second", figure(found.events / found.took), "5,000"),
            ("events a processor-second of ours", figure(found.events / found.busy), "5,000"),
            ("events a commit", figure(found.events / found.commits), NOTHING),
            (f"ms until an answer, {PACE} a second", figure(found.median * 1000), NOTHING),
            ("the 99th of 100 of these", figure(found.late * 1000), "50"),
        ],
        "The scattered stream; every count checked. The poster shares the machine.",
    )
