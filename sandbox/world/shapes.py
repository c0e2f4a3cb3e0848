"""VK's JSON for the world's people, messages and conversations (API 5.199)."""

import msgspec

from sandbox.world.declension import CASES, declined, is_female
from sandbox.world.records import Dialog, Json, Message, Person

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
FACES = {
    **{f"photo_{size}": size for size in PHOTO_SIZES},
    "photo_200_orig": 200,
    "photo_400_orig": 400,
    "photo_max": 200,
    "photo_max_orig": 400,
}
FOR_ALL: Json = {
    **{name: f"https://vk.com/images/camera_{size}.png" for name, size in FACES.items()},
    **dict.fromkeys(("online", "has_photo", "is_friend", "verified", "has_mobile"), 0),
    **dict.fromkeys(("friend_status", "followers_count", "blacklisted", "is_favorite"), 0),
    **dict.fromkeys(("status", "nickname"), ""),
    "can_write_private_message": 1,
}
"""Fields of a profile that VK tells of everybody, here alike; it leaves out what somebody hides."""
SHOWN = 3
"""So many of those who reacted alike are named."""
PINNED = (
    *("id", "date", "from_id", "peer_id", "conversation_message_id", "text", "attachments"),
    *("fwd_messages", "reply_message", "keyboard", "geo"),
)
OPTIONAL = ("payload", "ref", "action", "update_time", "geo", "template", "format_data")


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
        "random_id": message.random_id if message.from_id == -group_id else 0,
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
    if message.reactions:
        body |= reactions_json(message, -group_id)
    return body


def pinned_json(message: Message, dialog: Dialog, group_id: int) -> Json:
    """Show a message that is pinned in a chat."""
    shown = message_json(message, dialog, group_id)
    return {name: shown[name] for name in PINNED if name in shown}


def reactions_json(message: Message, viewer: int) -> Json:
    """Show who reacted how, and the viewer's own reaction."""
    shown: list[Json] = []
    for reaction in sorted(set(message.reactions.values())):
        who = [member for member, chosen in message.reactions.items() if chosen == reaction]
        shown.append({"reaction_id": reaction, "count": len(who), "user_ids": who[:SHOWN]})
    own = message.reactions.get(viewer)
    return {"reactions": shown} | ({} if own is None else {"reaction_id": own})


def cropped(body: Json, attachments: int | None) -> Json:
    """Cut a message for its event as VK does, so that it is to be asked for; None: it is whole."""
    if attachments is None:
        return body
    return body | {"attachments": body["attachments"][:attachments], "is_cropped": True}


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


def profile_json(person: Person, fields: frozenset[str], case: str = "nom") -> Json:
    """Show a person as users.get does; VK adds only the `fields` asked for.

    `case` is the grammatical case of the names, one of declension.CASES.
    """
    first, last = declined(person.first_name, person.last_name, case)
    profile: Json = {
        "id": person.id,
        "first_name": first,
        "last_name": last,
        "can_access_closed": True,
        "is_closed": False,
    }
    if fields:
        profile |= {name: told for name, told in _asked(person).items() if name in fields}
    return profile


def _asked(person: Person) -> Json:
    """Show every field that may be asked for."""
    named: Json = {}
    for case in CASES:
        names = declined(person.first_name, person.last_name, case)
        named |= zip((f"first_name_{case}", f"last_name_{case}"), names, strict=True)
    own = dict.fromkeys(("screen_name", "domain"), f"id{person.id}")
    return named | own | FOR_ALL | {"sex": 1 if is_female(person.first_name) else 2}
