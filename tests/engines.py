"""On which engine the databases of the tests are: ``pytest --engine postgresql``."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.homes import Homes, database_of, make_template, settle, worker
from tests.reaching import opens_a_database
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
    asyncio.run(make_template(keeper.server))


def end(config: pytest.Config) -> None:
    """End the server, if it was started here."""
    if keeper := config.stash.get(_keeper, None):
        os.environ.pop(VARIABLE, None)
        keeper.close()


def running() -> Server:
    """Give the server that runs."""
    folder, port = os.environ[VARIABLE].split()
    return Server(folder, int(port))


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other engine, and on a server those that open no database."""
    if config.getoption(OPTION) == "sqlite":
        _keep(config, items, lambda item: item.get_closest_marker("postgresql") is None)
    else:
        known: dict[int, bool] = {}
        _keep(
            config,
            items,
            lambda item: (
                item.get_closest_marker("sqlite") is None
                and (
                    item.get_closest_marker("postgresql") is not None
                    or opens_a_database(item, known)
                )
            ),
        )


def _keep(
    config: pytest.Config, items: list[pytest.Item], wanted: Callable[[pytest.Item], bool]
) -> None:
    kept = [each for each in items if wanted(each)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[each for each in items if not wanted(each)])
        items[:] = kept


def on_server() -> bool:
    """Whether the databases of the tests are on a server."""
    return VARIABLE in os.environ


@contextmanager
def homes() -> Iterator[Homes | None]:
    """Let files stand for the server's databases meanwhile, if that is wanted."""
    if not on_server():
        yield None
        return
    found = Homes(running(), worker())
    found.begin()
    with pytest.MonkeyPatch.context() as patch:
        settle(patch, found)
        yield found
    found.end()


def settle_here() -> None:
    """Let files stand for the server's databases in a process that only runs a command."""
    found = Homes(running(), f"of_{os.getpid()}")
    found.begin()
    settle(pytest.MonkeyPatch(), found)


def address(file: Path) -> str:
    """Give the address of an opened file for processes of their own, who know no stand-ins."""
    if not on_server():
        return f"sqlite:///{file}"
    return running().url(database_of(file))
