"""On which engine the databases of the tests are: ``pytest --engine postgresql``."""

import os

import pytest

from tests.server import Keeper, Server, programs

OPTION, VARIABLE = "--engine", "ZVONOK_TEST_SERVER"
_keeper = pytest.StashKey[Keeper]()


def begin(config: pytest.Config) -> None:
    """Start the server if one is wanted and this is not a worker, who has its address."""
    if config.getoption(OPTION) == "sqlite" or hasattr(config, "workerinput"):
        return
    if programs() is None:
        raise pytest.UsageError("no PostgreSQL server is installed here (Debian: postgresql)")
    keeper = config.stash[_keeper] = Keeper()
    os.environ[VARIABLE] = f"{keeper.server.folder} {keeper.server.port}"


def end(config: pytest.Config) -> None:
    """End the server, if it was started here."""
    if keeper := config.stash.get(_keeper, None):
        os.environ.pop(VARIABLE, None)
        keeper.end()


def running() -> Server:
    """Give the server that runs."""
    folder, port = os.environ[VARIABLE].split()
    return Server(folder, int(port))


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other engine."""
    other = "postgresql" if config.getoption(OPTION) == "sqlite" else "sqlite"
    left = [each for each in items if each.get_closest_marker(other) is not None]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [each for each in items if each.get_closest_marker(other) is None]
