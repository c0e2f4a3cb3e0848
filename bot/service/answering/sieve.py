"""What of the updates that may want an answer does want one, and which fold in a backlog. Pure."""

import hashlib
from collections.abc import Callable, Collection
from typing import Any

import msgspec

from bot.parsing.payloads import Forged, read
from bot.service.answering.addressed import command_in
from storage.observations import Wanted

_FILES = frozenset({"doc", "photo", "link"})
"""Attachments somebody may be waited for; a sticker or a voice is idle words."""


class _Attachment(msgspec.Struct, gc=False):
    type: str = ""


class _Message(msgspec.Struct, gc=False):
    from_id: int | None = None
    text: str = ""
    payload: msgspec.Raw = msgspec.Raw(b"")
    ref: msgspec.Raw = msgspec.Raw(b"")
    action: msgspec.Raw = msgspec.Raw(b"")
    attachments: list[_Attachment] | None = None
    is_cropped: Any = None


class _Object(msgspec.Struct, gc=False):
    """A press, or what wraps a message (or is one, before API 5.103)."""

    message: _Message | None = None
    from_id: int | None = None
    user_id: int | None = None
    event_id: msgspec.Raw = msgspec.Raw(b"")
    conversation_message_id: int | None = None
    payload: msgspec.Raw = msgspec.Raw(b"")
    text: str = ""
    ref: msgspec.Raw = msgspec.Raw(b"")
    action: msgspec.Raw = msgspec.Raw(b"")
    attachments: list[_Attachment] | None = None
    is_cropped: Any = None


class _Update(msgspec.Struct, gc=False):
    object: _Object


_DECODER = msgspec.json.Decoder(_Update)
_EMPTY = frozenset({b"", b"null", b'""'})


class Sieve:
    """``is_idle`` tells of a private text whether it is neither a command nor a code.

    ``commands`` may be typed in chats, ``presses`` are the acts of buttons there.
    """

    def __init__(
        self,
        group: int,
        is_idle: Callable[[str], bool],
        commands: Collection[str],
        presses: Collection[str],
    ) -> None:
        self._group = group
        self._is_idle = is_idle
        self._commands = commands
        self._presses = presses

    def __call__(self, wanted: Wanted) -> Wanted | None:
        """Give what is to be kept of an update, None: nothing of it is meant for the bot."""
        try:
            found = _DECODER.decode(wanted.body).object
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return wanted  # odd: whoever handles it will say so
        message: _Message | _Object = found.message or found
        account = message.from_id or found.user_id
        if bytes(found.event_id) not in _EMPTY:
            payload = bytes(found.payload)
            if wanted.conversation > 0 and _act(payload) not in self._presses:
                return None
            gist = _gist(payload, b"%d" % (found.conversation_message_id or 0))
            return _kept(wanted, account, 0, gist)
        if wanted.conversation > 0:
            return self._in_chat(wanted, message, account)
        payload, ref = bytes(message.payload), bytes(message.ref)
        files = any(each.type in _FILES for each in message.attachments or ())
        if files or message.is_cropped:  # of a message that was cut nobody knows what is attached
            return _kept(wanted, account, 0, None)
        idle = payload in _EMPTY and ref in _EMPTY and self._is_idle(message.text)
        gist = _gist(message.text.strip().lower().encode("utf-8", "replace"), payload, ref)
        return _kept(wanted, account, int(idle), gist)

    def _in_chat(
        self, wanted: Wanted, message: _Message | _Object, account: int | None
    ) -> Wanted | None:
        if bytes(message.action) not in _EMPTY:
            return _kept(wanted, account, 0, None)  # an invitation
        act = command_in(message.text, self._group, self._commands)
        return _kept(wanted, account, 1, _gist(act.encode())) if act else None


def _kept(wanted: Wanted, account: int | None, folds: int, gist: int | None) -> Wanted:
    return Wanted(
        key=wanted.key,
        conversation=wanted.conversation,
        number=wanted.number,
        at=wanted.at,
        body=wanted.body,
        account=account,
        folds=folds,
        gist=gist,
    )


def _act(payload: bytes) -> str | None:
    try:
        return read(msgspec.json.decode(payload)).act
    except (Forged, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _gist(*parts: bytes) -> int:
    """Give by what two askings of the same are known, until one of them is answered."""
    digest = hashlib.blake2b(b"\x1f".join(parts), digest_size=7).digest()
    return int.from_bytes(digest, "big")
