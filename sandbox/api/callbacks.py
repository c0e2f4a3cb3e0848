"""groups.*Callback*: the servers to which the community's events are posted."""

from sandbox.api import versions
from sandbox.api.call import Call
from sandbox.api.community import EVENTS, events_json
from sandbox.api.errors import VkError, bad_parameter
from sandbox.world.callback_servers import MOST, Server
from sandbox.world.records import Json, WorldError

LONGEST_TITLE, LONGEST_SECRET = 14, 50


def add(call: Call) -> Json:
    """Add a server; no events go to it until it is told which."""
    call.own_group()
    url, title, secret = _described(call)
    servers = call.world.callback_servers
    if len(servers.listed()) == MOST:
        raise VkError(2000)
    try:
        server = servers.add(url, title, secret, call.world.queue.last)
    except WorldError as error:
        raise bad_parameter(str(error)) from None
    return {"server_id": server.id}


def edit(call: Call) -> int:
    """Change a server's address, title and secret."""
    server, described = _server(call), _described(call)
    try:
        call.world.callback_servers.edit(server, *described)
    except WorldError as error:
        raise bad_parameter(str(error)) from None
    return 1


def delete(call: Call) -> int:
    """Forget a server."""
    call.world.callback_servers.delete(_server(call).id)
    return 1


def listed(call: Call) -> Json:
    """Show the servers, all or those asked for."""
    call.own_group()
    wanted = set(call.numbers("server_ids", MOST))
    found = [
        _server_json(server)
        for server in call.world.callback_servers.listed()
        if not wanted or server.id in wanted
    ]
    return {"count": len(found), "items": found}


def subscribe(call: Call) -> int:
    """Switch types of events on and off and choose their version; what is not named stays."""
    server = _server(call)
    if call.text("api_version"):
        versions.read(call.text("api_version"))
        server.version = call.text("api_version")
    named = {kind for kind in EVENTS if kind in call.params}
    on = {kind for kind in named if call.flag(kind)}
    call.world.callback_servers.subscribe(server, on, named - on)
    return 1


def settings(call: Call) -> Json:
    """Show which events a server is told of."""
    server = _server(call)
    return {"api_version": server.version, "events": events_json(server.events)}


def confirmation_code(call: Call) -> Json:
    """Tell by what a server shows that it is the community's."""
    call.own_group()
    return {"code": call.world.confirmation_code}


def _server(call: Call) -> Server:
    call.own_group()
    server = call.world.callback_servers.find(call.number("server_id"))
    if server is None:
        raise VkError(104)
    return server


def _described(call: Call) -> tuple[str, str, str]:
    url, title, secret = call.needed("url"), call.needed("title"), call.text("secret_key")
    if not 0 < len(title) <= LONGEST_TITLE:
        raise bad_parameter(f"title should be between 1 and {LONGEST_TITLE} letters")
    if len(secret) > LONGEST_SECRET:
        raise bad_parameter(f"secret_key should not be longer than {LONGEST_SECRET} letters")
    return url, title, secret


def _server_json(server: Server) -> Json:
    return {
        "id": server.id,
        "title": server.title,
        "creator_id": 0,
        "url": server.url,
        "secret_key": server.secret,
        "status": server.status.value,
    }
