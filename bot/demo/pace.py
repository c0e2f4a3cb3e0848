"""How fast the story goes: speeds, the pause, the next event, jumps; pressed in the messenger."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SPEEDS = ("slow", "usual", "fast")
A_DEED = {"slow": 0.09, "usual": 0.008, "fast": 0.003}
"""Seconds of real time between two things people do, while the week is played."""

AN_EVENT = {"slow": 9.0, "usual": 4.5, "fast": 1.5}
"""Seconds of real time for which an event can be read before the week goes on."""

LIVE = {"slow": 1, "usual": 60, "fast": 600}
"""Made-up seconds in a second of real time, once the city lives by the clock."""


@dataclass(slots=True)
class Pace:
    """What was pressed. ``until``: everything before this moment goes by at once."""

    speed: str = "usual"
    paused: bool = False
    to_next: bool = False
    until: datetime | None = None

    @property
    def hurried(self) -> bool:
        """Whether nothing is waited for now."""
        return self.to_next or self.until is not None

    def press(self, button: str, now: datetime) -> bool:
        """Take a press; False: it is none of ours. ``now`` is local."""
        match button:
            case "pause":
                self.paused = not self.paused
            case "next":
                self.to_next, self.paused = True, False
            case "thursday" | "friday":
                self.until = coming(now, 3 if button == "thursday" else 4)
                self.paused = False
            case _ if button in SPEEDS:
                self.speed, self.paused = button, False
            case _:
                return False
        return True

    def reached(self, at: datetime, *, event: bool) -> None:
        """Stop hurrying where that was to end: at an event, or behind the moment."""
        if event:
            self.to_next = False
        if self.until is not None and at >= self.until:
            self.until = None


def coming(now: datetime, weekday: int) -> datetime:
    """Give the next 15:00 of a weekday (0 is Monday) after a local moment."""
    days = (weekday - now.weekday()) % 7
    found = now.replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=days)
    return found if found > now else found + timedelta(days=7)
