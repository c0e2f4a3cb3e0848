"""``python -m tests.worlds``: random schools' weeks, held against figures made independently.

Every figure, person, table, JSON and explanation of every week is compared, while it runs and when
it is closed. Status 1: something differs.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from loguru import logger
from rich.console import Console
from rich.progress import Progress

from tests.worlds.living import Lived, live


def main() -> int:
    """Let so many worlds live."""
    asked = _arguments()
    logger.remove()
    console, began = Console(stderr=True), time.monotonic()
    lived = Lived()
    with Progress(console=console, disable=not console.is_terminal) as progress:
        bar = progress.add_task("worlds", total=asked.worlds)
        for seed in range(asked.seed, asked.seed + asked.worlds):
            with tempfile.TemporaryDirectory(prefix="zvonok-world-") as name:
                one = asyncio.run(live(seed, Path(name)))
            for line in one.differences:
                print(line)
            lived = lived.joined(one)
            progress.advance(bar)
    print(
        f"{asked.worlds} worlds, {lived.weeks} school weeks, {lived.figures} figures, "
        f"{lived.people} people's lines, {lived.messages} messages: "
        f"{len(lived.differences)} differences, {time.monotonic() - began:.0f} s"
    )
    return int(bool(lived.differences))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.worlds", description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="of the first world")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
