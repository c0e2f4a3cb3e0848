"""Messages read back by their numbers: those asked for, and what the community wrote in a chat."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.vk.client import Vk
from bot.vk.errors import VkError

AT_ONCE = 100  # numbers one messages.getByConversationMessageId takes, and peers the other one
FARTHEST = 3_000  # messages looked through; an older one is not found any more

UNTOLD = -1
"""Stands for an error code where VK does not show a chat's messages: nobody knows what is there."""


async def fetched(vk: Vk, peer: int, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Give the messages with these numbers, whole; those VK returns. Raises ``VkError``."""
    answer: dict[str, Any] = await vk.call(
        "messages.getByConversationMessageId",
        peer_id=peer,
        conversation_message_ids=",".join(map(str, numbers)),
    )
    return list(answer["items"])


async def described(vk: Vk, peers: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Give what VK tells of chats; of those the bot is no administrator of, nothing.

    Raises ``VkError``.
    """
    asked = list(peers)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(asked), AT_ONCE):
        some = ",".join(map(str, asked[start : start + AT_ONCE]))
        answer = await vk.call("messages.getConversationsById", peer_ids=some)
        found |= {item["peer"]["id"]: item for item in answer["items"]}
    return found


async def written(vk: Vk, peer: int, since: datetime, newest: int | None = None) -> dict[int, int]:
    """Give the numbers in a chat of what we wrote since a moment, by random_id.

    ``newest``: the chat's newest number, None: it is asked for. Raises ``VkError``, UNTOLD where
    VK does not tell it.
    """
    if newest is None:
        told = (await described(vk, [peer])).get(peer)
        if told is None:
            raise VkError("messages.getConversationsById", UNTOLD, "nothing of the chat")
        newest = int(told["last_conversation_message_id"])
    found: dict[int, int] = {}
    last = newest
    while last > max(0, newest - FARTHEST):
        first = max(1, last - AT_ONCE + 1)
        items = await fetched(vk, peer, range(first, last + 1))
        found |= {
            item["random_id"]: item["conversation_message_id"]
            for item in items
            if item.get("random_id") and item.get("from_id", 0) < 0
        }
        if items and min(item["date"] for item in items) < since.timestamp():
            break
        last = first - 1
    return found
