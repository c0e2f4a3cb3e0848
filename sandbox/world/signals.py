"""What people do without a word: they read, react and begin to write.

Communities are told of it only if they switched these types of events on.
"""

from typing import TYPE_CHECKING

from sandbox.world.records import REACTIONS, Dialog, Json, WorldError

if TYPE_CHECKING:
    from sandbox.world.stage import Stage


def read(stage: "Stage", person: int, dialog: Dialog) -> None:
    """Take a dialog as read up to its newest message."""
    place, newest = (person, dialog.peer_id), len(dialog.messages)
    before = stage.marks.get(place, 0)
    stage.marks[place] = newest
    if dialog.is_chat:
        return
    unread = [each for each in dialog.messages[before:] if each.from_id != person]
    if unread:
        last = unread[-1]
        told = {"read_message_id": last.id, "conversation_message_id": last.cmid}
        stage.emit("message_read", {"from_id": person, "peer_id": dialog.peer_id, **told})


def react(stage: "Stage", person: int, dialog: Dialog, cmid: int, reaction: int | None) -> None:
    """Put a person's reaction on a message, in place of an earlier one; None takes it away."""
    message = dialog.find(cmid)
    if message is None:
        raise WorldError(f"There is no message {cmid} here.")
    if reaction is None:
        if message.reactions.pop(person, None) is None:
            raise WorldError(f"{person} did not react to message {cmid}.")
    elif 1 <= reaction <= REACTIONS:
        message.reactions[person] = reaction
    else:
        raise WorldError(f"A reaction is a number from 1 to {REACTIONS}.")
    chosen: Json = {} if reaction is None else {"reaction_id": reaction}
    for community, place in stage.listeners(dialog):
        chat = community.chat_of(place)
        if community.saw(message) and (chat is None or chat.has_bot):
            told = {"reacted_id": person, "peer_id": place.peer_id, "cmid": cmid}
            community.emit("message_reaction_event", told | chosen)


def type_text(stage: "Stage", person: int) -> None:
    """Begin to write to the community."""
    stage.person(person)
    told = {"state": "typing", "from_id": person, "to_id": -stage.group_id}
    stage.emit("message_typing_state", told)
