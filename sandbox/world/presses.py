"""Pressing a bot's buttons, and the community's answer to a press."""

import json
from typing import TYPE_CHECKING

from sandbox.world.carried.attachments import point
from sandbox.world.carried.keyboards import find_button
from sandbox.world.events import digest
from sandbox.world.records import (
    FIRST_CHAT_PEER,
    Dialog,
    Json,
    Message,
    Pressed,
    WorldError,
)

if TYPE_CHECKING:
    from sandbox.world.stage import Stage

# VK lets a community answer a press for one minute of real time.
ANSWER_SECONDS = 60
WRITING = ("text", "location")
"""Buttons that send a message; others leave a one_time keyboard where it is."""
HERE = (58.0105, 56.2502)
"""Where everybody is who presses a location button: in Perm, in degrees."""


def press(
    stage: "Stage",
    dialog: Dialog,
    person: int,
    cmid: int | None,
    label: str,
    keyboard: str | None = None,
) -> Json:
    """Do what the button says: {"cmid"} of a message, {"event_id"}, or the {"link"} it opens.

    `keyboard`: the regular one under the input, or those of messages; None: whichever has it.

    Raises WorldError when there is no such button, or nothing happens here when it is pressed.
    """
    _somebody_there(dialog, stage, *stage.others)
    action, message = find_button(dialog, cmid, label, keyboard)
    if message is not None:
        # Of several communities in a chat the one that wrote the button is told.
        stage = stage.community(-message.from_id) or stage
        _somebody_there(dialog, stage)
    kind = action["type"]
    if message is None and kind in WRITING and dialog.keyboard and dialog.keyboard["one_time"]:
        dialog.keyboard = None
    if kind == "open_link":
        return {"link": action["link"]}
    if kind == "callback":
        return {"event_id": _callback(stage, dialog, person, action, message)}
    if kind == "text":
        return {"cmid": _text(stage, dialog, person, action)}
    if kind == "location":
        sent = Message(from_id=person, geo=point(*HERE), payload=action.get("payload"))
        return {"cmid": stage.record(dialog, sent).cmid}
    raise WorldError(f"A {kind} button does nothing in the sandbox.")


def _somebody_there(dialog: Dialog, *stages: "Stage") -> None:
    """Refuse where none of some communities would hear of a press."""
    chats = [stage.chat_of(dialog) for stage in stages]
    if all(chat is not None and not chat.has_bot for chat in chats):
        number = dialog.peer_id - FIRST_CHAT_PEER
        raise WorldError(f"The bot is not in chat {number}, its buttons do nothing.")


def _text(stage: "Stage", dialog: Dialog, person: int, action: Json) -> int:
    """Write the label; in a chat VK puts the community's mention before it."""
    mention = f"[club{stage.group_id}|@{stage.screen_name}] " if dialog.is_chat else ""
    text, payload = mention + action["label"], action.get("payload")
    return stage.record(dialog, Message(from_id=person, text=text, payload=payload)).cmid


def _callback(
    stage: "Stage", dialog: Dialog, person: int, action: Json, message: Message | None
) -> str:
    event_id = digest(f"press {stage.group_id} {len(stage.pressed)}", 6)
    stage.pressed[event_id] = Pressed(
        user_id=person, peer_id=dialog.peer_id, pressed=stage.stopwatch()
    )
    body: Json = {
        "user_id": person,
        "peer_id": dialog.peer_id,
        "event_id": event_id,
        "payload": json.loads(action["payload"]),
    }
    # VK leaves the number out when the button was not in a message.
    if message is not None:
        body["conversation_message_id"] = message.cmid
    stage.emit("message_event", body)
    return event_id


def answer(stage: "Stage", event_id: str, user_id: int, peer_id: int, shown: Json | None) -> bool:
    """Show the community's answer to a press, once and within a minute; tell whether it counted."""
    pressed = stage.pressed.get(event_id)
    if pressed is None or pressed.answered:
        return False
    if (pressed.user_id, pressed.peer_id) != (user_id, peer_id):
        return False
    if stage.stopwatch() - pressed.pressed > ANSWER_SECONDS:
        return False
    pressed.answered = True
    if shown is not None:
        place = {"user": user_id, "peer_id": peer_id, "event_id": event_id}
        stage.answers.append({**place, "at": stage.now().isoformat(), **shown})
    return True
