"""What a message says and shows: the parameters messages.send and messages.edit share."""

import json
import re

from sandbox.api.call import Call
from sandbox.api.errors import VkError, bad_parameter
from sandbox.api.messages import decorations
from sandbox.world.carried.attachments import named
from sandbox.world.carried.keyboards import KeyboardError, read_keyboard
from sandbox.world.records import Dialog, Json, Message, Value
from sandbox.world.shapes import quote_json

TEXT, ATTACHMENTS, FORWARDS, MOST_PLACES = 4096, 10, 100, 100
# Kinds of attachments that live outside messages; the sandbox cannot check them.
ELSEWHERE = ("wall", "video", "audio", "poll", "market", "story")
_NAMED = re.compile(r"(?P<kind>[a-z]+)(?P<owner>-?[0-9]{1,18})_(?P<id>[0-9]{1,18})(_[0-9A-Za-z]+)?")
CONTENT = (
    *("message", "attachment", "keyboard", "lat", "long", "template", "format_data"),
    *("dont_parse_links", "disable_mentions"),
)
"""Parameters that are read here; links are never parsed in the sandbox, and nobody is notified."""


def read(call: Call) -> Message:
    """Read a message that is still to be addressed. Raises VkError when it says nothing."""
    text, attachments = _text(call), _attachments(call)
    reply, forwards = _quotes(call)
    message = Message(
        from_id=-call.world.group_id,
        text=text,
        attachments=attachments,
        keyboard=_keyboard(call),
        geo=decorations.geo(call),
        template=decorations.template(call),
        format_data=decorations.format_data(call, text),
        reply=reply,
        forwards=forwards,
    )
    if not text.strip() and (message.template or not (attachments or forwards or message.geo)):
        raise bad_parameter("message is empty or invalid")
    return message


def _text(call: Call) -> str:
    text = call.text("message")
    if len(text) > TEXT:
        raise VkError(914)
    return text


def _attachments(call: Call) -> tuple[Json, ...]:
    """Read attachment strings such as photo-1_2_key; photos and documents must exist."""
    names = call.words("attachment")
    if len(names) > ATTACHMENTS:
        raise bad_parameter(f"attachment should not have more than {ATTACHMENTS} items")
    sticker = decorations.sticker(call)
    if sticker is None:
        return tuple(_attachment(call, name) for name in names)
    if names or call.text("message"):
        raise bad_parameter("sticker_id goes without message and attachment")
    return (sticker,)


def _attachment(call: Call, name: str) -> Json:
    known = call.world.files.attached(name)
    if known is not None:
        return known
    match = _NAMED.fullmatch(name)
    if match is None or match["kind"] not in ELSEWHERE:
        raise bad_parameter(f"attachment {name} is not found")
    return named(match["kind"], int(match["owner"]), int(match["id"]), call.world.timestamp())


def _keyboard(call: Call) -> Json | None:
    """Read the keyboard, or None when there is none; a wrong one is error 911."""
    text = call.text("keyboard")
    if not text:
        return None
    if not call.world.switches.bots_capabilities:
        raise VkError(912)
    try:
        return read_keyboard(text, call.world.group_id)
    except KeyboardError as error:
        raise VkError(911, str(error)) from None


def _quotes(call: Call) -> tuple[Json | None, tuple[Json, ...]]:
    """Read the message replied to and the forwarded ones."""
    reply, forwards = _forward(call)
    if call.text("reply_to"):
        reply = _answered(call, call.number("reply_to"))
    ids = call.numbers("forward_messages", FORWARDS + 1)
    forwards += tuple(_by_id(call, "forward_messages", number) for number in ids)
    if len(forwards) > FORWARDS:
        raise VkError(913)
    return reply, forwards


def _answered(call: Call, number: int) -> Json:
    """Quote the message of this same dialog that is replied to."""
    found = call.world.by_id(number)
    names = ("peer_ids", "user_ids")
    places = [place for name in names for place in call.numbers(name, MOST_PLACES)]
    if found is None or found[1].peer_id not in (places or [call.peer()]):
        raise bad_parameter("reply_to have to be message from same chat; in chats use forward")
    return quote_json(*found)


def _by_id(call: Call, name: str, number: int) -> Json:
    """Quote a message by its id, which it has in personal dialogs alone."""
    found = call.world.by_id(number)
    if found is None:
        raise bad_parameter(f"{name} has no message {number}; in chats use forward")
    return quote_json(*found)


def _forward(call: Call) -> tuple[Json | None, tuple[Json, ...]]:
    forward = call.json("forward")
    if forward is None:
        return None, ()
    if not isinstance(forward, dict):
        raise bad_parameter("forward is no object")
    quoted = tuple(_forwarded(call, forward))
    if forward.get("is_reply") and len(quoted) == 1:
        return quoted[0], ()
    return None, quoted


def _forwarded(call: Call, forward: Json) -> list[Json]:
    if not forward.get("conversation_message_ids"):  # some clients send both, one of them empty
        numbers = _listed("message_ids", forward.get("message_ids"))
        return [_by_id(call, "message_ids", number) for number in numbers]
    if "peer_id" not in forward:
        raise bad_parameter("forward needs peer_id")
    (peer,) = _listed("peer_id", [forward["peer_id"]])
    dialog: Dialog = call.dialog(peer)
    cmids = _listed("conversation_message_ids", forward.get("conversation_message_ids"))
    found = (dialog.find(cmid) for cmid in cmids)
    saw = call.world.saw  # VK leaves out what the community has no access to
    return [quote_json(message, dialog) for message in found if message and saw(message)]


def _listed(name: str, given: Value) -> list[int]:
    # Clients send a list, a number, or the list flattened to "1,2".
    items = given if isinstance(given, list) else str(given or "").split(",")
    try:
        return [int(item) for item in items if item != ""]
    except (TypeError, ValueError):
        raise bad_parameter(f"{name} is {json.dumps(given)}") from None
