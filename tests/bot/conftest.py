"""What tests of conversations share: logs to look at, and retries that do not wait."""

import loguru
import pytest
import stamina

loguru.logger.disable("vkbottle")


@pytest.fixture
def impatient():
    """Retry as often as ever, without waiting in between."""
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


@pytest.fixture
def log():
    """Gather what the program logs, a line an entry: level, message, and any traceback."""
    lines = []
    number = loguru.logger.add(
        lines.append, level="TRACE", format="{level} {message}", diagnose=False, backtrace=False
    )
    yield lines
    loguru.logger.remove(number)
