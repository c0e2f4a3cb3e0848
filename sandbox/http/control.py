"""/sandbox/…: looking at the world and acting for its people; JSON in, JSON out.

Whatever cannot be done is answered with status 400 and {"error": a sentence}.
"""

from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

from sandbox.context import SANDBOX, Sandbox
from sandbox.faults import read_fault
from sandbox.http import housekeeping, looking, settings, signals, views
from sandbox.http.orders import Order
from sandbox.http.saying import say
from sandbox.world import calls
from sandbox.world.carried.attachments import CALL_STATES
from sandbox.world.carried.keyboards import KEYBOARDS
from sandbox.world.records import Access, Json, Value, WorldError

PHASES = ("start", "end")


def add_person(order: Order) -> Json:
    """Register an account."""
    order.only("first_name", "last_name", "id", "about")
    names = order.text("first_name"), order.text("last_name")
    number, about = order.maybe_number("id"), order.text("about", "")
    return {"id": order.world.add_person(*names, id=number, about=about)}


def allow_dm(order: Order) -> Json:
    """Let the community write to a person, or forbid it."""
    order.only("allowed")
    person, allowed = int(order.path["person"]), order.flag("allowed", default=None)
    (order.world.allow_dm if allowed else order.world.deny_dm)(person)
    return {"dm": allowed}


def add_chat(order: Order) -> Json:
    """Create a chat; the community is not in it yet."""
    order.only("title", "owner", "members", "chat")
    title, owner, number = order.text("title"), order.number("owner"), order.maybe_number("chat")
    return {"chat": order.world.add_chat(title, owner, order.numbers("members"), number)}


def change_members(order: Order) -> Json:
    """Add and remove members of a chat, or ("link": true) let somebody in by its link."""
    order.only("by", "add", "remove", "link")
    chat, by = order.chat_number(), order.number("by")
    if order.flag("link"):
        return {"cmids": [order.world.join_by_link(chat, by)]}
    add, remove = order.numbers("add"), order.numbers("remove")
    return {"cmids": order.world.change_members(chat, by, add=add, remove=remove)}


def set_bot(order: Order) -> Json:
    """Invite the community, change what it may read, or kick it."""
    order.only("by", "access")
    access = order.text("access")
    if access not in tuple(Access):
        raise WorldError(f'"access" must be one of: {", ".join(Access)}.')
    return {"cmid": order.world.set_bot(order.chat_number(), order.number("by"), Access(access))}


def rename_chat(order: Order) -> Json:
    """Change a chat's title."""
    order.only("by", "title")
    chat, by = order.chat_number(), order.number("by")
    return {"cmid": order.world.rename_chat(chat, by, order.text("title"))}


def edit(order: Order) -> Json:
    """Change the text of a message in a chat, or of one that "from" wrote to the community."""
    order.only("chat", "cmid", "text", "from", "dm")
    cmid, text = order.number("cmid"), order.text("text")
    if order.flag("dm"):
        order.world.edit_own(order.number("from"), cmid, text)
    else:
        order.world.edit(order.number("chat"), cmid, text)
    return {"cmid": cmid}


def delete(order: Order) -> Json:
    """Delete a message in a chat, or one that "from" wrote to the community."""
    order.only("chat", "cmid", "from", "dm")
    cmid = order.number("cmid")
    if order.flag("dm"):
        order.world.delete_own(order.number("from"), cmid)
    else:
        order.world.delete(order.number("chat"), cmid)
    return {"cmid": cmid}


def press(order: Order) -> Json:
    """Press a button for a person: of a message, or of the keyboard under the input."""
    order.only("from", "chat", "dm", "cmid", "label", "keyboard")
    keyboard = order.text("keyboard") if order.has("keyboard") else None
    if keyboard not in (None, *KEYBOARDS):
        raise WorldError(f'"keyboard" must be one of: {", ".join(KEYBOARDS)}.')
    return order.world.press(
        order.number("from"),
        chat=order.maybe_number("chat"),
        dm=order.flag("dm"),
        cmid=order.maybe_number("cmid"),
        label=order.text("label"),
        keyboard=keyboard,
    )


def call(order: Order) -> Json:
    """Hold a group call, or only its start or its end ("phase")."""
    order.only("chat", "from", "participants", "seconds", "state", "phase")
    world, chat, author = order.world, order.number("chat"), order.number("from")
    outcome, phase = order.text("state", "reached"), order.text("phase", "both")
    if outcome not in CALL_STATES:
        raise WorldError(f'"state" must be one of: {", ".join(CALL_STATES)}.')
    counted = order.body.get("participants")
    whole = isinstance(counted, int)
    people = order.number("participants") if whole else order.numbers("participants")
    if phase == "start":
        return {"start_cmid": calls.start(world, chat, author, people)}
    seconds = order.number("seconds")
    if seconds < 0:
        raise WorldError('"seconds" must be 0 or more.')
    if phase == "end":
        return {"end_cmid": calls.end(world, chat, author, people, seconds, state=outcome)}
    if phase != "both":
        raise WorldError(f'"phase" must be one of: {", ".join(PHASES)}; leave it out for both.')
    start, end = world.call(chat, author, people, seconds, state=outcome)
    return {"start_cmid": start, "end_cmid": end}


