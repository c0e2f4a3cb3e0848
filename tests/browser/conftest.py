"""One browser for all tests of a worker; without one they are skipped, and that is said."""

import pytest
import pytest_asyncio

from tests.browser.chromium import MISSING, browser, chromium


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running():
    """A running browser."""
    path = chromium()
    if path is None:
        pytest.skip(MISSING)
    async with browser(path) as opened:
        yield opened
