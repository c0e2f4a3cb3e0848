"""Fetching a file that somebody sent: only so much of it, and never for long."""

import aiohttp

from bot.vk.client import NETWORK, Vk, VkError

LIMIT = 10 * 1024 * 1024  # bytes; a roster of ten thousand people has one


class TooLong(Exception):
    """The file is longer than anything we take."""


async def download(vk: Vk, url: str) -> bytes:
    """Fetch a file from the address VK gave. Raises ``TooLong`` and ``VkError``."""
    body = bytearray()
    try:
        async with vk.http.request(url) as response:
            response.raise_for_status()
            async for chunk in response.content.iter_chunked(1 << 16):
                body += chunk
                if len(body) > LIMIT:
                    raise TooLong
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise VkError("download", NETWORK, type(error).__name__) from error
    return bytes(body)
