"""VK's updates and what they say: bytes to observations. Pure.

Structs name only the fields we need, so that new ones never hurt; a body that does not fit is
put aside with its shape, and the rest of the poll counts.
"""

from typing import Annotated, Any

import msgspec

from bot.vk.ids import CHATS, conversation_of
from storage.observations import (
    Batch,
    CallSeen,
    DialogChange,
    Renamed,
    Seen,
    Unreadable,
    Visit,
    Wanted,
)

# Numbers outside these bounds are no ids and no moments; such an update is put aside.
_Id = Annotated[int, msgspec.Meta(gt=-(1 << 53), lt=1 << 53)]
_Number = Annotated[int, msgspec.Meta(gt=0, lt=1 << 53)]
_Moment = Annotated[int, msgspec.Meta(ge=1_000_000_000, le=4_000_000_000)]


class _People(msgspec.Struct):
    listed: list[_Id] | None = msgspec.field(default=None, name="list")
    count: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0


class _Call(msgspec.Struct):
    initiator_id: _Id = 0
    state: str | None = None
    duration: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] | None = None
    participants: _People | None = None


class _Attachment(msgspec.Struct):
    type: str = ""
    call: _Call | None = None
    group_call_in_progress: _Call | None = None


class _Action(msgspec.Struct):
    type: str = ""
    member_id: int | None = None
    text: str | None = None


class _Message(msgspec.Struct):
    peer_id: _Id
    conversation_message_id: _Number
    from_id: _Id
    date: _Moment
    text: str = ""
    payload: msgspec.Raw | None = None
    action: _Action | None = None
    attachments: list[_Attachment] | None = None


class _Object(msgspec.Struct):
    """``object`` of any update we read: message_new wraps the message, message_reply is one."""

    message: _Message | None = None
    peer_id: _Id | None = None
    conversation_message_id: _Number | None = None
    from_id: _Id | None = None
    date: _Moment | None = None
    user_id: _Id | None = None
    event_id: str | None = None


class _Update(msgspec.Struct):
    type: str = ""
    object: _Object | None = None


class _Updates(msgspec.Struct):
    ts: str | int
    updates: list[_Update]


class _RawUpdates(msgspec.Struct):
    ts: str | int
    updates: list[msgspec.Raw]


_ALL = msgspec.json.Decoder(_Updates)
_RAW = msgspec.json.Decoder(_RawUpdates)
_ONE = msgspec.json.Decoder(_Update)

_JOINED = frozenset({"chat_invite_user", "chat_invite_user_by_link"})
_READ = frozenset(
    {"message_new", "message_reply", "message_event", "message_allow", "message_deny"}
)


def observe(body: bytes, *, group: int, source: str, polled_at: int) -> Batch:
    """Turn a poll's answer into observations; never raises for what an update holds.

    Raises ``msgspec.DecodeError`` when the answer as a whole is unreadable.
    """
    batch = Batch(source=source, polled_at=polled_at)
    reader = _Reader(group, batch)
    try:
        answer = _ALL.decode(body)
    except msgspec.ValidationError:
        raw = _RAW.decode(body)
        batch.position = str(raw.ts)
        for each in raw.updates:
            _observe_alone(reader, bytes(each))
        return batch
    batch.position = str(answer.ts)
    wanted = [index for index, each in enumerate(answer.updates) if reader.read(each)]
    if wanted:
        raw = _RAW.decode(body)
        for index in wanted:
            reader.keep(answer.updates[index], bytes(raw.updates[index]))
    return batch


def observe_one(body: bytes, *, group: int, source: str, polled_at: int) -> Batch:
    """Turn a single update into observations."""
    batch = Batch(source=source, polled_at=polled_at)
    _observe_alone(_Reader(group, batch), body)
    return batch


def _observe_alone(reader: "_Reader", body: bytes) -> None:
    try:
        update = _ONE.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reader.put_aside(type(error).__name__, body)
        return
    if reader.read(update):
        reader.keep(update, body)


