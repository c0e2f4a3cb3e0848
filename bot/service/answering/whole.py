"""Messages VK cut for us: asked for whole before anybody judges what is attached to them."""

from typing import Any

from bot.vk.client import Vk
from bot.vk.errors import STOPPING, VkError
from bot.vk.written import fetched


class Cut(Exception):
    """VK does not give a message whole."""


async def made_whole(vk: Vk, update: dict[str, Any]) -> dict[str, Any]:
    """Give an update with its message as it was written. Raises ``VkError`` and ``Cut``."""
    said = update.get("object")
    message = said.get("message") if isinstance(said, dict) else None
    if not (isinstance(said, dict) and isinstance(message, dict)):
        return update
    if message.get("is_cropped") not in (True, 1):
        return update
    number = message.get("conversation_message_id")
    try:
        items = await fetched(vk, int(message["peer_id"]), [int(str(number))])
    except VkError as error:
        if error.permanent and error.code not in STOPPING:
            raise Cut from error
        raise
    found = next((each for each in items if each.get("conversation_message_id") == number), None)
    if found is None:
        raise Cut
    kept = {**message, **found, "is_cropped": False}
    return {**update, "object": {**said, "message": kept}}
