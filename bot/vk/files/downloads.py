"""Fetching a file that somebody sent: from VK alone, only so much of it, and never for long."""

import ipaddress
from urllib.parse import SplitResult, urljoin, urlsplit

import aiohttp

from bot.vk.client import Vk
from bot.vk.errors import NETWORK, VkError

LIMIT = 10 * 1024 * 1024  # bytes; a roster of ten thousand people has one
REDIRECTS = 3  # from the document's page to the server that keeps it, and one to spare

HOSTS = ("vk.com", "vk.ru", "userapi.com", "vkuser.net", "vk-cdn.net", "vkuserphoto.ru")
"""VK's own, with all below them: where documents and what they lead to are kept."""

_MOVED = frozenset({301, 302, 303, 307, 308})


class TooLong(Exception):
    """The file is longer than anything we take."""


class NotOfVk(Exception):
    """The address, or one it leads to, is none of VK's: nothing is fetched from there."""


async def download(vk: Vk, url: str) -> bytes:
    """Fetch a file from the address VK gave. Raises ``TooLong``, ``NotOfVk`` and ``VkError``."""
    for _ in range(REDIRECTS + 1):
        if not is_of_vk(url, vk.api.API_URL):
            raise NotOfVk
        found = await _fetched(vk, url)
        if isinstance(found, bytes):
            return found
        url = urljoin(url, found)
    raise NotOfVk


async def _fetched(vk: Vk, url: str) -> bytes | str:
    """Give a file, or where else it is."""
    body = bytearray()
    try:
        async with vk.http.request(url, allow_redirects=False) as response:
            if response.status in _MOVED:
                return response.headers.get("Location", "")
            response.raise_for_status()
            async for chunk in response.content.iter_chunked(1 << 16):
                body += chunk
                if len(body) > LIMIT:
                    raise TooLong
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise VkError("download", NETWORK, type(error).__name__) from error
    return bytes(body)


def is_of_vk(url: str, api: str) -> bool:
    """Tell whether an address is VK's and safe to ask; ``api``: where the API is asked. Pure.

    Only https at its own port, without a name or password. Where the API itself is on this machine
    (a stand-in for VK), only the same place is.
    """
    try:
        asked, ours = urlsplit(url), urlsplit(api)
        here, place = _is_here(ours), _place(asked)
    except ValueError:
        return False
    if asked.username is not None or asked.password is not None or not place[1]:
        return False
    if here:
        return place == _place(ours)
    hosts = (*HOSTS, ours.hostname or HOSTS[0])
    name = place[1].rstrip(".")
    known = any(name == host or name.endswith(f".{host}") for host in hosts)
    return known and place[0] == "https" and asked.port in (None, 443)


def _place(address: SplitResult) -> tuple[str, str, int | None]:
    return address.scheme, address.hostname or "", address.port


def _is_here(address: SplitResult) -> bool:
    """Tell whether an address is of this machine."""
    try:
        return ipaddress.ip_address(address.hostname or "").is_loopback
    except ValueError:
        return address.hostname == "localhost"
