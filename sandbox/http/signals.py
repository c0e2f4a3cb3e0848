"""/sandbox/…: what people do without a word: they read, react and begin to write."""

from sandbox.http.orders import Order
from sandbox.world import signals
from sandbox.world.records import Dialog, Json


def read(order: Order) -> Json:
    """Take a dialog as read by a person, up to its newest message."""
    order.only("from", "chat", "dm")
    person, dialog = _place(order)
    signals.read(order.world, person, dialog)
    return {}


def react(order: Order) -> Json:
    """Put a person's reaction (a number from 1 to 16) on a message, or without it take it away."""
    order.only("from", "chat", "dm", "cmid", "reaction")
    person, dialog = _place(order)
    reaction = order.maybe_number("reaction")
    signals.react(order.world, person, dialog, order.number("cmid"), reaction)
    return {}


def type_text(order: Order) -> Json:
    """Begin to write to the community as a person."""
    order.only("from")
    signals.type_text(order.world, order.number("from"))
    return {}


def _place(order: Order) -> tuple[int, Dialog]:
    person = order.number("from")
    chat, dm = order.maybe_number("chat"), order.flag("dm")
    return person, order.world.dialog(person, chat=chat, dm=dm)
