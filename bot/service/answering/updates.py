"""Updates as they lie in the inbox, read for their handlers: nothing odd in one may fail those."""

import contextlib
from typing import Any

import msgspec

from bot.parsing.payloads import Forged
from bot.service.answering.answering import about
from bot.vk.cleaning import sendable


def read(body: bytes) -> dict[str, Any]:
    """Decode an update. Raises ``Forged`` for what is none: anybody may send any payload."""
    try:
        update: dict[str, Any] = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Forged from error
    return update


def answers_to(body: bytes) -> list[str] | None:
    """Name what the answer to an update is about (``Answer.about``); None: nobody can tell."""
    with contextlib.suppress(Forged, KeyError, TypeError, AttributeError):
        said = read(body)["object"]
        if "event_id" in said:
            return about("press", said["peer_id"], said["event_id"])
        said = said.get("message", said)
        return about("answer", said["peer_id"], said["conversation_message_id"])
    return None


def slim(update: dict[str, Any]) -> dict[str, Any]:
    """Keep of an update what handlers read: nothing odd in it must fail vkbottle's models."""
    said = update.get("object", {})
    if "payload" in said and not isinstance(said["payload"], dict):
        said["payload"] = {"do": None}
    message = said.get("message")
    if isinstance(message, dict):
        message |= {"attachments": _attachments(message), "fwd_messages": []}
        message.setdefault("version", 0)
        message.setdefault("out", 0)
        message.setdefault("id", 0)
        message["text"] = sendable(str(message.get("text", "")))
        message.pop("reply_message", None)
        if not isinstance(message.get("payload", ""), str):
            message["payload"] = _written(message["payload"])
    return update


def _written(payload: object) -> str | None:
    """Write a payload as VK does, as a text."""
    return None if payload is None else msgspec.json.encode(payload).decode()


def _attachments(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Keep photos, documents and links, with the fields we read; of all else only what it is."""
    found: list[dict[str, Any]] = []
    for each in message.get("attachments") or ():
        kind = each.get("type") if isinstance(each, dict) else None
        if isinstance(kind, str):
            kept = _kept(kind, each.get(kind))
            found.append({"type": kind, kind: kept} if kept else {"type": kind})
    return found


def _kept(kind: str, body: object) -> dict[str, Any]:
    """Keep of an attachment what models demand and we read; nothing if any of it is missing."""
    if kind not in _FIELDS or not isinstance(body, dict):
        return {}
    fields = _FIELDS[kind]
    if not all(isinstance(body.get(name), expected) for name, expected in fields.items()):
        return {}
    kept = {name: body[name] for name in fields}
    key = body.get("access_key")
    return kept | ({"access_key": key} if isinstance(key, str) else {})


_STORED: dict[str, type] = {"id": int, "owner_id": int, "date": int}
_FIELDS: dict[str, dict[str, type]] = {
    "photo": _STORED | {"album_id": int},
    "doc": _STORED | {"size": int, "type": int, "title": str, "ext": str, "url": str},
    "link": {"url": str},
}
