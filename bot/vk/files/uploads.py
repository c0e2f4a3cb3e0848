"""Putting pictures and tables into a private dialog (dev.vk.com, "Uploading files")."""

from collections.abc import Awaitable
from dataclasses import dataclass

import aiohttp

from bot.vk.client import Vk
from bot.vk.errors import NETWORK, VkError
from bot.vk.library import DocMessagesUploader, PhotoMessageUploader

SAVING = frozenset({"photos.saveMessagesPhoto", "docs.save"})
BAD_PARAMETER = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to attach: its name as people see it, and its bytes."""

    name: str
    body: bytes


async def photo(vk: Vk, peer: int, body: bytes) -> str:
    """Upload a picture; give its attachment string. Raises ``VkError``."""
    return await _uploaded("photo", PhotoMessageUploader(vk.api).upload(body, peer_id=peer))


async def document(vk: Vk, peer: int, name: str, body: bytes) -> str:
    """Upload a file; give its attachment string. Raises ``VkError``."""
    uploader = DocMessagesUploader(vk.api, attachment_name=name)
    return await _uploaded("doc", uploader.upload(body, peer_id=peer, title=name))


async def _uploaded(what: str, upload: Awaitable[object]) -> str:
    try:
        return str(await upload)
    except VkError as error:
        error.unsure = False
        if error.method in SAVING and error.code == BAD_PARAMETER:
            raise _unanswered(what, error) from error
        raise
    except (aiohttp.ClientError, OSError, ValueError, LookupError, TypeError) as error:
        # An upload server answers with pages and empty objects too; vkbottle takes all it says
        # for what it hoped for, and VK refuses to save what is missing.
        raise _unanswered(what, error) from error


def _unanswered(what: str, error: Exception) -> VkError:
    """Say that an upload failed for now; whatever became of it, no message was sent."""
    found = VkError(what, NETWORK, type(error).__name__)
    found.unsure = False
    return found
