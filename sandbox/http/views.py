"""What /sandbox/… shows of the world: its state, messages, answers to presses, requests."""

from datetime import UTC, datetime

from sandbox.http.orders import Order
from sandbox.world.records import Chat, Dialog, Json, Message, Person, WorldError

DECORATIONS = ("payload", "geo", "template", "format_data")


def state(order: Order) -> Json:
    """Show the time, the community, the people and the chats."""
    world = order.world
    return {
        "now": world.now().isoformat(),
        "group_id": world.group_id,
        "token": world.token,
        "people": [_person(person) for person in world.people.values()],
        "chats": [_chat(chat) for chat in world.chats.values()],
    }


def _person(person: Person) -> Json:
    shown: Json = {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "dm": person.dm,
    }
    return shown | {"about": person.about} if person.about else shown


def _chat(chat: Chat) -> Json:
    return {
        "chat": chat.number,
        "peer_id": chat.dialog.peer_id,
        "title": chat.title,
        "owner": chat.owner,
        "members": list(chat.members),
        "bot": chat.access.value,
    }


def messages(order: Order) -> list[Json]:
    """Show what stands in a chat or in a person's talk with the community, oldest first."""
    chat, person = order.asked("chat"), order.asked("dm")
    if (chat is None) == (person is None):
        raise WorldError("Say whose messages: ?chat=NUMBER or ?dm=PERSON.")
    if chat is not None:
        dialog = order.world.chat(chat).dialog
    else:
        known = order.world.person(person or 0)
        dialog = order.world.dms.get(known.id) or Dialog(peer_id=known.id)
    return [message(each) for each in dialog.messages if not each.deleted]


def message(message: Message) -> Json:
    """Show one message with all it carries."""
    shown: Json = {
        "cmid": message.cmid,
        "from": message.from_id,
        "at": datetime.fromtimestamp(message.date, UTC).isoformat(),
        "text": message.text,
        "attachments": list(message.attachments),
        "keyboard": message.keyboard,
    }
    quoted = {"reply": message.reply, "forwards": list(message.forwards) or None}
    told = {"action": message.action, "edited": message.update_time, **quoted}
    told |= {name: getattr(message, name) for name in DECORATIONS}
    told["reactions"] = {str(who): what for who, what in message.reactions.items()} or None
    return shown | {name: value for name, value in told.items() if value is not None}


def answers(order: Order) -> list[Json]:
    """Show how the community answered a person's presses."""
    person = order.asked("user")
    return [shown for shown in order.world.answers if person in (None, shown["user"])]


def requests(order: Order) -> Json:
    """Count the requests by method, and the polls that hear what happens."""
    polls = {"poll": order.world.polls} if order.world.polls else {}
    return {**order.world.requests, **polls}
