"""/sandbox/…: what is set in a community's settings: its token, its long poll, its Callback API."""

from collections.abc import Iterable

from sandbox.api import versions
from sandbox.api.errors import VkError
from sandbox.http.orders import Order
from sandbox.world.events import API_VERSION
from sandbox.world.records import Json, WorldError
from sandbox.world.stage import EVENT_TYPES, RIGHTS, TYPES

CALLBACK_TITLE = "sandbox"


def callback(order: Order) -> Json:
    """Show where events are posted, and how that goes."""
    return order.sandbox.post_office.shown()


def order_callback(order: Order) -> Json:
    """Post every event from now on to an address on this computer; a second order moves it."""
    order.only("url", "secret", "api_version", "events")
    servers, office = order.world.callback_servers, order.sandbox.post_office
    url, secret = order.text("url"), order.text("secret", "")
    version, events = _version(order, API_VERSION), _events(order, EVENT_TYPES)
    if (server := servers.find(office.ordered)) is not None:
        servers.edit(server, url, server.title, secret)
    else:
        server = servers.add(url, CALLBACK_TITLE, secret, order.world.queue.last)
        office.ordered = server.id
    server.version = version
    servers.subscribe(server, events, set(TYPES) - events)
    return office.shown()


def forget_callback(order: Order) -> Json:
    """Post nothing more."""
    servers, office = order.world.callback_servers, order.sandbox.post_office
    if (server := servers.find(office.ordered)) is not None:
        servers.delete(server.id)
    return office.shown()


def community(order: Order) -> Json:
    """Change the community's settings: rights of its token, its long poll, a new token."""
    order.only("rights", "longpoll", "user_longpoll", "events", "api_version", "token")
    world = order.world
    rights = order.words("rights") if order.has("rights") else world.rights
    _only_known("rights", rights, RIGHTS)
    events = _events(order, world.event_types)
    version = _version(order, world.long_poll_version)
    enabled = order.flag("longpoll", default=world.long_poll_enabled)
    persons = order.flag("user_longpoll", default=world.user_long_poll)
    world.token = order.text("token", world.token)  # every other one is dead from now on
    world.rights, world.event_types = rights, events
    world.long_poll_enabled, world.long_poll_version = enabled, version
    world.user_long_poll = persons
    return {
        "rights": sorted(rights),
        "longpoll": enabled,
        "user_longpoll": persons,
        "events": sorted(events),
        "api_version": version,
        "token": world.token,
    }


def _events(order: Order, default: Iterable[str]) -> set[str]:
    """Read the types of events to be told of."""
    wanted = order.words("events") if order.has("events") else set(default)
    _only_known("events", wanted, TYPES)
    return wanted


def _only_known(name: str, wanted: set[str], known: Iterable[str]) -> None:
    if unknown := sorted(wanted - set(known)):
        raise WorldError(f'"{name}" has unknown words: {", ".join(unknown)}.')


def _version(order: Order, default: str) -> str:
    """Read the version events are to come in, as it is chosen in a community's settings."""
    text = order.text("api_version", default)
    try:
        versions.read(text)
    except VkError as error:
        raise WorldError(f'"api_version" is no version of VK\'s API: {error.message}.') from None
    return text
