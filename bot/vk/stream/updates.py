"""VK's updates and what they say: bytes to observations. Pure.

Structs name only the fields we need, so that new ones never hurt; a body that does not fit is
put aside with its shape, and the rest of the poll counts.
"""

from collections.abc import Iterable

import msgspec

from bot.vk.cleaning import TITLE, cleaned
from bot.vk.ids import conversation_of
from bot.vk.stream.aside import put_aside
from bot.vk.stream.incoming import (
    NOTHING,
    POLL,
    RAW_POLL,
    Action,
    Call,
    Message,
    Object,
    People,
    Update,
    Updates,
    harmless,
    messengers_in,
    old_shape,
    one_update,
    readable,
)
from monitor.chats.foreign import may_link
from storage.accounts import CHATS
from storage.observations import (
    Batch,
    CallSeen,
    ChatVisit,
    DialogChange,
    Linked,
    Renamed,
    Seen,
    Wanted,
)
from storage.seen.callpairs import LONGEST, TOLERANCE

_JOINED = frozenset({"chat_invite_user", "chat_invite_user_by_link"})
_NO_PAYLOAD = (b"", b"null")
_READ = frozenset(
    {"message_new", "message_reply", "message_event", "message_allow", "message_deny"}
)


def observe(
    body: bytes, *, group: int, source: str, polled_at: int, read: Updates | None = None
) -> Batch:
    """Turn a poll's answer into observations; never raises for what an update holds.

    ``read``: the answer as it was read before, if it was. Raises ``msgspec.DecodeError`` when the
    answer as a whole is unreadable.
    """
    batch = Batch(source=source, polled_at=polled_at)
    try:
        _observe(_Reader(group, batch), batch, body, read)
    except (msgspec.DecodeError, UnicodeDecodeError):
        batch = Batch(source=source, polled_at=polled_at)
        _observe(_Reader(group, batch), batch, readable(body))
    return batch


def _observe(reader: "_Reader", batch: Batch, body: bytes, read: Updates | None = None) -> None:
    try:
        answer = read or POLL.decode(body)
    except msgspec.ValidationError:
        raw = RAW_POLL.decode(body)
        batch.position = str(raw.ts)
        for index, each in enumerate(raw.updates):
            _observe_alone(reader, index, bytes(each))
        return
    batch.position = str(answer.ts)
    wanted = reader.read_all(answer.updates)
    if wanted:
        raw = RAW_POLL.decode(body)
        for index in wanted:
            reader.keep(answer.updates[index], bytes(raw.updates[index]))


def observe_each(
    bodies: Iterable[bytes],
    *,
    group: int,
    source: str,
    polled_at: int,
    first: int = 0,
    position: str = "",
) -> Batch:
    """Turn updates that came one by one into the observations of all of them.

    ``first`` and ``position`` tell where they stand, for what is put aside. May raise whatever a
    fault of ours raises for an odd update.
    """
    batch = Batch(source=source, polled_at=polled_at)
    reader = _Reader(group, batch, position)
    for index, body in enumerate(bodies, first):
        _observe_alone(reader, index, body)
    return batch


