"""``python -m tests.mutants``: which small changes to the promises' modules would go unnoticed?

A seeded sample of each module's changes is tried against the tests that exercise the module. Prints
those that lived, and the part that was noticed by module. Status 1: less than the goal somewhere.
"""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.mutants.changes import Change, changes_of
from tests.mutants.module import Module
from tests.mutants.modules import MODULES
from tests.mutants.trying import Task, Tried, Workshop, workshop

GOAL = 0.9
ROOT = Path(__file__).parents[2]
PATIENCE = 4.0  # so many times as long as the unchanged tests may a try take …
AT_LEAST = 30.0  # … and at least so many seconds


def main() -> int:
    """Try, and tell."""
    asked = _arguments()
    modules = [each for each in MODULES if not asked.module or each.path in asked.module]
    console = Console(width=None if sys.stdout.isatty() else 120)
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as name,
        workshop(ROOT, Path(name), asked.abreast) as shop,
    ):
        limits = _limits(shop, modules, console)
        tasks = [
            Task(module=module, change=change)
            for module in modules
            for change in _sample(module, asked.each, asked.seed)
        ]
        tried = list(_watched(shop, tasks, limits, console))
    return _told(modules, tried, console)


def _limits(shop: Workshop, modules: list[Module], console: Console) -> dict[str, float]:
    """Run every module's tests as they are. Exits where they do not pass."""
    limits: dict[str, float] = {}
    plain = iter([(Task(module=module, change=None), 3600.0) for module in modules])
    for each in shop.run(plain):
        if each.noticed:
            sys.exit(f"{each.task.module.path}: its tests do not pass as they are")
        limits[each.task.module.path] = max(AT_LEAST, PATIENCE * each.seconds)
        console.print(f"{each.task.module.path}: {each.seconds:.1f} s unchanged", highlight=False)
    return limits


def _sample(module: Module, each: int, seed: int) -> list[Change]:
    source = (ROOT / module.path).read_bytes()
    changes = [one for one in changes_of(source) if one.line(source) not in module.equal]
    chance = random.Random(f"{module.path} {seed}")
    chosen = changes if each >= len(changes) else chance.sample(changes, each)
    return sorted(chosen, key=lambda change: (change.number, change.start, change.new))


def _watched(
    shop: Workshop, tasks: list[Task], limits: dict[str, float], console: Console
) -> Iterator[Tried]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bar = progress.add_task("changes", total=len(tasks))
        for each in shop.run(iter([(task, limits[task.module.path]) for task in tasks])):
            progress.advance(bar)
            if not each.noticed and each.task.change is not None:
                source = (ROOT / each.task.module.path).read_bytes()
                lived = f"{each.task.module.path}:{each.task.change.told(source)}"
                console.print(lived, highlight=False, markup=False)
            yield each


def _told(modules: list[Module], tried: list[Tried], console: Console) -> int:
    table = Table("module", "tried", "noticed", "part")
    low = False
    for module in modules:
        mine = [each for each in tried if each.task.module is module]
        noticed = sum(each.noticed for each in mine)
        part = noticed / len(mine) if mine else 1.0
        low = low or part < GOAL
        table.add_row(module.path, str(len(mine)), str(noticed), f"{part:.0%}")
    table.add_row("all", str(len(tried)), str(sum(each.noticed for each in tried)), "")
    console.print(table)
    return int(low)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--each", type=int, default=25, help="changes tried a module")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", help="only this module (a path)")
    parser.add_argument("--abreast", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
