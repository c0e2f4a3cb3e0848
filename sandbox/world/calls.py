"""Group calls as chats show them: a start message that the end deletes, and an end message."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sandbox.world.carried.attachments import call_ended, call_started
from sandbox.world.records import Dialog, Message

if TYPE_CHECKING:
    from sandbox.world.stage import Stage

IN_PROGRESS = "group_call_in_progress"


def start(stage: "Stage", chat: int, from_id: int, people: Iterable[int] | int) -> int:
    """Begin a call now and return its message's cmid."""
    dialog = stage.chat_with(chat, from_id).dialog
    message = Message(from_id=from_id, attachments=(call_started(from_id, people),))
    return stage.record(dialog, message).cmid


def end(
    stage: "Stage",
    chat: int,
    from_id: int,
    people: Iterable[int] | int,
    seconds: int,
    *,
    state: str = "reached",
    date: int | None = None,
) -> int:
    """End the call `from_id` began, at `date` (now by default); return the end message's cmid.

    VK deletes the start message and sends no event of that. `seconds` is the call's length; it
    began with its start message, however long nobody else came.
    """
    dialog = stage.chat_with(chat, from_id).dialog
    moment = stage.timestamp() if date is None else date
    begun = _in_progress(dialog, from_id)
    attachment = call_ended(
        from_id,
        people,
        peer_id=dialog.peer_id,
        start=moment - seconds if begun is None else begun.date,
        seconds=seconds,
        state=state,
    )
    if begun is not None:
        begun.deleted = True
    message = Message(from_id=from_id, date=moment, attachments=(attachment,))
    return stage.record(dialog, message).cmid


def _in_progress(dialog: Dialog, from_id: int) -> Message | None:
    for message in reversed(dialog.messages):
        if message.from_id == from_id and not message.deleted:
            kinds = [attachment["type"] for attachment in message.attachments]
            if IN_PROGRESS in kinds:
                return message
    return None
