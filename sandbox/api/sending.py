"""messages.send: VK's checks, its two answer shapes, and what goes out."""

import json

from sandbox.api.call import Call, as_number
from sandbox.api.errors import VkError, bad_parameter
from sandbox.world import outbox
from sandbox.world.keyboards import KeyboardError, read_keyboard
from sandbox.world.records import FIRST_CHAT_PEER, Dialog, Json, Message, Value
from sandbox.world.shapes import quote_json

TEXT, ATTACHMENTS, PEERS, FORWARDS, PAYLOAD = 4096, 10, 100, 100, 1000
INT32 = 2**31
# Kinds of attachments that live outside messages; the sandbox cannot check them.
ELSEWHERE = ("wall", "video", "audio", "poll", "market", "story", "link")


def send(call: Call) -> Value:
    """Send to one peer (answers the message id) or to peer_ids (answers a list, errors inside)."""
    if call.params.get("peer_ids") or call.params.get("user_ids"):
        name = "peer_ids" if call.params.get("peer_ids") else "user_ids"
        peers = call.numbers(name, PEERS)
        draft = _Draft(call)
        return [_attempt(call, draft, peer) for peer in peers]
    peer = call.peer()
    return _send(call, _Draft(call), peer).id


class _Draft:
    """The parameters of a message, checked once for all its recipients."""

    def __init__(self, call: Call) -> None:
        self.random_id = read_random_id(call)
        self.text = read_text(call)
        self.attachments = read_attachments(call)
        self.keyboard = read_keyboard_of(call)
        self.payload = call.text("payload") or None
        if self.payload is not None and len(self.payload) > PAYLOAD:
            raise bad_parameter(f"payload is longer than {PAYLOAD}")
        self.reply, self.forwards = _quotes(call)
        if not (self.text.strip() or self.attachments or self.forwards):
            raise bad_parameter("message is empty or invalid")

    def message(self, group_id: int) -> Message:
        return Message(
            from_id=-group_id,
            text=self.text,
            attachments=self.attachments,
            payload=self.payload,
            keyboard=self.keyboard,
            reply=self.reply,
            forwards=self.forwards,
            random_id=self.random_id,
        )


def _attempt(call: Call, draft: _Draft, peer: int) -> Json:
    try:
        sent = _send(call, draft, peer)
    except VkError as error:
        refusal = {"code": error.code, "description": error.message}
        return {"peer_id": peer, "message_id": 0, "conversation_message_id": 0, "error": refusal}
    return {"peer_id": peer, "message_id": sent.id, "conversation_message_id": sent.cmid}


def _send(call: Call, draft: _Draft, peer: int) -> Message:
    dialog = _writable(call, peer)
    return outbox.send(call.world, dialog, draft.message(call.world.group_id))


def _writable(call: Call, peer: int) -> Dialog:
    if peer > FIRST_CHAT_PEER:
        return call.chat(peer).dialog
    if peer <= 0:
        raise bad_parameter("peer_id is invalid")
    person = call.world.people.get(peer)
    if person is None or not person.dm:
        raise VkError(901)
    return call.world.dialog(peer, chat=None, dm=True)


def read_random_id(call: Call) -> int:
    """Read random_id, a required int32; 0 asks for no check of repeats."""
    if not call.params.get("random_id"):
        raise bad_parameter("random_id is a required parameter")
    number = as_number("random_id", call.params["random_id"])
    if not -INT32 <= number < INT32:
        raise bad_parameter("random_id should be int32")
    return number


def read_text(call: Call) -> str:
    """Read the message's text, at most 4,096 characters."""
    text = call.text("message")
    if len(text) > TEXT:
        raise VkError(914)
    return text


def read_attachments(call: Call) -> tuple[Json, ...]:
    """Read attachment strings such as photo-1_2_key; photos and documents must exist."""
    names = call.words("attachment")
    if len(names) > ATTACHMENTS:
        raise bad_parameter(f"attachment should not have more than {ATTACHMENTS} items")
    return tuple(_attachment(call, name) for name in names)


def _attachment(call: Call, name: str) -> Json:
    known = call.world.files.attachable.get("_".join(name.split("_")[:2]))
    if known is not None:
        return known
    kind = name.rstrip("-0123456789_")
    if kind not in ELSEWHERE:
        raise bad_parameter(f"attachment {name} is not found")
    return {"type": kind, kind: {"url": name} if kind == "link" else {"name": name}}


def read_keyboard_of(call: Call) -> Json | None:
    """Read the keyboard, or None when there is none; a wrong one is error 911."""
    text = call.text("keyboard")
    if not text:
        return None
    try:
        return read_keyboard(text, call.world.group_id)
    except KeyboardError as error:
        raise VkError(911, str(error)) from None


def _quotes(call: Call) -> tuple[Json | None, tuple[Json, ...]]:
    """Read `forward`: the message replied to, or the forwarded ones."""
    forward = call.json("forward")
    if forward is None:
        return None, ()
    if not isinstance(forward, dict) or "peer_id" not in forward:
        raise bad_parameter("forward needs peer_id")
    dialog = call.dialog(int(forward["peer_id"]))
    quoted = [
        quote_json(message, dialog)
        for cmid in _cmids(forward.get("conversation_message_ids"))
        if (message := dialog.find(cmid)) is not None
    ]
    if len(quoted) > FORWARDS:
        raise VkError(913)
    if forward.get("is_reply") and len(quoted) == 1:
        return quoted[0], ()
    return None, tuple(quoted)


def _cmids(given: object) -> list[int]:
    # Clients send a list, a number, or the list flattened to "1,2".
    items = given if isinstance(given, list) else str(given or "").split(",")
    try:
        return [int(item) for item in items if item != ""]
    except ValueError:
        raise bad_parameter(f"conversation_message_ids is {json.dumps(given)}") from None
