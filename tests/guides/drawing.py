"""Pictures of the messenger, as small PNG files that say what is read in them."""

import io
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.async_api import Browser, ViewportSize

from tests.browser.chromium import window
from tests.browser.eyes import opened
from tests.guides.scenes import Scene

SIDE, MIDDLE, PANEL = 300, 566, 264  # narrower, the page drops its columns
"""Pixels of the page's columns: the dialogs, what is drawn, what is on the right."""

SHOWS = "Shows"
"""The mark of a picture under which stands what is read in it."""

_COLOURS = 96


async def drawn(scene: Scene, running: Browser) -> bytes:
    """Draw a scene as a small PNG that says what is read in it."""
    size = ViewportSize(width=SIDE + MIDDLE + PANEL, height=scene.height)
    async with window(running, size) as context:
        page = await opened(context, scene.url)
        picture = await page.screenshot()
    with Image.open(io.BytesIO(picture)) as whole:
        right = whole.width if scene.panel else whole.width - PANEL
        image = whole.convert("RGB").crop((0 if scene.whole else SIDE, 0, right, whole.height))
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
