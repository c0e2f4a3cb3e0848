"""messages.get…: reading messages and conversations back."""

from collections.abc import Iterable, Iterator

from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.api.showing import conversation_json, is_unanswered, people_json
from sandbox.world.records import FIRST_CHAT_PEER, Access, Dialog, Json, Message
from sandbox.world.shapes import message_json

MOST = 200
MOST_IDS = 100
FAR = 10**9
FILTERS = ("all", "important", "unanswered", "unread")
"""Which dialogs may be asked for; none is ever put away into the archive here."""


def by_cmid(call: Call) -> Json:
    """Read messages by their numbers; deleted, unknown and never seen ones are left out."""
    dialog = call.dialog(call.number("peer_id"))
    cmids = call.numbers("conversation_message_ids", MOST_IDS)
    if not cmids:
        raise bad_parameter("conversation_message_ids is undefined")
    found = (dialog.find(cmid) for cmid in dict.fromkeys(cmids))
    messages = [message for message in found if message is not None and call.world.saw(message)]
    return {"count": len(messages), "items": _shown(call, dialog, messages)} | extended(
        call, messages
    )


def by_id(call: Call) -> Json:
    """Read messages by their ids, or by peer_id and cmids."""
    if call.text("cmids"):
        dialog = call.dialog(call.number("peer_id"))
        cmids = call.numbers("cmids", MOST_IDS)
        pairs = [(message, dialog) for cmid in cmids if (message := dialog.find(cmid)) is not None]
    else:
        ids = call.numbers("message_ids", MOST_IDS)
        if not ids:
            raise bad_parameter("message_ids is undefined")
        pairs = [found for number in ids if (found := call.world.by_id(number)) is not None]
    pairs = [(message, dialog) for message, dialog in pairs if call.world.saw(message)]
    length = call.share("preview_length", 0, FAR)
    items = [message_json(message, dialog, call.world.group_id) for message, dialog in pairs]
    if length:
        items = [item | {"text": item["text"][:length]} for item in items]
    return {"count": len(items), "items": items} | extended(call, [pair[0] for pair in pairs])


def history(call: Call) -> Json:
    """Read a personal dialog, newest first (`rev=1` turns it); chats are closed to communities."""
    peer = call.peer()
    if peer > FIRST_CHAT_PEER:
        raise VkError(917)
    dialog = call.world.dms.get(peer) or Dialog(peer_id=peer)
    saw = call.world.saw
    messages = [message for message in dialog.messages if saw(message) and not message.deleted]
    if not call.flag("rev"):
        messages.reverse()
    first = _start(call, [message.id for message in messages], up=call.flag("rev"))
    offset, count = call.number("offset", 0), call.share("count", 20, MOST)
    if offset < -first:
        raise bad_parameter("offset should not lead before the newest message")
    page = messages[first + offset : first + offset + count]
    return {"count": len(messages), "items": _shown(call, dialog, page)} | extended(
        call, page, [dialog]
    )


def _start(call: Call, ids: list[int], *, up: bool) -> int:
    """Find the place of start_message_id among ids that go down, or `up`; 0 where it is not given.

    A message that is gone counts as the next one there is.
    """
    if not call.text("start_message_id"):
        return 0
    start = call.number("start_message_id")
    later = (at for at, number in enumerate(ids) if (number >= start if up else number <= start))
    return next(later, len(ids))


def conversations(call: Call) -> Json:
    """List personal dialogs, the one with the newest message first."""
    kind, ours = call.text("filter") or FILTERS[0], -call.world.group_id
    if kind not in FILTERS:
        raise bad_parameter(f"filter should be one of {', '.join(FILTERS)}")
    pairs = [(dialog, last) for dialog in call.world.dms.values() if (last := _last(call, dialog))]
    pairs.sort(key=lambda pair: pair[1].id, reverse=True)
    if kind == "important":
        pairs = [pair for pair in pairs if pair[0].important]
    elif kind == "unanswered":
        pairs = [pair for pair in pairs if is_unanswered(call.world, *pair)]
    elif kind == "unread":
        pairs = [pair for pair in pairs if pair[1].from_id != ours]
    first = _start(call, [last.id for _, last in pairs], up=False)
    offset, count = call.share("offset", 0, FAR), call.share("count", 20, MOST)
    page = pairs[first + offset : first + offset + count]
    items = [
        {
            "conversation": conversation_json(call.world, dialog),
            "last_message": message_json(last, dialog, call.world.group_id),
        }
        for dialog, last in page
    ]
    shown = extended(call, [last for _, last in page], [dialog for dialog, _ in page])
    return {"count": len(pairs), "items": items, "unread_count": 0} | shown


def _last(call: Call, dialog: Dialog) -> Message | None:
    """Find the newest message that still stands for the community."""
    standing = (each for each in reversed(dialog.messages) if not each.deleted)
    return next((each for each in standing if call.world.saw(each)), None)


def conversations_by_id(call: Call) -> Json:
    """Describe conversations; chats only where the community is admin, others are left out."""
    peers = call.numbers("peer_ids", MOST_IDS)
    if not peers:
        raise bad_parameter("peer_ids is undefined")
    dialogs = [dialog for peer in peers if (dialog := _described(call, peer)) is not None]
    items = [conversation_json(call.world, dialog) for dialog in dialogs]
    return {"count": len(items), "items": items} | extended(call, [], dialogs)


def _described(call: Call, peer: int) -> Dialog | None:
    if peer <= FIRST_CHAT_PEER:
        return call.world.dms.get(peer)
    chat = call.world.chats.get(peer - FIRST_CHAT_PEER)
    return chat.dialog if chat is not None and chat.access is Access.ADMIN else None


def _shown(call: Call, dialog: Dialog, messages: Iterable[Message]) -> list[Json]:
    return [message_json(message, dialog, call.world.group_id) for message in messages]


def extended(call: Call, messages: Iterable[Message], dialogs: Iterable[Dialog] = ()) -> Json:
    """Show whom messages and dialogs are about, if `extended` asks for it."""
    if not call.flag("extended"):
        return {}
    ids = [dialog.peer_id for dialog in dialogs if not dialog.is_chat]
    ids += (each for message in messages for each in _about(message))
    return people_json(call.world, list(dict.fromkeys(ids)), call.fields())


def _about(message: Message) -> Iterator[int]:
    """Name who wrote a message, whom it quotes, and who came or went."""
    yield message.from_id
    if message.action is not None and "member_id" in message.action:
        yield message.action["member_id"]
    yield from (quoted["from_id"] for quoted in (message.reply, *message.forwards) if quoted)
