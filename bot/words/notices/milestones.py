"""The reminder of what an order wants done by a day."""

from bot.words.orders.orders import dated, pointed
from bot.words.russian import remaining
from monitor.orders.deadlines import Deadline

KIND = "напоминания о сроках дел"

OPEN = "Дела по приказу"


def reminder(facts: Deadline) -> str:
    """Remind of what is to be done by a day."""
    left = facts.days_left
    when = "сегодня" if left == 0 else remaining(left)
    lines = [
        f"{facts.unit_name}. Срок по приказу {dated(facts.deadline)}: {when}.",
        *(f"• {title} ({pointed(point)})" for point, title in facts.left),
        "Если уже сделано, отметьте в «Дела по приказу»: напоминаний о нём больше не будет.",
    ]
    return "\n".join(lines)
