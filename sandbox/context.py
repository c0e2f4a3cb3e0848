"""What every route of one running sandbox shares."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from sandbox.callback import PostOffice
from sandbox.faults import FaultBook
from sandbox.show import Show
from sandbox.world.world import World


def nothing(world: World) -> None:
    """Leave a world as it is: empty."""
    del world


@dataclass(slots=True, kw_only=True)
class Sandbox:
    """One community served: its world, the faults, and when methods were called (stopwatch).

    `beside` are all communities of the server, itself among them; the faults are the server's.
    `begin` puts into the first community's world what the server began with.
    """

    world: World
    faults: FaultBook = field(default_factory=FaultBook)
    calls: deque[float] = field(default_factory=deque)
    closing: bool = False
    show: Show | None = None
    begin: Callable[[World], None] = nothing
    beside: "list[Sandbox]" = field(default_factory=list)
    post_office: PostOffice = field(init=False)

    def __post_init__(self) -> None:
        """Open the post office of this world and these faults."""
        self.post_office = PostOffice(self.world, self.faults)
        self.beside.append(self)

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return self.world.url

    def by_token(self, token: str) -> "Sandbox":
        """Find the community a token belongs to; itself where it is nobody's."""
        return next((each for each in self.beside if each.world.token == token), self)

    def by_group(self, group: str) -> "Sandbox | None":
        """Find a community by its id as somebody wrote it."""
        return next((each for each in self.beside if str(each.world.group_id) == group), None)


SANDBOX = web.AppKey("sandbox", Sandbox)
