"""Learning of chats what VK tells only to their administrators: title, owner, our rights."""

from collections.abc import Sequence

from bot.vk.client import Vk
from bot.vk.ids import CHATS
from monitor.titles import guess
from storage import chats, people
from storage.database import Database
from storage.records import Access, Chat

AT_ONCE = 100  # peer_ids a messages.getConversationsById takes


async def refresh(vk: Vk, database: Database, known: Sequence[Chat]) -> None:
    """Ask VK about chats and keep what is new. Raises ``VkError``.

    A chat VK says nothing about is one in which the bot is no administrator.
    """
    for start in range(0, len(known), AT_ONCE):
        some = known[start : start + AT_ONCE]
        answer = await vk.call(
            "messages.getConversationsById", peer_ids=[CHATS + chat.id for chat in some]
        )
        told = {item["peer"]["id"] - CHATS: item for item in answer["items"]}
        async with database.writing() as connection:
            for chat in some:
                values = _described(chat, told.get(chat.id, {}).get("chat_settings"))
                if chat.kind is None and values.get("title") and chat.unit is not None:
                    names = [each.name for each in await people.classes(connection, chat.unit)]
                    guessed = guess(str(values["title"]), names)
                    values |= {"kind": guessed.kind, "class_name": guessed.class_name}
                await chats.describe(connection, chat.id, values)


def _described(chat: Chat, settings: dict[str, object] | None) -> dict[str, object]:
    if settings is None:
        return {"admin": False}
    values: dict[str, object] = {"admin": True, "access": Access.ALL}
    if settings.get("title"):
        values["title"] = settings["title"]
    owner = settings.get("owner_id")
    if isinstance(owner, int):
        values["owner"] = owner
    return values if chat.unit is not None else {"admin": True}
