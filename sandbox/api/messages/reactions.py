"""messages.*: reactions of the community, and everybody's on a message."""

from sandbox.api.call import Call
from sandbox.api.errors import VkError
from sandbox.api.showing import people_json
from sandbox.world.records import REACTIONS, Json, Message
from sandbox.world.shapes import reactions_json

MOST_IDS = 100


def react(call: Call) -> int:
    """Put the community's reaction on a message, in place of an earlier one."""
    reaction = _reaction(call)
    message = call.pointed(call.dialog(call.number("peer_id")))
    message.reactions[-call.world.group_id] = reaction
    return 1


def take_reaction(call: Call) -> int:
    """Take the community's reaction away."""
    message = call.pointed(call.dialog(call.number("peer_id")))
    message.reactions.pop(-call.world.group_id, None)
    return 1


def counted(call: Call) -> Json:
    """Count the reactions to messages by their numbers; those without any are left out."""
    dialog = call.dialog(call.number("peer_id"))
    found = (dialog.find(cmid) for cmid in call.numbers("cmids", MOST_IDS))
    seen = [each for each in found if each is not None and call.world.saw(each) and each.reactions]
    return {"items": [{"cmid": each.cmid, "counters": _counters(each)} for each in seen]}


def reacted(call: Call) -> Json:
    """List who reacted to a message and how, all or those with one reaction."""
    message = call.pointed(call.dialog(call.number("peer_id")))
    wanted = _reaction(call) if call.text("reaction_id") else None
    who = {
        member: chosen for member, chosen in message.reactions.items() if wanted in (None, chosen)
    }
    listed = [{"user_id": member, "reaction_id": chosen} for member, chosen in who.items()]
    shown = {"count": len(listed), "reactions": listed, "counters": _counters(message)}
    return shown | people_json(call.world, list(who), frozenset())


def _reaction(call: Call) -> int:
    reaction = call.number("reaction_id")
    if not 1 <= reaction <= REACTIONS:
        raise VkError(1009)
    return reaction


def _counters(message: Message) -> list[Json]:
    counters: list[Json] = reactions_json(message, 0)["reactions"]
    return counters
