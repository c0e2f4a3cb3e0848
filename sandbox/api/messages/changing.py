"""messages.*: changing and deleting messages, reacting, answering presses, small signals."""

from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.api.messages import content
from sandbox.world import outbox, presses
from sandbox.world.carried.keyboards import misshapen
from sandbox.world.records import FIRST_CHAT_PEER, Access, Dialog, Json, Message, Value

EDIT_SECONDS = DELETE_SECONDS = 24 * 3600
MOST_DELETED = 100
ACTIVITIES = ("typing", "audiomessage", "photo", "video", "file", "videomessage")
EVENT_DATA, SNACKBAR = 1000, 90
# What an answer to a press may show, and what it needs for that.
SHOWN = {
    "show_snackbar": ("text",),
    "open_link": ("link",),
    "open_app": ("app_id", "hash"),
}


def edit(call: Call) -> int:
    """Replace what an own message says and shows, for one day."""
    dialog = call.dialog(call.peer())
    message = call.pointed(dialog)
    if message.from_id != -call.world.group_id or message.action is not None:
        raise VkError(15)
    if call.world.timestamp() - message.date > EDIT_SECONDS:
        raise VkError(909)
    new = content.read(call)
    if call.flag("keep_forward_messages"):
        new.forwards = message.forwards
    outbox.edit(call.world, dialog, message, new)
    return 1


def delete(call: Call) -> list[Json]:
    """Delete by cmids or by ids, for the community or for everybody; one answer item a message."""
    if not call.text("cmids"):
        return [_delete_by_id(call, number) for number in call.numbers("message_ids", MOST_DELETED)]
    peer = call.peer()
    dialog = call.dialog(peer)
    return [
        {
            "peer_id": peer,
            "conversation_message_id": cmid,
            **_delete(call, dialog, dialog.find(cmid)),
        }
        for cmid in call.numbers("cmids", MOST_DELETED)
    ]


def _delete_by_id(call: Call, number: int) -> Json:
    found = call.world.by_id(number)
    if found is None:
        return {"peer_id": 0, "message_id": number, "response": 0}
    message, dialog = found
    return {
        "peer_id": dialog.peer_id,
        "message_id": number,
        "conversation_message_id": message.cmid,
        **_delete(call, dialog, message),
    }


def _delete(call: Call, dialog: Dialog, message: Message | None) -> Json:
    if message is None or not call.world.saw(message):
        return {"response": 0}
    if not call.flag("delete_for_all"):
        call.world.unsee(message)
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
    if not isinstance(kind, str) or kind not in SHOWN or length > EVENT_DATA:
        raise bad_parameter("event_data is invalid")
    if any(not shown.get(name) for name in SHOWN[kind]):
        raise bad_parameter(f"event_data of {kind} needs {' and '.join(SHOWN[kind])}")
    text = shown.get("text", "")
    if not isinstance(text, str) or len(text) > SNACKBAR:
        raise bad_parameter(f"event_data text is no text or longer than {SNACKBAR}")
    if (wrong := misshapen(shown)) is not None:
        raise bad_parameter(f"event_data {wrong}")


def is_allowed(call: Call) -> Json:
    """Tell whether the community may write to user_id."""
    person = call.world.people.get(call.number("user_id"))
    return {"is_allowed": int(person is not None and person.dm)}


def signal(call: Call) -> int:
    """Take setActivity and markAsRead: nobody sees them here, but the place must exist."""
    if call.text("type") not in ("", *ACTIVITIES):
        raise bad_parameter("type is invalid")
    peer = call.peer()
    if peer > FIRST_CHAT_PEER:
        call.chat(peer)
    elif peer not in call.world.people:
        raise bad_parameter("peer_id is invalid")
    return 1
