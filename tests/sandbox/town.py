"""A small town for every test: two teachers, a parent, one chat, and a frozen Monday morning."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from sandbox.world.world import World

MONDAY_MORNING = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)
GROUP = 225_000_001


@dataclass
class Town:
    """The world and its cast; `seconds` is what the stopwatch shows."""

    world: World
    anna: int = 0
    boris: int = 0
    vera: int = 0
    chat: int = 0
    seconds: float = 1000.0

    @property
    def peer(self):
        return 2_000_000_000 + self.chat

    def events(self, after=0):
        """Every event after number `after` as (type, object)."""
        queue = self.world.queue
        told = [msgspec.json.decode(event) for event in queue.between(after, queue.last)]
        return [(event["type"], event["object"]) for event in told]

    def heard(self, after=0):
        """What the community heard: (type, text or action) of its message events."""
        return [
            (kind, body["message"]["text"] or body["message"].get("action", {}).get("type"))
            for kind, body in self.events(after)
            if kind == "message_new"
        ]
