"""What a table says is tried without the process that reads it: a start each would take minutes."""

import pytest

from bot.sheets import child, reading


@pytest.fixture(autouse=True)
def read_here(request, monkeypatch):
    """Read tables in this process, but for tests marked as reading in one of their own."""
    if request.node.get_closest_marker("own_process") is None:
        monkeypatch.setattr(reading.Reader, "_answer", lambda _reader, data: child.answer(data))
