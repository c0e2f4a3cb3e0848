"""A playground that lives by itself: what is done in the browser is answered at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config.settings import load_settings
from tests.cast import CONFIG
from tests.playground import Playground, playground

_TURN = 0.02  # seconds between two looks for something to answer


@dataclass(slots=True, kw_only=True)
class Living:
    """A playground, and the lock that whoever else lets it work must hold."""

    place: Playground
    turn: asyncio.Lock

    @property
    def url(self) -> str:
        """Where the messenger is."""
        return load_settings(self.place.config).vk.api_url.removesuffix("/method/") + "/"

    async def tick(self, now: datetime) -> None:
        """Do what is due at a moment, and deliver it."""
        async with self.turn:
            await self.place.tick(now)

    async def live(self) -> None:
        """Answer whatever is done until cancelled."""
        while True:
            async with self.turn:
                await self.place.settle()
                await self.place.service.delivery.drain()
            await asyncio.sleep(_TURN)


@asynccontextmanager
async def living(folder: Path, config: str = CONFIG) -> AsyncIterator[Living]:
    """Open a playground whose service answers until the block ends."""
    async with playground(folder, config) as place:
        here = Living(place=place, turn=asyncio.Lock())
        life = asyncio.ensure_future(here.live())
        try:
            yield here
            if life.done():
                life.result()
        finally:
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)
