"""A made-up chat lives: invitations, removals, messages, calls, losses, and what is true of it."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from storage.accounts import CHATS
from tests.cast import ADMIN, LYCEUM, MARIA, SCHOOL, STRANGER, at, utc

GROUP, CHAT = 5, 1


@dataclass(slots=True)
class Told:
    """A numbered message of the chat, as VK has it; ``visible``: to the bot."""

    number: int
    when: int
    sender: int
    kind: str
    visible: bool
    deleted: bool = False
    lost: bool = False

    def item(self):
        """Give the message as the API does."""
        more = {
            "plain": {"text": "Добрый день"},
            "asks": {"text": "/неделя"},
            "invite": {"action": {"type": "chat_invite_user", "member_id": -GROUP}},
            "kick": {"action": {"type": "chat_kick_user", "member_id": -GROUP}},
            "call": {
                "attachments": [
                    {
                        "type": "call",
                        "call": {
                            "initiator_id": self.sender,
                            "state": "reached",
                            "duration": 60,
                            "participants": {"list": [self.sender, MARIA], "count": 2},
                        },
                    }
                ]
            },
        }[self.kind]
        return {
            "peer_id": CHATS + CHAT,
            "conversation_message_id": self.number,
            "from_id": self.sender,
            "date": self.when,
            "text": "",
        } | more


@dataclass(slots=True)
class World:
    """The chat's messages; ``moved_at``: when it was given to the other organisation."""

    told: list[Told] = field(default_factory=list)
    moved_at: int | None = None

    @property
    def confused(self):
        """Whether a removal and the return were lost: sight has to be proved anew then."""
        comings = [each.lost for each in self.told if each.kind in ("invite", "kick")]
        return any(one and other for one, other in pairwise(comings))


def play(steps, dice):
    """Let things happen: what is not possible then is left out."""
    world = World()
    inside, sees, ours = False, False, False
    now = utc(at(0, 8))
    # What is missing can be asked for only while the bot is in the chat: so it comes back at last.
    for kind, sender, pause in [*steps, ("invite", ADMIN, 61)]:
        now += pause
        number = len(world.told) + 1
        if kind.startswith("invite") and not inside:
            by = sender if sender in (ADMIN, STRANGER) else ADMIN
            inside, sees, ours = True, kind == "invite", ours or by == ADMIN
            world.told.append(Told(number, now, by, "invite", visible=True))
        elif kind == "kick" and inside:
            inside = False
            world.told.append(Told(number, now, ADMIN, "kick", visible=True))
        elif kind == "rights":
            sees = inside
        elif kind in ("plain", "asks", "call"):
            visible = inside and (sees or kind == "asks")
            lost = ours and visible and dice.random() < 0.3
            deleted = lost and dice.random() < 0.3
            world.told.append(Told(number, now, sender, kind, visible, deleted, lost))
    lose_comings(world, dice)
    return world


def lose_comings(world, dice):
    """Let comings and goings be lost, but the one that makes the chat ours."""
    ours = [each.kind == "invite" and each.sender == ADMIN for each in world.told]
    for told in world.told[ours.index(True) + 1 if any(ours) else 0 :]:
        if told.kind in ("invite", "kick") and dice.random() < 0.3:
            told.lost = True
    last = [each for each in world.told if each.visible]
    if last:  # what nothing follows cannot be missed
        last[-1].lost = last[-1].deleted = False


def truth(world):
    """Count by hand: the tallies by unit, hour and account, and the calls."""
    inside, ours = False, False
    sums, calls = Counter(), []
    for told in world.told:
        if told.kind == "invite":
            inside, ours = True, ours or told.sender == ADMIN
        elif told.kind == "kick":
            inside = False
        elif ours and inside and told.visible and not told.deleted:
            begun = told.when - 60 * (told.kind == "call")
            later = world.moved_at is not None and begun > world.moved_at
            unit = LYCEUM if later else SCHOOL
            if told.kind == "call":
                calls.append((unit, begun, told.sender))
            else:
                sums[unit, told.when // 3600, told.sender] += 1
    return sums, sorted(calls)


class Memory:
    """VK's memory of the chat, as far as the bot may see it."""

    def __init__(self, world):
        self.world = world

    async def call(self, method, **params):
        if method != "messages.getByConversationMessageId":
            return {"items": []}
        asked = {int(number) for number in params["conversation_message_ids"].split(",")}
        items = [
            told.item()
            for told in self.world.told
            if told.number in asked and told.visible and not told.deleted
        ]
        return {"items": items}
