"""Chromium, asked for a picture of a page: Debian's ``chromium``, or what ``CHROMIUM`` names."""

import asyncio
import io
import os
import shutil
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.guides.scenes import Scene

SIDE, MIDDLE, PANEL = 300, 566, 264  # narrower, the page drops its columns
"""Pixels of the page's columns: the dialogs, what is drawn, what is on the right."""

SHOWS = "Shows"
"""The mark of a picture under which stands what is read in it."""

_COLOURS = 96
_LOADED = 4_000  # milliseconds of the page's time
_LONGEST = 60  # seconds


def chromium() -> str | None:
    """Find a browser."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


async def drawn(scene: Scene, browser: str, folder: Path) -> bytes:
    """Draw a scene as a small PNG that says what is read in it."""
    file = folder / f"{scene.name}-page.png"
    width = SIDE + MIDDLE + PANEL
    process = await asyncio.create_subprocess_exec(
        browser,
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
        *("--disable-component-update", "--no-first-run", "--hide-scrollbars"),
        *(f"--user-data-dir={folder / 'profile'}", f"--virtual-time-budget={_LOADED}"),
        *(f"--window-size={width},{scene.height}", f"--screenshot={file}", scene.url),
        env={**os.environ, "TZ": "Asia/Yekaterinburg"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await asyncio.wait_for(process.wait(), _LONGEST)
    with Image.open(file) as page:
        right = page.width if scene.panel else page.width - PANEL
        image = page.convert("RGB").crop((SIDE, 0, right, page.height))
    marks = PngInfo()
    marks.add_itxt(SHOWS, scene.texts)
    written = io.BytesIO()
    image.quantize(_COLOURS).save(written, "PNG", optimize=True, pnginfo=marks)
    return written.getvalue()


def shown(picture: Path) -> str:
    """Give what is read in a picture, as it was drawn."""
    with Image.open(picture) as image:
        image.load()
        return str(image.info.get(SHOWS, ""))
