"""``python -m tests.bench``: speed and size, printed as figures and ratios; decides nothing."""

import argparse
import multiprocessing
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.bench import answering, callback, delivery, flood, intake, size, week
from tests.bench.against import against
from tests.bench.apart import Tell
from tests.bench.machine import header
from tests.bench.plan import QUICK, Plan

SECTIONS: dict[str, Callable[[Plan], Iterator[Table]]] = {
    "intake": intake.tables,
    "size": size.tables,
    "week": week.tables,
    "delivery": delivery.tables,
    "flood": flood.tables,
    "callback": callback.tables,
    "answering": answering.tables,
}
WIDTH = 110  # where the output is no terminal


def main() -> None:
    """Measure what was asked for."""
    asked = _arguments()
    multiprocessing.set_forkserver_preload(["bot.app", "tests.playground"])
    multiprocessing.set_start_method("forkserver" if asked.quick else "spawn")
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    with tempfile.TemporaryDirectory(dir=asked.folder, prefix="bench-") as name:
        folder = Path(name)
        plan = Plan(folder=folder, bar=bar, **(QUICK if asked.quick else {}))
        if asked.full:
            plan = replace(plan, nudges=delivery.ALL)
        for line in header(folder):
            console.print(line, highlight=False)
        for section in asked.only or SECTIONS:
            for table in SECTIONS[section](plan):
                console.print(table)
        if plan.figures:
            console.print(against(plan.figures))


@contextmanager
def bar(title: str) -> Iterator[Tell]:
    """Show a progress bar while the block runs, where somebody may see it."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(title, total=1.0)
        yield lambda part: progress.update(task, completed=part)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few seconds; figures mean nothing")
    parser.add_argument("--full", action="store_true", help="send all 4,000 nudges (4 minutes)")
    parser.add_argument("--only", action="append", choices=list(SECTIONS), help="a section")
    parser.add_argument("--folder", type=Path, help="where the databases lie for the while")
    return parser.parse_args()


if __name__ == "__main__":
    main()
