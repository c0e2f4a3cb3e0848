"""Learning of chats what VK tells only to their administrators: title, owner, rights, members."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.service.recording.members import NOTHING, Asked, ask_members, questions
from bot.vk.cleaning import TITLE, cleaned
from bot.vk.client import Vk
from monitor.chats.titles import TitleGuess, guess
from monitor.indicators.learners import FOR_CLASSES
from storage.accounts import CHATS
from storage.chats import chats, owners
from storage.db.database import Connection, Database, later
from storage.people import people, units
from storage.records import UNNAMED, Access, Chat

AT_ONCE = 100  # peer_ids a messages.getConversationsById takes

Settings = Mapping[str, object]
"""What VK tells of a chat to its administrators."""


async def refresh_all(
    vk: Vk, database: Database, now: datetime, asked: Asked | None
) -> dict[int, int]:
    """Ask VK about every chat the bot is in; as ``refresh``."""
    async with database.glancing() as connection:
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
    about = NOTHING
    for start in range(0, len(chats), AT_ONCE):
        some = chats[start : start + AT_ONCE]
        answer = await vk.call(
            "messages.getConversationsById", peer_ids=[CHATS + chat.id for chat in some]
        )
        told = {item["peer"]["id"] - CHATS: item for item in answer["items"]}
        newest |= {chat: item["last_conversation_message_id"] for chat, item in told.items()}
        settings = {chat: item.get("chat_settings") for chat, item in told.items()}
        sizes |= {
            chat: item["chat_settings"].get("members_count", 0)
            for chat, item in told.items()
            if "chat_settings" in item
        }
        # As a rule nothing is new; then nobody who writes has to wait for this.
        new = any(_is_news(chat, settings.get(chat.id)) for chat in some)
        async with database.writing() if new else database.looking() as connection:
            await _keep(connection, some, settings, now)
            if asked is not None and start + AT_ONCE >= len(chats):
                about = await questions(connection, chats, sizes)
    if asked is not None:
        await ask_members(vk, database, about, now, asked)
    return newest


def _owners(told: Iterable[Settings | None]) -> set[int]:
    found = (settings.get("owner_id") for settings in told if settings is not None)
    return {owner for owner in found if isinstance(owner, int)}


def _is_news(chat: Chat, settings: Settings | None) -> bool:
    """Tell whether what VK says of a chat is surely new, whatever else is known of it."""
    values = _described(chat, settings, ())
    values.pop("owner", None)
    return _is_unproved(chat, settings) or bool(_changed(chat, values))


def _is_unproved(chat: Chat, settings: Settings | None) -> bool:
    return settings is not None and chat.unit is not None and chat.access is not Access.ALL


def _changed(chat: Chat, values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if getattr(chat, name) != value}


async def _keep(
    connection: Connection,
    some: Sequence[Chat],
    told: Mapping[int, Settings | None],
    now: datetime,
) -> None:
    staff = await owners.on_rosters(connection, _owners(told.values()))
    wondering = {chat.unit for chat in some if chat.unit is not None and _is_open(chat)}
    names = await people.classes_by_unit(connection, wondering) if wondering else {}
    kinds = await units.kinds(connection, wondering) if wondering else {}
    for chat in some:
        settings = told.get(chat.id)
        values = _described(chat, settings, staff)
        if values.get("title") and chat.unit in wondering:
            classes = [each.name for each in names[chat.unit]]
            values |= _guessed(chat, guess(str(values["title"]), classes, kinds.get(chat.unit, "")))
        if changed := _changed(chat, values):
            await later(connection, partial(chats.describe, chat=chat.id, values=changed))
        if _is_unproved(chat, settings):
            await chats.prove_access(connection, chat.id, now)


def _is_open(chat: Chat) -> bool:
    """Tell whether nobody has said yet what a chat is for, or for which class."""
    return chat.kind is None or (chat.kind in FOR_CLASSES and not chat.class_name)


def _guessed(chat: Chat, guessed: TitleGuess) -> dict[str, object]:
    """Take from the title what nobody has said yet; what was said stays."""
    if chat.kind is None:
        return {"kind": guessed.kind, "class_name": chat.class_name or guessed.class_name}
    if chat.kind in FOR_CLASSES and not chat.class_name:
        return {"class_name": guessed.class_name}
    return {}


def _described(
    chat: Chat, settings: Settings | None, staff: Container[tuple[str, int]]
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