class _Reader:
    """Reads updates into a batch."""

    def __init__(self, group: int, batch: Batch) -> None:
        self._group = group
        self._batch = batch
        self._mentions = (f"[club{group}|", f"@club{group}", f"[public{group}|")

    def read(self, update: _Update) -> bool:
        """Note what an update says; True: it wants an answer and its body must be kept."""
        said = update.object
        if said is None or update.type not in _READ:
            return False
        match update.type:
            case "message_new":
                message = said.message or _old_shape(said)
                return message is not None and self._message(message)
            case "message_reply":
                if said.peer_id is not None and said.conversation_message_id is not None:
                    self._number(said.peer_id, said.conversation_message_id, said.date or 0)
                return False
            case "message_event":
                return said.event_id is not None and said.peer_id is not None
            case _:
                if said.user_id is not None:
                    self._dialog(said.user_id, self._batch.polled_at, update.type)
                return False

    def keep(self, update: _Update, body: bytes) -> None:
        """Keep the body of an update that wants an answer."""
        said = update.object
        if said is None:
            return
        message = said.message or _old_shape(said)
        if message is None:
            conversation = conversation_of(said.peer_id or 0)
            key, number, at = f"e{said.event_id}", None, self._batch.polled_at
        else:
            conversation = conversation_of(message.peer_id)
            number, at = message.conversation_message_id, message.date
            key = f"m{conversation}:{number}"
        self._batch.wanted.append(
            Wanted(key=key, conversation=conversation, number=number, at=at, body=body)
        )

    def put_aside(self, reason: str, body: bytes) -> None:
        """Put aside what cannot be read, without anybody's words."""
        self._batch.unreadable.append(
            Unreadable(at=self._batch.polled_at, reason=reason, shape=shape_of(body))
        )

    def _message(self, message: _Message) -> bool:
        if message.peer_id < 0:
            return False  # another community's dialog
        if message.peer_id <= CHATS:
            return self._private(message)
        chat = message.peer_id - CHATS
        number, at = message.conversation_message_id, message.date
        if message.action is not None:
            self._batch.seen.append(Seen(chat, number, None, at))
            return self._action(chat, message, message.action)
        if call := _call(message):
            self._batch.seen.append(Seen(chat, number, None, at))
            self._batch.calls.append(_call_seen(chat, message, *call))
            return False
        if message.from_id <= 0:
            self._batch.seen.append(Seen(chat, number, None, at))
            return False
        self._batch.seen.append(Seen(chat, number, message.from_id, at))
        return (
            message.payload is not None
            or message.text.startswith("/")
            or any(mention in message.text for mention in self._mentions)
        )

    def _private(self, message: _Message) -> bool:
        self._number(message.peer_id, message.conversation_message_id, message.date)
        if message.from_id != message.peer_id:
            return False
        self._dialog(message.from_id, message.date, "message_allow")
        return message.action is None

    def _number(self, peer: int, number: int, at: int) -> None:
        self._batch.seen.append(Seen(conversation_of(peer), number, None, at))

    def _dialog(self, account: int, at: int, kind: str) -> None:
        self._batch.dialogs.append(
            DialogChange(account=account, at=at, allowed=kind == "message_allow")
        )

    def _action(self, chat: int, message: _Message, action: _Action) -> bool:
        if action.type == "chat_title_update" and action.text:
            self._batch.renamed.append(Renamed(chat=chat, title=action.text))
        if action.member_id != -self._group:
            return False
        joined = action.type in _JOINED
        if joined or action.type == "chat_kick_user":
            self._batch.visits.append(
                Visit(chat=chat, at=message.date, by=message.from_id, present=joined)
            )
        return joined


def _old_shape(said: _Object) -> _Message | None:
    """Before API 5.103 the object was the message itself; it is read, without its extras."""
    if None in (said.peer_id, said.conversation_message_id, said.from_id, said.date):
        return None
    return _Message(
        peer_id=said.peer_id or 0,
        conversation_message_id=said.conversation_message_id or 0,
        from_id=said.from_id or 0,
        date=said.date or 0,
    )


def _call(message: _Message) -> tuple[_Call, bool] | None:
    for each in message.attachments or ():
        if each.type == "call":
            return each.call or _Call(), True
        if each.type == "group_call_in_progress":
            return each.group_call_in_progress or _Call(), False
    return None


def _call_seen(chat: int, message: _Message, call: _Call, ended: bool) -> CallSeen:
    seconds = call.duration if ended else None
    people = call.participants or _People()
    listed = tuple(account for account in people.listed or () if account > 0)
    return CallSeen(
        chat=chat,
        number=message.conversation_message_id,
        at=message.date,
        ended=ended,
        initiator=call.initiator_id or message.from_id,
        started_at=message.date - (seconds or 0),
        seconds=seconds,
        reached=(call.state == "reached") if ended else None,
        participants=listed,
        participant_count=max(people.count, len(listed)),
    )


SHAPE_LIMIT = 2_000


def shape_of(body: bytes) -> str:
    """Describe a body without its words: keys and kinds of values, or just its length."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return f"{len(body)} bytes, no JSON"
    return msgspec.json.encode(_kinds(value)).decode()[:SHAPE_LIMIT]


def _kinds(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _kinds(inner) for key, inner in value.items() if key.isidentifier()}
    if isinstance(value, list):
        return [_kinds(inner) for inner in value[:1]]
    return type(value).__name__
