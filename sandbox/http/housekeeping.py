"""/sandbox/…: of the server itself: beginning anew, its communities, cancelling faults."""

from sandbox.context import Sandbox
from sandbox.faults import NAMES
from sandbox.http.orders import Order
from sandbox.world import neighbours
from sandbox.world.records import Json, WorldError


def reset(order: Order) -> Json:
    """Forget everything, for all communities: an empty world, or ("seeded") as it began."""
    order.only("seeded")
    seeded, first = order.flag("seeded"), order.sandbox.beside[0]
    neighbours.start_anew(first.world)
    for each in first.beside:
        each.calls.clear()
        each.post_office.ordered = None
    first.faults.clear()
    if seeded:
        first.begin(first.world)
    return {"people": len(first.world.people), "chats": len(first.world.chats)}


def communities(order: Order) -> list[Json]:
    """Show the communities; ?group=ID makes any of /sandbox/… be about that one."""
    return [_community(each) for each in order.sandbox.beside]


def _community(sandbox: Sandbox) -> Json:
    world = sandbox.world
    return {
        "group_id": world.group_id,
        "name": world.group_name,
        "screen_name": world.screen_name,
        "token": world.token,
    }


def forget_faults(order: Order) -> list[Json]:
    """Cancel every fault, or those that name ?label=, ?agent=, ?token= or ?address=."""
    unknown = sorted(set(order.query) - {*NAMES, "group"})
    if unknown:
        raise WorldError(f'Faults are not told apart by "{unknown[0]}" but by: {", ".join(NAMES)}.')
    order.sandbox.faults.clear(**{name: order.query[name] for name in NAMES if name in order.query})
    return order.sandbox.faults.listed()
