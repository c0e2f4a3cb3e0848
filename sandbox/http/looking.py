"""What the messenger shows: everything a person sees at a moment, asked for at once."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sandbox.http import views
from sandbox.http.orders import Order
from sandbox.world.records import Dialog, Json, Message
from sandbox.world.world import World

MOST_NEW = 100
"""More new messages than that are not counted."""

SHORT = 120
"""So many characters of the last message stand in the list of dialogs."""


def look(order: Order) -> Json:
    """Show the world through the eyes of ?user=ID: his dialogs, and one of them, newest messages.

    The open dialog is ?chat=NUMBER, or his talk with the community; ?last=N messages of it.
    Without a user only the world is shown.
    """
    world, number = order.world, order.asked("user")
    community = {**_called(world), "screen_name": world.screen_name}
    show = order.sandbox.show
    shown: Json = {
        **views.state(order),
        "community": community,
        "communities": [_called(each.world) for each in order.sandbox.beside],
        "show": None if show is None else show.body,
    }
    if number is None or number not in world.people:
        return shown
    dialog = _open(world, number, order.asked("chat"))
    last = order.asked("last") or 200
    standing = [each for each in dialog.messages if not each.deleted]
    return shown | {
        "dialogs": list(_glances(world, number)),
        "messages": [views.message(each) for each in standing[-last:]],
        "older": max(0, len(standing) - last),
        "keyboard": dialog.keyboard,
        "answers": list(_answers(order, number)),
    }


def _called(world: World) -> Json:
    return {"id": world.group_id, "name": world.group_name}


def _answers(order: Order, person: int) -> Iterator[Json]:
    """Give how his presses were answered: of several communities the one that wrote the button."""
    for each in order.sandbox.beside:
        yield from (shown for shown in each.world.answers if shown["user"] == person)


def _open(world: World, person: int, chat: int | None) -> Dialog:
    if chat is not None and chat in world.chats and person in world.chats[chat].members:
        return world.chats[chat].dialog
    return world.dms.get(person) or Dialog(peer_id=person)


def _glances(world: World, person: int) -> Iterator[Json]:
    """Give each dialog: {chat or dm, last, unread}.

    What stood in his chats before anybody looked through his eyes is not new to him; what the
    community wrote to him is, until he reads it or writes something himself.
    """
    yield {"dm": True, **_glance(world, _open(world, person, None), person)}
    for chat in world.chats.values():
        if person in chat.members:
            world.marks.setdefault((person, chat.dialog.peer_id), len(chat.dialog.messages))
            yield {"chat": chat.number, **_glance(world, chat.dialog, person)}


def _glance(world: World, dialog: Dialog, person: int) -> Json:
    mark = world.marks.get((person, dialog.peer_id), 0)
    last = next(_newest_first(dialog), None)
    return {"last": None if last is None else _short(last), "unread": _new(dialog, person, mark)}


def _newest_first(dialog: Dialog) -> Iterator[Message]:
    return (each for each in reversed(dialog.messages) if not each.deleted)


def _new(dialog: Dialog, person: int, mark: int) -> int:
    found = 0
    for message in _newest_first(dialog):
        if message.cmid <= mark or message.from_id == person or found == MOST_NEW:
            break
        found += 1
    return found


def _short(message: Message) -> Json:
    return {
        "cmid": message.cmid,
        "from": message.from_id,
        "at": datetime.fromtimestamp(message.date, UTC).isoformat(),
        "text": message.text[:SHORT],
        "kind": message.attachments[0]["type"] if message.attachments else None,
        "action": None if message.action is None else message.action["type"],
    }