def _observe_alone(reader: "_Reader", index: int, body: bytes) -> None:
    try:
        update, body = one_update(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reader.put_aside(error, index, body)
        return
    if reader.read(update):
        reader.keep(update, body)


class _Reader:
    """Reads updates into a batch."""

    def __init__(self, group: int, batch: Batch, position: str = "") -> None:
        self._group = group
        self._batch = batch
        self._position = position
        self._mentions = (f"[club{group}|", f"@club{group}")

    def read_all(self, updates: list[Update]) -> list[int]:
        """Note what updates say; give the places of those that want an answer.

        Nearly every update is a person's plain message in a chat: those are read right here.
        """
        seen, made = self._batch.seen.append, tuple.__new__  # quicker than by its own name
        wanted = []
        for index, update in enumerate(updates):
            said = update.object
            message = said.message if said is not None else None
            if (
                message is None
                or update.type != "message_new"
                or message.peer_id <= CHATS
                or message.from_id <= 0
                or (message.attachments and not harmless(message.attachments))
                or message.is_cropped
                or message.action is not None
                or message.payload is not NOTHING
                or "club" in message.text
                or message.text[:1] == "/"
                or may_link(message.text)
            ):
                if self.read(update):
                    wanted.append(index)
                continue
            chat = message.peer_id - CHATS
            number = message.conversation_message_id
            seen(made(Seen, (chat, number, message.from_id, message.date)))
        return wanted

    def read(self, update: Update) -> bool:
        """Note what an update says; True: it wants an answer and its body must be kept."""
        said = update.object
        if said is None or update.type not in _READ:
            return False
        match update.type:
            case "message_new":
                message = said.message or old_shape(said)
                return message is not None and self._message(message)
            case "message_reply":
                self._reply(said)
                return False
            case "message_event":
                return said.event_id is not None and said.peer_id is not None
            case _:
                if said.user_id is not None:
                    self._dialog(said.user_id, self._batch.polled_at, update.type)
                return False

    def keep(self, update: Update, body: bytes) -> None:
        """Keep the body of an update that wants an answer."""
        said = update.object
        if said is None:
            return
        message = said.message or old_shape(said)
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

    def put_aside(self, error: Exception, index: int, body: bytes) -> None:
        """Put aside what cannot be read, without anybody's words."""
        batch = self._batch
        position = self._position or batch.position or ""
        self._batch.unreadable.append(
            put_aside(
                error,
                body,
                source=batch.source,
                position=position,
                index=index,
                at=batch.polled_at,
            )
        )

    def _message(self, message: Message) -> bool:
        if message.peer_id <= 0:
            return False  # another community's dialog, or none
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
        messengers = messengers_in(message)
        if message.cut:
            self._batch.cropped.append(Linked(chat, number, at, messengers))
        elif messengers:
            self._batch.links.append(Linked(chat, number, at, messengers))
        addressed = (
            bytes(message.payload) not in _NO_PAYLOAD
            or message.text.startswith("/")
            or any(mention in message.text for mention in self._mentions)
        )
        if addressed:
            self._batch.addressed.add((chat, number))
        return addressed

    def _reply(self, said: Object) -> None:
        """Our own message came back: it has a number, and it settles whether it was sent."""
        if said.peer_id is None or said.conversation_message_id is None:
            return
        self._number(said.peer_id, said.conversation_message_id, said.date or self._batch.polled_at)
        if said.random_id:
            self._batch.replies.append((said.peer_id, said.random_id))

    def _private(self, message: Message) -> bool:
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

    def _action(self, chat: int, message: Message, action: Action) -> bool:
        number = message.conversation_message_id
        if action.type == "chat_title_update" and action.text:
            title = cleaned(action.text, TITLE)
            self._batch.renamed.append(Renamed(chat=chat, title=title, number=number))
        if action.member_id != -self._group:
            return False
        joined = action.type in _JOINED
        if joined or action.type == "chat_kick_user":
            self._batch.visits.append(
                ChatVisit(
                    chat=chat, at=message.date, by=message.from_id, present=joined, number=number
                )
            )
        return joined


def _call(message: Message) -> tuple[Call, bool] | None:
    for each in message.attachments or ():
        if each.type == "call":
            return each.call or Call(), True
        if each.type == "group_call_in_progress":
            return each.group_call_in_progress or Call(), False
    return None


def _call_seen(chat: int, message: Message, call: Call, ended: bool) -> CallSeen:
    seconds = call.duration if ended else None
    people = call.participants or People()
    listed = tuple(account for account in people.listed or () if account > 0)
    told = _told(message, call) if ended else None
    return CallSeen(
        chat=chat,
        number=message.conversation_message_id,
        at=message.date,
        ended=ended,
        initiator=call.initiator_id or message.from_id,
        started_at=message.date - (seconds or 0) if told is None else told,
        seconds=seconds,
        reached=(call.state == "reached") if ended else None,
        participants=listed,
        participant_count=max(people.count, len(listed)),
        told=told is not None,
    )


def _told(message: Message, call: Call) -> int | None:
    """Give when a call that ended began, unless what VK says of it cannot be."""
    told = call.time if isinstance(call.time, int) else 0
    latest = message.date - (call.duration or 0) + TOLERANCE
    return told if message.date - LONGEST <= told <= min(latest, message.date) else None
