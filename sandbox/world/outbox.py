"""What the community does in dialogs: send, edit, delete, leave; without VK's parameters."""

from typing import TYPE_CHECKING

from sandbox.world.records import Dialog, Message

if TYPE_CHECKING:
    from sandbox.world.stage import Stage

# VK compares random_id with the dialog's messages of the last hour, at most the last hundred.
REPEAT_SECONDS = 3600
REPEAT_MESSAGES = 100


def send(stage: "Stage", dialog: Dialog, message: Message) -> Message:
    """Record the community's message; a repeated random_id sends nothing and finds the earlier."""
    earlier = _repeated(stage, dialog, message.random_id)
    if earlier is not None:
        return earlier
    if message.keyboard is not None and not message.keyboard["inline"]:
        dialog.keyboard = message.keyboard if message.keyboard["buttons"] else None
    return stage.record(dialog, message)


def _repeated(stage: "Stage", dialog: Dialog, random_id: int) -> Message | None:
    if random_id == 0:
        return None
    oldest = stage.timestamp() - REPEAT_SECONDS
    for message in reversed(dialog.messages[-REPEAT_MESSAGES:]):
        ours = message.from_id == -stage.group_id and message.random_id == random_id
        if ours and message.date > oldest:
            return message
    return None


def edit(stage: "Stage", dialog: Dialog, message: Message, new: Message) -> None:
    """Replace what a message says and shows: what is not given goes, as on VK."""
    message.text, message.attachments, message.keyboard = new.text, new.attachments, new.keyboard
    message.geo, message.template, message.format_data = new.geo, new.template, new.format_data
    message.forwards = new.forwards
    stage.tell_edit(dialog, message)
