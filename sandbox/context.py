"""What every route of one running sandbox shares."""

from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

from sandbox.callback import PostOffice
from sandbox.faults import FaultBook
from sandbox.show import Show
from sandbox.world.world import World


@dataclass(slots=True, kw_only=True)
class Sandbox:
    """A running sandbox: its world, its faults, and when methods were called (stopwatch)."""

    world: World
    faults: FaultBook = field(default_factory=FaultBook)
    calls: deque[float] = field(default_factory=deque)
    closing: bool = False
    show: Show | None = None
    post_office: PostOffice = field(init=False)

    def __post_init__(self) -> None:
        """Open the post office of this world and these faults."""
        self.post_office = PostOffice(self.world, self.faults)

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return self.world.url


SANDBOX = web.AppKey("sandbox", Sandbox)
