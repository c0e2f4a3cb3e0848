"""What every test runs under."""

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from tests import engines
from tests.quick import apart, hurry, let_rubbish_lie, settle_down
from tests.tries import tries

# A busy machine fails no property.
settings.register_profile("unhurried", deadline=None, max_examples=tries(100))
settings.load_profile("unhurried")


HERE = Path(__file__).parent
LONG = tuple(
    HERE / each
    for each in (
        "bench",
        "bot/dialog/core/test_rights.py",
        "bot/dialog/staff/roster/test_files.py",
        "bot/dialog/test_limits.py",
        "bot/dialog/test_words_of_kinds.py",
        "browser",
        "examples",
        "sandbox/clients",
        "worlds",
    )
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Take two workers more than there are cores: tests with processes of their own often wait."""
    return (os.cpu_count() or 1) + 2


def pytest_addoption(parser):
    """Let it be said on which engine the databases of the tests are."""
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_configure(config):
    """Start the server, once for all workers; import what there is to import."""
    engines.begin(config)
    let_rubbish_lie()


def pytest_unconfigure(config):
    """End it."""
    engines.end(config)


@pytest.fixture(scope="session")
def server():
    """The tests' own PostgreSQL server."""
    return engines.running()


def pytest_collection_modifyitems(config, items):
    """Begin with what takes longest, for at the end all but one would wait for it."""
    engines.choose(config, items)
    items.sort(key=lambda item: not _is_long(item.path))


@cache
def _is_long(path):
    return path.parent == HERE or any(path.is_relative_to(each) for each in LONG)


def pytest_collection_finish():
    """Begin when everything is imported."""
    settle_down()


@pytest.fixture(scope="session", autouse=True)
def _quickly():
    """Share among tests what is the same for all."""
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        yield patch


@pytest.fixture(scope="session", autouse=True)
def _homes(_quickly):
    """Let files stand for the server's databases, if that is wanted."""
    with engines.homes() as homes:
        yield homes


@pytest.fixture(autouse=True)
def _home(request, _homes):
    """Give back the databases of the test."""
    yield
    if _homes is not None and (folder := request.node.funcargs.get("tmp_path")):
        _homes.release(folder)


@pytest.fixture(autouse=True)
def _own_process(request, _quickly):
    """Let tables be read in processes of their own for the tests that are marked so."""
    if request.node.get_closest_marker("own_process") is None:
        yield
    else:
        with pytest.MonkeyPatch.context() as patch:
            apart(patch)
            yield


@pytest.fixture(autouse=True)
def _as_served(request, _quickly):
    """Give the tests that are marked so what users have: a disk waited for, and threads."""
    marked = request.node.get_closest_marker("as_served") is not None
    if marked:
        _quickly.undo()
    yield
    if marked:
        hurry(_quickly)
