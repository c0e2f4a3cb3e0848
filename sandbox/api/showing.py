"""What methods show of the world: communities, people, conversations (API 5.199)."""

from sandbox.world.records import FIRST_CHAT_PEER, Chat, Dialog, Json, Message
from sandbox.world.shapes import PHOTO_SIZES, pinned_json, profile_json
from sandbox.world.world import World

TOLD: Json = {
    **dict.fromkeys(("description", "status", "activity", "site"), ""),
    "verified": 0,
    "can_message": 1,
    "can_post": 0,
    "is_messages_blocked": 0,
}
"""Fields of a community that may be asked for; here they are alike for all."""


def group_json(world: World, group_id: int, fields: frozenset[str] = frozenset()) -> Json:
    """Show a community: those of this server by their names, any other by a made-up one."""
    known = world.community(group_id)
    followers = sum(person.dm for person in known.people.values()) if known else 0
    asked = TOLD | {"members_count": followers}
    photos = {
        f"photo_{size}": f"https://vk.com/images/community_{size}.png" for size in PHOTO_SIZES
    }
    return {
        "id": group_id,
        "name": known.group_name if known else f"Сообщество {group_id}",
        "screen_name": known.screen_name if known else f"club{group_id}",
        "is_closed": 0,
        "type": "group",
        **photos,
        **{name: told for name, told in asked.items() if name in fields},
    }


def people_json(world: World, ids: list[int], fields: frozenset[str]) -> Json:
    """Show `profiles` and `groups` for member ids (communities are negative)."""
    return {
        "profiles": [profile_json(world.people[i], fields) for i in ids if i in world.people],
        "groups": [group_json(world, -i) for i in ids if i < 0],
    }


def conversation_json(world: World, dialog: Dialog) -> Json:
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
        "important": dialog.important,
        "unanswered": bool(last and is_unanswered(world, dialog, last)),
    }
    if chat is not None:
        return body | {"can_write": {"allowed": True}, "chat_settings": chat_settings(world, chat)}
    allowed = world.people[dialog.peer_id].dm
    return body | {"can_write": {"allowed": True} if allowed else {"allowed": False, "reason": 901}}


def is_unanswered(world: World, dialog: Dialog, last: Message) -> bool:
    """Whether somebody had the last word, and nobody marked it as answered."""
    return last.from_id != -world.group_id and last.cmid > dialog.answered


def chat_settings(world: World, chat: Chat) -> Json:
    """Show a chat as its admin sees it."""
    pinned = None if chat.pinned is None else chat.dialog.find(chat.pinned)
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
        **(
            {}
            if pinned is None
            else {"pinned_message": pinned_json(pinned, chat.dialog, world.group_id)}
        ),
        **({} if chat.photo is None else {"photo": chat.photo}),
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
