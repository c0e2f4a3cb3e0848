"""Chromium, driven by Playwright: Debian's ``chromium``, or what ``CHROMIUM`` names."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, BrowserContext, ViewportSize, async_playwright

MISSING = "Chromium is not installed (Debian: chromium): nothing was tried in a browser"

WIDE, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=780)

_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"),
    *("--disable-component-update", "--no-first-run", "--disable-default-apps"),
)


def chromium() -> str | None:
    """Find a browser."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@asynccontextmanager
async def browser(path: str) -> AsyncIterator[Browser]:
    """Run a browser that asks nothing of the network."""
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=path, args=_QUIET)
        try:
            yield running
        finally:
            await running.close()


@asynccontextmanager
async def window(
    running: Browser, size: ViewportSize = WIDE, *, dark: bool = False
) -> AsyncIterator[BrowserContext]:
    """Open a window of a size, by day or by night, in the zone of the tests."""
    opened = await running.new_context(
        viewport=size,
        color_scheme="dark" if dark else "light",
        locale="ru",
        timezone_id="Asia/Yekaterinburg",
        reduced_motion="reduce",
        has_touch=size == PHONE,
    )
    try:
        yield opened
    finally:
        await opened.close()
