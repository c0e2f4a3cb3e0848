"""For pytest: the fixture ``vk``, an empty world for each test on a server that all share.

It is in force wherever the distribution is installed. `vk_communities = 2` in pytest's settings
makes more communities.
"""

from collections.abc import Iterator

import pytest

from sandbox.tool.client import Connection, Vk
from sandbox.tool.threads import serving

COMMUNITIES = "vk_communities"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let it be said how many communities there are."""
    parser.addini(COMMUNITIES, "how many communities the VK sandbox has", default="1")


@pytest.fixture(scope="session")
def vk_server(pytestconfig: pytest.Config) -> Iterator[Connection]:
    """The sandbox that all tests of this process share, for bots that run through several."""
    told = pytestconfig.getini(COMMUNITIES)
    if not told.isdecimal() or int(told) == 0:
        raise pytest.UsageError(f"{COMMUNITIES} must be a number above 0, not {told!r}.")
    with serving(int(told)) as connection:
        yield connection


@pytest.fixture
def vk(vk_server: Connection, request: pytest.FixtureRequest) -> Iterator[Vk]:
    """Give a VK without anybody in it; faults ordered by the test end with it."""
    world = Vk(vk_server, label=request.node.nodeid)
    world.reset()
    yield world
    world.faults.clear()
