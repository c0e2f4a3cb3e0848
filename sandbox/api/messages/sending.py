"""messages.send: to whom, VK's two answer shapes, and what goes out."""

from dataclasses import replace

from sandbox.api.call import Call, as_number
from sandbox.api.errors import VkError, bad_parameter
from sandbox.api.messages import content
from sandbox.world import outbox
from sandbox.world.records import FIRST_CHAT_PEER, Dialog, Json, Message, Value

PEERS, PAYLOAD = 100, 1000
INT32, UINT32 = 2**31, 2**32
SOURCES = ("message", "url")
RANDOM_ID_REQUIRED = (5, 90)


def send(call: Call) -> Value:
    """Send to one peer (answers the message id) or to peer_ids (answers a list, errors inside)."""
    draft = _draft(call)
    if call.params.get("peer_ids") or call.params.get("user_ids"):
        name = "peer_ids" if call.params.get("peer_ids") else "user_ids"
        return [_attempt(call, draft, peer) for peer in call.numbers(name, PEERS)]
    sent = _send(call, draft, call.peer())
    return {"message_id": sent.id, "cmid": sent.cmid}


def _draft(call: Call) -> Message:
    """Read the message once for all its recipients."""
    draft = content.read(call)
    draft.random_id = _random_id(call)
    draft.payload = call.text("payload") or None
    if draft.payload is not None and len(draft.payload) > PAYLOAD:
        raise bad_parameter(f"payload is longer than {PAYLOAD}")
    if call.text("intent") not in ("", "default"):
        raise VkError(943)
    source = call.json("content_source")
    if source is not None and (not isinstance(source, dict) or source.get("type") not in SOURCES):
        raise bad_parameter("content_source is invalid")
    return draft


def _attempt(call: Call, draft: Message, peer: int) -> Json:
    try:
        sent = _send(call, draft, peer)
    except VkError as error:
        refusal = {"code": error.code, "description": error.message}
        return {"peer_id": peer, "message_id": 0, "conversation_message_id": 0, "error": refusal}
    return {"peer_id": peer, "message_id": sent.id, "conversation_message_id": sent.cmid}


def _send(call: Call, draft: Message, peer: int) -> Message:
    return outbox.send(call.world, _writable(call, peer), replace(draft, reactions={}))


def _writable(call: Call, peer: int) -> Dialog:
    if peer > FIRST_CHAT_PEER:
        return call.chat(peer).dialog
    if peer <= 0:
        raise bad_parameter("peer_id is invalid")
    person = call.world.people.get(peer)
    if person is None or not person.dm:
        raise VkError(901)
    return call.world.dialog(peer, chat=None, dm=True)


def _random_id(call: Call) -> int:
    """Read random_id; larger numbers wrap to 32 bits, 0 asks for no check of repeats."""
    if not call.params.get("random_id"):
        if call.version < RANDOM_ID_REQUIRED:
            return 0
        raise bad_parameter("random_id is a required parameter")
    number = as_number("random_id", call.params["random_id"])
    return (number + INT32) % UINT32 - INT32
