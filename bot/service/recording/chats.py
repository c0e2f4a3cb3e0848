"""Learning of chats what VK tells only to their administrators: title, owner, rights, members."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime

from bot.service.recording.members import Asked, ask_members
from bot.vk.cleaning import TITLE, cleaned
from bot.vk.client import Vk
from monitor.chats.titles import TitleGuess, guess
from monitor.indicators.learners import FOR_CLASSES
from storage.accounts import CHATS
from storage.chats import chats, owners
from storage.db.database import Connection, Database
from storage.people import people, units
from storage.records import UNNAMED, Access, Chat

AT_ONCE = 100  # peer_ids a messages.getConversationsById takes


async def refresh_all(
    vk: Vk, database: Database, now: datetime, asked: Asked | None
) -> dict[int, int]:
    """Ask VK about every chat the bot is in; as ``refresh``."""
    async with database.reading() as connection:
        known = await chats.everywhere(connection)
    return await refresh(vk, database, known, now, asked)


async def refresh(
    vk: Vk, database: Database, chats: Sequence[Chat], now: datetime, asked: Asked | None
) -> dict[int, int]:
    """Ask VK about chats and keep what is new; give the newest number of each chat it told of.

    A chat VK says nothing about is one in which the bot is no administrator. ``asked``: by what
    and when chats were asked for their members, None: they are not this time. Raises ``VkError``.
    """
    newest: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for start in range(0, len(chats), AT_ONCE):
        some = chats[start : start + AT_ONCE]
        answer = await vk.call(
            "messages.getConversationsById", peer_ids=[CHATS + chat.id for chat in some]
        )
        told = {item["peer"]["id"] - CHATS: item for item in answer["items"]}
        newest |= {chat: item["last_conversation_message_id"] for chat, item in told.items()}
        settings = {chat: item.get("chat_settings") for chat, item in told.items()}
        async with database.writing() as connection:
            staff = await owners.on_rosters(connection, _owners(settings.values()))
            for chat in some:
                await _keep(connection, chat, settings.get(chat.id), staff, now)
        sizes |= {
            chat: item["chat_settings"].get("members_count", 0)
            for chat, item in told.items()
            if "chat_settings" in item
        }
    if asked is not None:
        await ask_members(vk, database, chats, sizes, now, asked)
    return newest


def _owners(told: Iterable[dict[str, object] | None]) -> set[int]:
    found = (settings.get("owner_id") for settings in told if settings is not None)
    return {owner for owner in found if isinstance(owner, int)}


async def _keep(
    connection: Connection,
    chat: Chat,
    settings: dict[str, object] | None,
    staff: Container[tuple[str, int]],
    now: datetime,
) -> None:
    values = _described(chat, settings, staff)
    if values.get("title") and chat.unit is not None:
        names = [each.name for each in await people.classes(connection, chat.unit)]
        unit = await units.get(connection, chat.unit)
        kind = "" if unit is None else unit.kind
        values |= _guessed(chat, guess(str(values["title"]), names, kind))
    changed = {name: value for name, value in values.items() if getattr(chat, name) != value}
    if changed:
        await chats.describe(connection, chat.id, changed)
    if settings is not None and chat.unit is not None and chat.access is not Access.ALL:
        await chats.prove_access(connection, chat.id, now)


def _guessed(chat: Chat, guessed: TitleGuess) -> dict[str, object]:
    """Take from the title what nobody has said yet; what was said stays."""
    if chat.kind is None:
        return {"kind": guessed.kind, "class_name": chat.class_name or guessed.class_name}
    if chat.kind in FOR_CLASSES and not chat.class_name:
        return {"class_name": guessed.class_name}
    return {}


def _described(
    chat: Chat, settings: dict[str, object] | None, staff: Container[tuple[str, int]]
) -> dict[str, object]:
    """Give what is new; an owner who is not on the roster of the chat's unit is nobody."""
    if settings is None:
        return {"admin": False}
    values: dict[str, object] = {"admin": True}
    if settings.get("title"):
        values["title"] = cleaned(settings["title"], TITLE)
    owner = settings.get("owner_id")
    if isinstance(owner, int):
        values["owner"] = owner if (str(chat.unit), owner) in staff else UNNAMED
    return values if chat.unit is not None else {"admin": True}
