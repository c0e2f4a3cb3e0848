"""What a person's long poll (User Long Poll) tells, made of the events a community is told.

It tells of messages alone, as arrays: [4, id, flags, peer_id, date, text, …] of a new one and 5 of
an edited one, with their text escaped and lines ended by <br>. https://dev.vk.com/api/user-long-poll
"""

import html
import json

import msgspec

from sandbox.world.records import FIRST_CHAT_PEER, Json, Value

VERSIONS = (0, 19)
"""The versions VK knows; the sandbox tells of a message alike in all, newer ones get more."""
WITH_NUMBERS = 10
"""Since this version the number in the dialog and the time of an edit follow."""
ATTACHMENTS, PTS, RANDOM_ID = 2, 32, 128
"""What `mode` may ask for."""
NEW, EDITED = 4, 5
UNREAD, OUTBOX = 1, 2
ACTION_FIELDS = {
    "type": "source_act",
    "member_id": "source_mid",
    "text": "source_text",
    "old_text": "source_old_text",
    "conversation_message_id": "source_chat_local_id",
}


def told(event: bytes, mode: int, version: int) -> list[Value] | None:
    """Show one serialised event as such an array; None: it is not told here."""
    kind, body = (read := msgspec.json.decode(event))["type"], read["object"]
    if kind not in ("message_new", "message_reply", "message_edit"):
        return None
    message = body["message"] if kind == "message_new" else body
    shown: list[Value] = [
        EDITED if kind == "message_edit" else NEW,
        message["id"],
        OUTBOX if message["out"] else UNREAD,
        message["peer_id"],
        message["date"],
        html.escape(message["text"]).replace("&#x27;", "'").replace("\n", "<br>"),
        _extra(message),
        _attachments(message) if mode & ATTACHMENTS else {},
    ]
    if mode & RANDOM_ID:
        shown.append(message["random_id"])
    if version >= WITH_NUMBERS:
        shown += [message["conversation_message_id"], message.get("update_time", 0)]
    return shown


def _extra(message: Json) -> Json:
    """Tell what is not in the text: the author in a chat, a keyboard, a payload, an action."""
    chat = message["peer_id"] > FIRST_CHAT_PEER
    extra: Json = {"from": str(message["from_id"])} if chat else {"title": " ... "}
    extra |= {name: message[name] for name in ("keyboard", "payload") if name in message}
    action = message.get("action", {})
    extra |= {name: str(action[field]) for field, name in ACTION_FIELDS.items() if field in action}
    return extra | ({"has_template": "1"} if "template" in message else {})


def _attachments(message: Json) -> Json:
    """Name the attachments: attach1_type, attach1 and so on; the whole of them as JSON."""
    named: Json = {}
    for number, each in enumerate(message["attachments"], 1):
        body = each.get(each["type"]) or {}
        named[f"attach{number}_type"] = each["type"]
        if "id" in body:
            owner = f"{body['owner_id']}_" if "owner_id" in body else ""
            named[f"attach{number}"] = f"{owner}{body['id']}"
    if message["attachments"]:
        named["attachments_count"] = str(len(message["attachments"]))
        named["attachments"] = json.dumps(message["attachments"], ensure_ascii=False)
    if message["fwd_messages"]:
        named["fwd"] = "0_0"
    if "reply_message" in message:
        number = message["reply_message"]["conversation_message_id"]
        named["reply"] = json.dumps({"conversation_message_id": number})
    return named
