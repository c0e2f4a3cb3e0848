"""The real service, let work by hand: a poll, a job, a delivery at a time, over HTTP."""

import asyncio
from datetime import datetime

from bot.service.running import Service
from bot.vk.errors import VkError
from bot.vk.stream.incoming import Updates
from bot.vk.stream.longpoll import LongPoll
from monitor.orders.jobs import JobName
from sandbox.world.world import World

FAILED = 0.2  # seconds after a poll that failed


class Stepping:
    """A service and the stream it reads; what happens in the world is taken in when it is asked."""

    def __init__(self, world: World, service: Service, position: str) -> None:
        """``position``: from where on the stream is read."""
        self.world = world
        self.service = service
        self._poll = _poll_of(service, position)

    def waiting(self) -> int:
        """Tell how many events the service has not read."""
        return self.world.queue.last - int(self._poll.position or 0)

    async def settle(self) -> None:
        """Let the service take in, complete and answer everything that happened."""
        busy = True
        while busy:
            while self.waiting():
                await self._step()
            self.service.intake.reading.ask()
            await self.service.intake.caught_up()  # as an empty poll says that takes half a minute
            busy = await self.service.inbox.step() > 0 or await self.service.healer.step()

    async def _step(self) -> None:
        """Poll once; what goes wrong is tried again, as the service does by itself."""
        try:
            good = await self._poll.step()
        except VkError:
            good = False
        if not good:
            await asyncio.sleep(FAILED)

    async def do(self, moment: datetime) -> tuple[JobName, ...]:
        """Let the service live through a moment of its schedule; give the jobs that were done."""
        await self.settle()
        self.world.set_clock(moment)
        await self.settle()
        await self.service.refresh_chats()
        done = await self.service.tick(moment)
        await self.service.delivery.drain()
        await self.settle()
        return tuple(dict.fromkeys(item.job for item in done.jobs))


def _poll_of(service: Service, position: str) -> LongPoll:
    async def handle(body: bytes, read: Updates | None) -> None:
        await service.intake.take(body, read)

    return LongPoll(
        service.vk,
        service.group,
        position,
        handle,
        asyncio.sleep,
        lambda _error: True,
        lost=service.intake.lost,
    )
