"""The community's Callback API servers: where its events are posted, and which of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from sandbox.world.events import API_VERSION
from sandbox.world.records import WorldError

MOST = 10
HERE = ("127.0.0.1", "localhost")


class Status(StrEnum):
    """How far the acquaintance has come; VK's own words."""

    UNCONFIGURED = "unconfigured"
    WAIT = "wait"
    OK = "ok"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class Server:
    """One server; `since` is the number of the last event it is not told of."""

    id: int
    url: str
    title: str
    secret: str
    since: int
    events: set[str] = field(default_factory=set)
    version: str = API_VERSION
    status: Status = Status.UNCONFIGURED


class Servers:
    """The servers by their id; whoever delivers to them sets `changed` and is called."""

    def __init__(self) -> None:
        """Start without servers."""
        self.changed: Callable[[], None] = _nobody
        self._servers: dict[int, Server] = {}
        self._last = 0

    def add(self, url: str, title: str, secret: str, since: int) -> Server:
        """Add a server on this computer. Raises WorldError."""
        if len(self._servers) == MOST:
            raise WorldError(f"There are {MOST} servers already.")
        _check(url)
        self._last += 1
        server = Server(id=self._last, url=url, title=title, secret=secret, since=since)
        self._servers[server.id] = server
        self.changed()
        return server

    def edit(self, server: Server, url: str, title: str, secret: str) -> None:
        """Change a server; it has to confirm itself again. Raises WorldError."""
        _check(url)
        server.url, server.title, server.secret = url, title, secret
        server.status = Status.UNCONFIGURED
        self.changed()

    def subscribe(self, server: Server, on: Iterable[str], off: Iterable[str]) -> None:
        """Change which events a server is told of."""
        server.events = (server.events | set(on)) - set(off)
        self.changed()

    def delete(self, number: int) -> None:
        """Forget a server."""
        del self._servers[number]
        self.changed()

    def forget(self, number: int) -> None:
        """Forget a server that wants no more, unless it is forgotten already."""
        if number in self._servers:
            self.delete(number)

    def find(self, number: int | None) -> Server | None:
        """Find a server by its id."""
        return None if number is None else self._servers.get(number)

    @property
    def wanted(self) -> set[str]:
        """The types of events some server is told of."""
        return set().union(*(server.events for server in self._servers.values()))

    def listed(self) -> list[Server]:
        """Give all servers, oldest first."""
        return list(self._servers.values())


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise WorldError('"url" is no address.') from None
    if parts.scheme != "http" or parts.hostname not in HERE:
        raise WorldError(f'"url" must begin with http:// and stay here: {" or ".join(HERE)}.')
    try:
        _ = parts.port
    except ValueError:
        raise WorldError('"url" has no such port.') from None


def _nobody() -> None:
    """Stand in for whoever delivers until there is somebody."""
