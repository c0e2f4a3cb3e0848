"""What we read of VK's updates: the fields we need (dev.vk.com, "Community events").

``gc=False``: a poll makes thousands of these and none of them is part of a cycle.
"""

import contextlib
import json
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from bot.vk.stream.splitting import members
from monitor.chats.foreign import linked, may_link

NOTHING = msgspec.Raw(b"")

# Numbers outside these bounds are no ids and no moments; such an update is put aside.
_Id = Annotated[int, msgspec.Meta(gt=-(1 << 53), lt=1 << 53)]
_Number = Annotated[int, msgspec.Meta(gt=0, lt=1 << 53)]
_Moment = Annotated[int, msgspec.Meta(ge=1_000_000_000, le=4_000_000_000)]


class People(msgspec.Struct, gc=False):
    """Participants of a call; the list may be shorter than the count."""

    listed: list[_Id] | None = msgspec.field(default=None, name="list")
    count: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0


class Call(msgspec.Struct, gc=False):
    """A call's attachment, begun or ended; ``time``: when it began, of one that has ended."""

    initiator_id: _Id = 0
    state: str | None = None
    time: Any = None  # whatever it is, the call counts
    duration: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] | None = None
    participants: People | None = None


class Attachment(msgspec.Struct, gc=False):
    """An attachment; only calls and addresses of links are looked into.

    A link stays bytes: a message counts whatever is wrong with its link.
    """

    type: str = ""
    call: Call | None = None
    group_call_in_progress: Call | None = None
    link: msgspec.Raw = NOTHING


class Link(msgspec.Struct, gc=False):
    """A link's attachment."""

    url: str = ""


class Action(msgspec.Struct, gc=False):
    """A service message's action."""

    type: str = ""
    member_id: int | None = None
    text: str | None = None


class Message(msgspec.Struct, gc=False):
    """A message; its numbers are the ledger's."""

    peer_id: _Id
    conversation_message_id: _Number
    from_id: _Id
    date: _Moment
    text: str = ""
    payload: msgspec.Raw = NOTHING
    action: Action | None = None
    attachments: list[Attachment] | None = None
    is_cropped: Any = None  # whatever it is, the message counts

    @property
    def cut(self) -> bool:
        """Whether VK left something of it out for us."""
        return self.is_cropped in (True, 1)


class Object(msgspec.Struct, gc=False):
    """``object`` of any update we read: message_new wraps the message, message_reply is one."""

    message: Message | None = None
    peer_id: _Id | None = None
    conversation_message_id: _Number | None = None
    from_id: _Id | None = None
    date: _Moment | None = None
    text: str = ""
    payload: msgspec.Raw = NOTHING
    action: Action | None = None
    attachments: list[Attachment] | None = None
    is_cropped: Any = None
    random_id: _Id | None = None
    user_id: _Id | None = None
    event_id: str | None = None


class Update(msgspec.Struct, gc=False):
    """One update of any type."""

    type: str = ""
    object: Object | None = None


class Updates(msgspec.Struct, gc=False):
    """A poll's answer, read at once."""

    ts: str | int
    updates: list[Update]
    failed: int | None = None


class RawUpdates(msgspec.Struct, gc=False):
    """A poll's answer whose updates stay bytes."""

    ts: str | int
    updates: list[msgspec.Raw]


POLL = msgspec.json.Decoder(Updates)
RAW_POLL = msgspec.json.Decoder(RawUpdates)
UPDATE = msgspec.json.Decoder(Update)
_MESSAGE = msgspec.json.Decoder(Message)
_LINK = msgspec.json.Decoder(Link)


def old_shape(said: Object) -> Message | None:
    """Before API 5.103 the object was the message itself."""
    if None in (said.peer_id, said.conversation_message_id, said.from_id, said.date):
        return None
    return Message(
        peer_id=said.peer_id or 0,
        conversation_message_id=said.conversation_message_id or 0,
        from_id=said.from_id or 0,
        date=said.date or 0,
        text=said.text,
        payload=said.payload,
        action=said.action,
        attachments=said.attachments,
        is_cropped=said.is_cropped,
    )


def whole(item: object) -> Message | None:
    """Read a message that was asked for; None: it is none."""
    try:
        return _MESSAGE.decode(json.dumps(item))
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None


def addresses(message: Message) -> list[str]:
    """Give what of a message may hold links: its text, and where its attached links lead."""
    found = [message.text]
    for each in message.attachments or ():
        if each.type == "link":
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                found.append(_LINK.decode(each.link).url)
    return found


_HARMLESS = frozenset(
    {"photo", "sticker", "video", "audio", "audio_message", "doc", "wall", "poll"}
)


def harmless(attachments: Iterable[Attachment]) -> bool:
    """Tell quickly that nothing of what is attached is looked into."""
    return all(each.type in _HARMLESS for each in attachments)


def messengers_in(message: Message) -> frozenset[str]:
    """Name the foreign messengers that a message links to."""
    texts = [text for text in addresses(message) if may_link(text)]
    return frozenset[str]().union(*map(linked, texts))


SHAPE_LIMIT = 2_000
SHAPE_DEPTH = 6  # VK's own updates are no deeper; below this only the kind is told
_TYPE_LIMIT = 40


def type_of(body: bytes) -> str:
    """Give an update's type; «?»: it has none that VK would name so."""
    try:
        kind = msgspec.json.decode(members(body)["type"], type=str)
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError):
        return "?"
    return kind if _is_ours(kind) and len(kind) <= _TYPE_LIMIT else "?"


def shape_of(body: bytes) -> str:
    """Describe a body without its words: keys and kinds of values, or just its length."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return f"{len(body)} bytes, no JSON"
    return msgspec.json.encode(_kinds(value, SHAPE_DEPTH)).decode()[:SHAPE_LIMIT]


def _kinds(value: Any, depth: int) -> Any:  # noqa: ANN401 - any JSON
    if depth and isinstance(value, dict):
        return {key: _kinds(inner, depth - 1) for key, inner in value.items() if _is_ours(key)}
    if depth and isinstance(value, list):
        return [_kinds(inner, depth - 1) for inner in value[:1]]
    return type(value).__name__


def _is_ours(key: str) -> bool:
    """VK's keys are Latin identifiers; anything else may be somebody's word."""
    return key.isascii() and key.isidentifier()


def readable(body: bytes) -> bytes:
    """Give a body that can be decoded: halves of characters become «?», nothing else changes.

    People's texts may hold what no strict reader takes; one of them must not hold up the stream.
    Raises ``msgspec.DecodeError`` for what is no JSON at all.
    """
    try:
        loose = json.loads(
            body.decode("utf-8", "replace"), strict=False, parse_constant=lambda _name: None
        )
        return json.dumps(loose, ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError) as error:
        raise msgspec.DecodeError("no JSON that can be read") from error


def one_update(body: bytes) -> tuple[Update, bytes]:
    """Read an update that came alone; give it and its bytes, mended if need be.

    Raises ``msgspec.DecodeError`` for what is none, and ``UnicodeDecodeError``.
    """
    try:
        return UPDATE.decode(body), body
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError):
        mended = readable(body)
        return UPDATE.decode(mended), mended
