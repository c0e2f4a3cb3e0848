"""Putting pictures and tables into a private dialog (vk-api.md, section 3)."""

import aiohttp
from vkbottle import DocMessagesUploader, PhotoMessageUploader, VKAPIError

from bot.vk.client import NETWORK, Vk, VkError


async def photo(vk: Vk, peer: int, body: bytes) -> str:
    """Upload a picture; give its attachment string. Raises ``VkError``."""
    try:
        uploaded = await PhotoMessageUploader(vk.api).upload(body, peer_id=peer)
    except VKAPIError as error:
        raise VkError("photo", int(error.code), error.error_msg) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise VkError("photo", NETWORK, type(error).__name__) from error
    return str(uploaded)


async def document(vk: Vk, peer: int, name: str, body: bytes) -> str:
    """Upload a file; give its attachment string. Raises ``VkError``."""
    uploader = DocMessagesUploader(vk.api, attachment_name=name)
    try:
        uploaded = await uploader.upload(body, peer_id=peer, title=name)
    except VKAPIError as error:
        raise VkError("doc", int(error.code), error.error_msg) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise VkError("doc", NETWORK, type(error).__name__) from error
    return str(uploaded)
