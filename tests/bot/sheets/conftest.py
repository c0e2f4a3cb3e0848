"""What a table says is tried without the process that reads it: a start each would take minutes."""

import pytest


@pytest.fixture(autouse=True)
def _read_here(read_here):
    """Read tables here."""
