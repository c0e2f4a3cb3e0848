"""``python -m tests.guides [DIR]``: draw the pictures of docs/ru again; wants Chromium."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.browser.chromium import browser, chromium
from tests.guides.drawing import drawn
from tests.guides.scenes import scenes

FOLDER = Path("docs/ru/kartinki")


async def draw(folder: Path, path: str) -> None:
    """Play the days and draw every scene."""
    with tempfile.TemporaryDirectory() as place:
        async with browser(path) as running:
            async for scene in scenes(Path(place)):
                (folder / f"{scene.name}.png").write_bytes(await drawn(scene, running))


def main() -> None:
    """Draw into a folder; without a browser say what to install."""
    parser = argparse.ArgumentParser(prog="tests.guides", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder: Path = parser.parse_args().folder
    path = chromium()
    if path is None:
        sys.exit("Chromium is not found: install it (Debian: apt install chromium) or set CHROMIUM")
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(draw(folder, path))


if __name__ == "__main__":
    main()
