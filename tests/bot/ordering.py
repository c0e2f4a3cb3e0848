"""Ordering faults from a playground's sandbox, and taking updates in although they happen."""

import contextlib

from bot.vk.errors import VkError


async def order(place, *faults):
    """Order faults, as sandbox.faults names them."""
    await place.service.vk.http.request_json(
        f"{place.world.url}/sandbox/faults", method="POST", json=list(faults)
    )


async def still_ordered(place):
    """Give the faults that have not happened yet."""
    return await place.service.vk.http.request_json(f"{place.world.url}/sandbox/faults")


async def endure(place):
    """Take everything in and answer it, polling again whenever a poll fails."""
    while place.poll.position != str(place.world.queue.last):
        with contextlib.suppress(VkError):
            await place.poll.step()
    await place.settle()
