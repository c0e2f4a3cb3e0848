"""The reminder of what an order wants done by a day."""

from datetime import date

from bot.words.russian import day, plural
from monitor.orders.deadlines import Deadline

KIND = "напоминания о сроках дел"

OPEN = "Дела по приказу"


def reminder(facts: Deadline) -> str:
    """Remind of what is to be done by a day."""
    left = facts.days_left
    when = "сегодня" if left == 0 else f"осталось {plural(left, 'день', 'дня', 'дней')}"
    lines = [
        f"{facts.unit_name}. Срок по приказу {dated(facts.deadline)}: {when}.",
        *(f"• {title} (пункт {point})" for point, title in facts.left),
        "Если уже сделано, отметьте в «Дела по приказу»: напоминаний о нём больше не будет.",
    ]
    return "\n".join(lines)


def dated(on: date) -> str:
    """Write a day with its year."""
    return f"{day(on)} {on.year} г."
