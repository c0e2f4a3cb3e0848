"""VK's JSON for the world's people, messages and conversations (API 5.199)."""

from typing import TYPE_CHECKING

import msgspec

from sandbox.records import FIRST_CHAT_PEER, Chat, Dialog, Json, Message, Person

if TYPE_CHECKING:
    from sandbox.world import World

# The same in every message_new, so it is serialised once.
CLIENT_INFO = msgspec.Raw(
    msgspec.json.encode(
        {
            "button_actions": [
                "text",
                "vkpay",
                "open_app",
                "location",
                "open_link",
                "callback",
                "intent_subscribe",
                "intent_unsubscribe",
            ],
            "keyboard": True,
            "inline_keyboard": True,
            "carousel": True,
            "lang_id": 0,
        }
    )
)
PHOTO_SIZES = (50, 100, 200)
OPTIONAL = ("payload", "ref", "action", "update_time")


def message_json(message: Message, dialog: Dialog, group_id: int) -> Json:
    """Show a message as a community sees it; in chats its id is 0 and it is_unavailable."""
    body: Json = {
        "date": message.date,
        "from_id": message.from_id,
        "id": message.id,
        "version": message.version,
        "out": int(message.from_id == -group_id),
        "fwd_messages": list(message.forwards),
        "important": False,
        "is_hidden": False,
        "attachments": list(message.attachments),
        "conversation_message_id": message.cmid,
        "text": message.text,
        "peer_id": dialog.peer_id,
        "random_id": message.random_id,
    }
    if dialog.is_chat:
        body["is_unavailable"] = True
    for name in OPTIONAL:
        if (value := getattr(message, name)) is not None:
            body[name] = value
    if message.reply is not None:
        body["reply_message"] = message.reply
    if message.keyboard is not None and message.keyboard["inline"]:
        body["keyboard"] = message.keyboard
    return body


def quote_json(message: Message, dialog: Dialog) -> Json:
    """Show a message inside another one, as a reply or a forward."""
    return {
        "date": message.date,
        "from_id": message.from_id,
        "id": message.id,
        "text": message.text,
        "attachments": list(message.attachments),
        "conversation_message_id": message.cmid,
        "peer_id": dialog.peer_id,
    }


def profile_json(person: Person, fields: frozenset[str]) -> Json:
    """Show a person as users.get does; VK adds only the `fields` asked for."""
    screen_name = f"id{person.id}"
    photos = {f"photo_{size}": f"https://vk.com/images/camera_{size}.png" for size in PHOTO_SIZES}
    asked: Json = {
        "screen_name": screen_name,
        "domain": screen_name,
        "online": 0,
        "has_photo": 0,
        "is_friend": 0,
        "can_write_private_message": 1,
        **photos,
    }
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "can_access_closed": True,
        "is_closed": False,
        **{name: value for name, value in asked.items() if name in fields},
    }


def group_json(world: "World", group_id: int) -> Json:
    """Show a community: ours by its name, any other by a made-up one."""
    ours = group_id == world.group_id
    photos = {
        f"photo_{size}": f"https://vk.com/images/community_{size}.png" for size in PHOTO_SIZES
    }
    return {
        "id": group_id,
        "name": world.group_name if ours else f"Сообщество {group_id}",
        "screen_name": world.screen_name if ours else f"club{group_id}",
        "is_closed": 0,
        "type": "group",
        **photos,
    }


def people_json(world: "World", ids: list[int], fields: frozenset[str]) -> Json:
    """Show `profiles` and `groups` for member ids (communities are negative)."""
    return {
        "profiles": [profile_json(world.people[i], fields) for i in ids if i in world.people],
        "groups": [group_json(world, -i) for i in ids if i < 0],
    }


def conversation_json(world: "World", dialog: Dialog) -> Json:
    """Show a conversation; for a chat with the settings an admin sees."""
    last = dialog.messages[-1] if dialog.messages else None
    last_id = max((message.id for message in dialog.messages), default=0)
    last_cmid = last.cmid if last else 0
    chat = world.chats.get(dialog.peer_id - FIRST_CHAT_PEER)
    local_id = dialog.peer_id if chat is None else chat.number
    body: Json = {
        "peer": {
            "id": dialog.peer_id,
            "type": "user" if chat is None else "chat",
            "local_id": local_id,
        },
        "last_message_id": last_id,
        "last_conversation_message_id": last_cmid,
        "in_read": last_id,
        "out_read": last_id,
        "in_read_cmid": last_cmid,
        "out_read_cmid": last_cmid,
        "version": last.version if last else 0,
        "sort_id": {"major_id": 0, "minor_id": last_id or last_cmid},
        "is_marked_unread": False,
        "important": False,
        "unanswered": bool(last and last.from_id != -world.group_id),
    }
    if chat is not None:
        return body | {"can_write": {"allowed": True}, "chat_settings": chat_settings(world, chat)}
    allowed = world.people[dialog.peer_id].dm
    return body | {"can_write": {"allowed": True} if allowed else {"allowed": False, "reason": 901}}


def chat_settings(world: "World", chat: Chat) -> Json:
    """Show a chat as its admin sees it."""
    allowed = {
        f"can_{right}": True
        for right in (
            "change_info",
            "change_invite_link",
            "change_pin",
            "invite",
            "see_invite_link",
            "moderate",
            "call",
            "use_mass_mentions",
        )
    }
    return {
        "title": chat.title,
        "members_count": len(chat.members) + 1,
        "owner_id": chat.owner,
        "state": "in",
        "admin_ids": [-world.group_id],
        "active_ids": list(chat.members)[:4],
        "is_group_channel": False,
        "is_service": False,
        "acl": {**allowed, "can_promote_users": False, "can_copy_chat": False},
        "permissions": {
            "invite": "all",
            "change_info": "all",
            "change_pin": "all",
            "use_mass_mentions": "all",
            "see_invite_link": "owner_and_admins",
            "call": "all",
            "change_admins": "owner",
        },
    }
