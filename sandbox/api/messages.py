"""messages.*: changing the community's messages, answering presses, small signals."""

from sandbox.api import sending
from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.world import outbox, presses
from sandbox.world.records import FIRST_CHAT_PEER, Access, Dialog, Json, Message, Value

EDIT_SECONDS = DELETE_SECONDS = 24 * 3600
MOST_DELETED = 100
EVENT_DATA, SNACKBAR = 1000, 90
# What an answer to a press may show, and what it needs for that.
SHOWN = {
    "show_snackbar": ("text",),
    "open_link": ("link",),
    "open_app": ("app_id", "hash"),
}


def edit(call: Call) -> int:
    """Replace text, attachments and keyboard of an own message, for one day."""
    dialog = call.dialog(call.peer())
    message = _pointed(call, dialog)
    if message.from_id != -call.world.group_id or message.action is not None:
        raise VkError(15)
    if call.world.timestamp() - message.date > EDIT_SECONDS:
        raise VkError(909)
    text, attachments = sending.read_text(call), sending.read_attachments(call)
    if not text.strip() and not attachments:
        raise bad_parameter("message is empty or invalid")
    keyboard = sending.read_keyboard_of(call)
    outbox.edit(call.world, dialog, message, text=text, attachments=attachments, keyboard=keyboard)
    return 1


def _pointed(call: Call, dialog: Dialog) -> Message:
    for name in ("cmid", "conversation_message_id"):
        if call.params.get(name):
            found = dialog.find(call.number(name))
            break
    else:
        number = call.number("message_id")
        found = next((m for m in dialog.messages if m.id == number and not m.deleted), None)
    if found is None:
        raise bad_parameter("message_id is invalid")
    return found


def delete(call: Call) -> list[Json]:
    """Delete by cmids, for the community or for everybody; one answer item a message."""
    peer = call.peer()
    dialog = call.dialog(peer)
    return [
        {"peer_id": peer, "conversation_message_id": cmid, **_delete(call, dialog, cmid)}
        for cmid in call.numbers("cmids", MOST_DELETED)
    ]


def _delete(call: Call, dialog: Dialog, cmid: int) -> Json:
    message = dialog.find(cmid)
    if message is None or not message.seen:
        return {"response": 0}
    if not call.flag("delete_for_all"):
        message.seen = False
        return {"response": 1}
    if not _may_delete(call, dialog, message):
        error = VkError(924)
        return {"response": 0, "error": {"code": error.code, "description": error.message}}
    message.deleted = True
    return {"response": 1}


def _may_delete(call: Call, dialog: Dialog, message: Message) -> bool:
    if message.from_id == -call.world.group_id:
        return call.world.timestamp() - message.date <= DELETE_SECONDS
    chat = call.world.chat_of(dialog)
    return chat is not None and chat.access is Access.ADMIN


def answer_event(call: Call) -> int:
    """Answer a press once, within its minute: a snackbar, a link, an app, or nothing."""
    shown = call.json("event_data")
    if shown is not None:
        _check_shown(shown, len(call.text("event_data")))
    event_id, user_id = call.needed("event_id"), call.number("user_id")
    if not presses.answer(call.world, event_id, user_id, call.number("peer_id"), shown):
        raise bad_parameter("event_id is invalid or expired")
    return 1


def _check_shown(shown: Value, length: int) -> None:
    kind = shown.get("type") if isinstance(shown, dict) else None
    if kind not in SHOWN or length > EVENT_DATA:
        raise bad_parameter("event_data is invalid")
    if any(not shown.get(name) for name in SHOWN[kind]):
        raise bad_parameter(f"event_data of {kind} needs {' and '.join(SHOWN[kind])}")
    if len(shown.get("text", "")) > SNACKBAR:
        raise bad_parameter(f"event_data text is longer than {SNACKBAR}")


def is_allowed(call: Call) -> Json:
    """Tell whether the community may write to user_id."""
    person = call.world.people.get(call.number("user_id"))
    return {"is_allowed": int(person is not None and person.dm)}


def signal(call: Call) -> int:
    """Take setActivity and markAsRead: nobody sees them here, but the place must exist."""
    peer = call.peer()
    if peer > FIRST_CHAT_PEER:
        call.chat(peer)
    elif peer not in call.world.people:
        raise bad_parameter("peer_id is invalid")
    return 1
