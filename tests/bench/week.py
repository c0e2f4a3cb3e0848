"""Section 3: how long the closing of a week takes, and whether it grows with the organisations."""

from collections.abc import Iterator, Sequence
from statistics import median

from rich.table import Table

from tests.bench.apart import apart
from tests.bench.plan import Plan
from tests.bench.results import Closed, ClosedOnBoth, Drawn
from tests.bench.tables import NOTHING, figure, spread, table, times
from tests.bench.town import Town
from tests.server import programs

GOAL = "5"
TENTH = 0.1


def tables(plan: Plan) -> Iterator[Table]:
    """Measure and print."""
    small, whole = plan.town.scaled(TENTH), plan.town
    with plan.bar(f"closing {small.units} and {whole.units} organisations") as tell:
        (of_small, of_whole), drawn = apart(
            "tests.bench.closing",
            tell,
            towns=(small, whole),
            runs=plan.runs,
            pictures=plan.pictures,
            folder=plan.folder,
        )
    plan.figures["closing"] = median(of_whole.seconds)
    ratio = _a_unit(whole, of_whole) / _a_unit(small, of_small)
    yield table(
        "3. Week close: every organisation and level, Monday at 9:00, median (least) of the runs",
        ("organisations", "levels", "messages", "seconds", "wanted", "ms each", "weeks", "notices"),
        [_row(small, of_small, NOTHING), _row(whole, of_whole, GOAL)],
        f"With ten times the organisations each takes {ratio:.2f} times as long (1: linear). "
        "Six earlier weeks to compare with.",
    )
    yield _drawn(whole, drawn)
    if plan.server and programs() is not None:
        yield _on_both(plan)


def _on_both(plan: Plan) -> Table:
    with plan.bar("closing on both engines") as tell:
        found: ClosedOnBoth = apart(
            "tests.bench.closing_both", tell, town=plan.town, runs=plan.runs, folder=plan.folder
        )
    here, there = zip(*found.sqlite, strict=True), zip(*found.server, strict=True)
    plan.figures["closing there"] = _middle(found.server) / _middle(found.sqlite)
    rows = [
        (what, spread(ours), spread(theirs), times(median(theirs), median(ours)), goal)
        for what, goal, ours, theirs in zip(
            ("seconds", "processor seconds, the server's too"),
            ("1.3", NOTHING),
            here,
            there,
            strict=True,
        )
    ]
    return table(
        "3c. The same closing on PostgreSQL, median (least) of the runs",
        ("", "SQLite", "PostgreSQL", "PostgreSQL ÷ SQLite", "wanted"),
        rows,
        "In turns, in one process; the server, on the same machine, waits for its disk.",
    )


def _middle(runs: Sequence[tuple[float, float]]) -> float:
    return median(took for took, _ in runs)


def _drawn(town: Town, drawn: Drawn) -> Table:
    made = (
        ("organisation's picture (PNG)", drawn.picture),
        ("organisation's table (XLSX)", drawn.sheet),
        ("region's picture (PNG)", drawn.level_picture),
        ("region's table (XLSX)", drawn.level_sheet),
    )
    return table(
        "3b. One digest, drawn",
        ("", "ms, median (least)", "a second"),
        [
            (what, spread([each * 1000 for each in took]), figure(1 / median(took)))
            for what, took in made
        ],
        f"An organisation with {town.staff // town.units} staff and "
        f"{town.chats // town.units} chats; the region sums {town.units:,} organisations.",
    )


def _a_unit(town: Town, closed: Closed) -> float:
    return median(closed.seconds) / town.units


def _row(town: Town, closed: Closed, goal: str) -> tuple[str, ...]:
    return (
        f"{town.units:,}",
        f"{closed.levels:,}",
        f"{town.a_week:,}",
        spread(closed.seconds),
        goal,
        figure(_a_unit(town, closed) * 1000),
        f"{closed.weeks:,}",
        f"{closed.notices:,}",
    )
