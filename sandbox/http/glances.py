"""What a person sees of his dialogs at a glance: the last message of each, and how many are new."""

from collections.abc import Iterator

from sandbox.http.orders import Order
from sandbox.world.records import Dialog, Json, Message
from sandbox.world.world import World

MOST = 100
"""More new messages than that are not counted."""


def glances(order: Order) -> list[Json]:
    """Show the dialogs of ?user=ID: {chat or dm, last, unread}.

    What stood in his chats before anybody looked through his eyes is not new to him; what the
    community wrote to him is, until he reads it or writes something himself.
    """
    world = order.world
    person = world.person(order.asked("user") or 0)
    own = world.dms.get(person.id) or Dialog(peer_id=person.id)
    shown = [{"dm": True, **_glance(world, own, person.id)}]
    for chat in world.chats.values():
        if person.id in chat.members:
            world.marks.setdefault((person.id, chat.dialog.peer_id), len(chat.dialog.messages))
            shown.append({"chat": chat.number, **_glance(world, chat.dialog, person.id)})
    return shown


def read(order: Order) -> Json:
    """Take a dialog as read by a person, up to its newest message."""
    order.only("from", "chat", "dm")
    person = order.number("from")
    dialog = order.world.dialog(person, chat=order.maybe_number("chat"), dm=order.flag("dm"))
    order.world.marks[person, dialog.peer_id] = len(dialog.messages)
    return {}


def _glance(world: World, dialog: Dialog, person: int) -> Json:
    mark = world.marks.get((person, dialog.peer_id), 0)
    last = next(_standing(dialog), None)
    return {"last": None if last is None else _short(last), "unread": _new(dialog, person, mark)}


def _standing(dialog: Dialog) -> Iterator[Message]:
    """Give what was not deleted, newest first."""
    return (each for each in reversed(dialog.messages) if not each.deleted)


def _new(dialog: Dialog, person: int, mark: int) -> int:
    found = 0
    for message in _standing(dialog):
        if message.cmid <= mark or message.from_id == person or found == MOST:
            break
        found += 1
    return found


def _short(message: Message) -> Json:
    kinds = [each["type"] for each in message.attachments]
    return {
        "cmid": message.cmid,
        "from": message.from_id,
        "at": message.date,
        "text": message.text[:120],
        "kinds": kinds[:1],
        "action": None if message.action is None else message.action["type"],
    }
