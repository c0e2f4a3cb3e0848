"""A sandbox in a thread of its own, for bots that block and for bots that do not."""

import asyncio
import threading
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field

from sandbox.http.server import serve
from sandbox.tool.client import Connection
from sandbox.tool.worlds import Start


@dataclass(slots=True)
class _Service:
    """A server and its thread; `told` is where it listens, or why it does not."""

    communities: int
    told: "Future[str]" = field(default_factory=Future)
    loop: asyncio.AbstractEventLoop | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def run(self) -> None:
        """Serve until `end`."""
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if self.told.done():
                raise
            self.told.set_exception(error)

    async def _serve(self) -> None:
        self.loop = asyncio.get_running_loop()
        async with serve(Start(communities=self.communities).made()) as sandbox:
            self.told.set_result(sandbox.url)
            await self.stop.wait()

    def end(self) -> None:
        """Stop serving; may be called from any thread."""
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.stop.set)


@contextmanager
def serving(communities: int = 1) -> Generator[Connection]:
    """Serve an empty world until the block ends. Raises OSError."""
    service = _Service(communities)
    thread = threading.Thread(target=service.run, name="vk-sandbox", daemon=True)
    thread.start()
    url = service.told.result()
    try:
        yield Connection(url)
    finally:
        service.end()
        thread.join()
