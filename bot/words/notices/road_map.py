"""A coordinator's reminder of what an organisation's order wants done."""

from bot.words.orders.orders import dated, pointed
from monitor.jobs.asked.road_map import Urged

KIND = "напоминания координатора о делах"

OPEN = "Открыть дело"


def urged(facts: Urged) -> str:
    """Tell who reminds, of what, and where it is marked."""
    until = f", срок {dated(facts.day)}" if facts.day else "."
    return "\n".join(
        [
            f"{facts.unit_name}. {facts.level} напоминает о деле по приказу:",
            f"• {facts.title} ({pointed(facts.point)}){until}",
            "Если уже сделано, отметьте с датой: координатор увидит отметку.",
        ]
    )
