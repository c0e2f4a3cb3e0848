"""What every test runs under."""

import pytest
from hypothesis import settings

from tests.quick import hurry, settle_down

settings.register_profile("unhurried", deadline=None)  # a busy machine fails no property
settings.load_profile("unhurried")


def pytest_collection_finish():
    """Begin when everything is imported."""
    settle_down()


@pytest.fixture(scope="session", autouse=True)
def _quickly():
    """Share among tests what is the same for all."""
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        yield patch


@pytest.fixture(autouse=True)
def _as_served(request, _quickly):
    """Give the tests that are marked so what users have: a disk waited for, and threads."""
    marked = request.node.get_closest_marker("as_served") is not None
    if marked:
        _quickly.undo()
    yield
    if marked:
        hurry(_quickly)