def forget_requests(order: Order) -> Json:
    """Count requests from zero."""
    order.world.requests.clear()
    order.world.polls = 0
    return {}


def clock(order: Order) -> Json:
    """Freeze time at a moment, return to real time (null), or move time forward."""
    order.only("now", "advance")
    if ("now" in order.body) == ("advance" in order.body):
        raise WorldError('Send either {"now": moment or null} or {"advance": seconds}.')
    if "now" in order.body:
        order.world.set_clock(order.moment("now"))
    else:
        order.world.advance(order.number("advance"))
    return {"now": order.world.now().isoformat()}


def faults(order: Order) -> list[Json]:
    """Show the faults still to happen."""
    return order.sandbox.faults.listed()


def add_faults(order: Order) -> list[Json]:
    """Order faults: one object, or a list of them."""
    asked = order.body if isinstance(order.body, list) else [order.body]
    order.sandbox.faults.add(*(read_fault(item) for item in asked))
    # A poll that waits must notice a fault meant for it.
    for each in order.sandbox.beside:
        each.world.queue.wake()
    return order.sandbox.faults.listed()


def press_show(order: Order) -> Json:
    """Press a button of the demonstration that is on, if there is one."""
    order.only("press")
    if order.sandbox.show is None:
        raise WorldError("Nothing is being shown.")
    order.sandbox.show.pressed(order.text("press"))
    return {}


ROUTES: tuple[tuple[str, str, Callable[[Order], Value]], ...] = (
    ("GET", "/sandbox/state", views.state),
    ("POST", "/sandbox/reset", housekeeping.reset),
    ("GET", "/sandbox/communities", housekeeping.communities),
    ("POST", "/sandbox/people", add_person),
    ("POST", r"/sandbox/people/{person:[0-9]{1,18}}/dm", allow_dm),
    ("POST", "/sandbox/chats", add_chat),
    ("POST", r"/sandbox/chats/{chat:[0-9]{1,18}}/members", change_members),
    ("POST", r"/sandbox/chats/{chat:[0-9]{1,18}}/bot", set_bot),
    ("POST", r"/sandbox/chats/{chat:[0-9]{1,18}}/title", rename_chat),
    ("POST", "/sandbox/say", say),
    ("POST", "/sandbox/edit", edit),
    ("POST", "/sandbox/delete", delete),
    ("POST", "/sandbox/press", press),
    ("POST", "/sandbox/calls", call),
    ("GET", "/sandbox/messages", views.messages),
    ("GET", "/sandbox/look", looking.look),
    ("POST", "/sandbox/read", signals.read),
    ("POST", "/sandbox/react", signals.react),
    ("POST", "/sandbox/type", signals.type_text),
    ("POST", "/sandbox/show", press_show),
    ("GET", "/sandbox/answers", views.answers),
    ("GET", "/sandbox/requests", views.requests),
    ("DELETE", "/sandbox/requests", forget_requests),
    ("POST", "/sandbox/clock", clock),
    ("POST", "/sandbox/community", settings.community),
    ("GET", "/sandbox/faults", faults),
    ("POST", "/sandbox/faults", add_faults),
    ("DELETE", "/sandbox/faults", housekeeping.forget_faults),
    ("GET", "/sandbox/callback", settings.callback),
    ("POST", "/sandbox/callback", settings.order_callback),
    ("DELETE", "/sandbox/callback", settings.forget_callback),
)


def routes() -> list[web.RouteDef]:
    """Make aiohttp's routes of the table."""
    return [web.route(verb, path, _handler(act)) for verb, path, act in ROUTES]


def _handler(
    act: Callable[[Order], Value],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            body = msgspec.json.decode(await request.read() or b"{}")
            order = Order(
                sandbox=_asked(request),
                body=body,
                query=request.query,
                path=request.match_info,
            )
            return _answer(act(order))
        except msgspec.DecodeError as error:
            return _answer({"error": f"The body is not JSON: {error}."}, status=400)
        except WorldError as error:
            return _answer({"error": str(error)}, status=400)

    return handle


def _asked(request: web.Request) -> Sandbox:
    """Find the community an order is about: ?group=ID, or the first."""
    first, text = request.app[SANDBOX], request.query.get("group")
    if text is None:
        return first
    found = first.by_group(text)
    if found is None:
        raise WorldError(f"There is no community {text}.")
    return found


def _answer(value: Value, status: int = 200) -> web.Response:
    body = msgspec.json.encode(value)
    return web.Response(body=body, status=status, content_type="application/json")
