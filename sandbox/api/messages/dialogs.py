"""messages.*: whole dialogs: searching them, marking and forgetting them."""

from sandbox.api.call import Call
from sandbox.api.errors import bad_parameter
from sandbox.api.messages.history import FAR, MOST, extended
from sandbox.world.records import FIRST_CHAT_PEER, Json
from sandbox.world.shapes import message_json


def search(call: Call) -> Json:
    """Find words in personal dialogs, or in that of peer_id, the newest message first."""
    words = call.text("q").strip().lower()
    if not words:
        raise bad_parameter("q is undefined")
    wanted = call.number("peer_id", 0)
    if wanted > FIRST_CHAT_PEER:
        raise bad_parameter("the sandbox searches personal dialogs alone: VK closes chats")
    pairs = [
        (message, dialog)
        for dialog in call.world.dms.values()
        for message in dialog.messages
        if wanted in (0, dialog.peer_id)
        and words in message.text.lower()
        and not message.deleted
        and call.world.saw(message)
    ]
    pairs.sort(key=lambda pair: pair[0].id, reverse=True)
    offset, count = call.share("offset", 0, FAR), call.share("count", 20, MOST)
    page = pairs[offset : offset + count]
    items = [message_json(message, dialog, call.world.group_id) for message, dialog in page]
    if length := call.share("preview_length", 0, FAR):
        items = [item | {"text": item["text"][:length]} for item in items]
    shown = extended(call, [message for message, _ in page])
    return {"count": len(pairs), "items": items} | shown


def forget(call: Call) -> Json:
    """Delete a dialog's messages for the community alone."""
    dialog = call.dialog(call.peer())
    saw = call.world.saw
    standing = [each for each in dialog.messages if saw(each) and not each.deleted]
    for message in standing:
        call.world.unsee(message)
    return {"last_deleted_id": max((message.id for message in standing), default=0)}


def mark_answered(call: Call) -> int:
    """Take a dialog as answered up to its newest message, or as not answered (answered=0)."""
    dialog = call.dialog(call.number("peer_id"))
    answered = call.flag("answered") if call.text("answered") else True
    dialog.answered = len(dialog.messages) if answered else 0
    return 1


def mark_important(call: Call) -> int:
    """Mark a dialog as important, or as not (important=0)."""
    dialog = call.dialog(call.number("peer_id"))
    dialog.important = call.flag("important") if call.text("important") else True
    return 1
