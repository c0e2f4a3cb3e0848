"""Several communities among the same people, as on VK.

People, chats, their messages, files and the time are shared. Each community has its own token,
queue and settings, its own place and sight in a chat, and its own personal dialogs: a person lets
one write and not another. Unlike on VK a chat has the same number for all of them.
"""

from sandbox.world.world import World

FIRST_GROUP = 225_000_001


def settle(first: World, *more: World) -> None:
    """Make communities neighbours, before there is anybody. Raises ValueError."""
    worlds = (first, *more)
    if len({world.group_id for world in worlds}) < len(worlds):
        raise ValueError("Two communities have one id.")
    if any(world.people or world.chats for world in worlds):
        raise ValueError("Communities become neighbours in an empty world.")
    for world in worlds:
        world.others = [other for other in worlds if other is not world]
        world.clock, world.files = first.clock, first.files


def start_anew(first: World) -> None:
    """Forget everybody and everything that happened, for all communities.

    Tokens are those they began with. A poll that waits is answered failed 3, as on VK when the
    session is lost: a client that goes on running finds the new world.
    """
    worlds = (first, *first.others)
    for world in worlds:
        world.start_anew()
    for world in worlds:
        world.files = first.files
