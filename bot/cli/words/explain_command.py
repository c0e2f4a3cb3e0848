"""What the command that explains a figure says besides the explanation itself."""

from collections.abc import Iterable

from bot.words.explained.pieces import heading
from bot.words.russian import NO_DATA, day, share, weekday
from monitor.explain.values import ChatPiece, DayPiece, Explanation

ARGUMENT_INDICATOR = "Идентификатор показателя в приказе."
OPTION_PERSON = "Один человек: ФИО, часть ФИО или номер в списке."

CHATS = ("Чат", "Вид", "Полнота")
DAYS = ("День", "День недели")
ORGANISATIONS = ("Организация", "Значение", "Норма выполнена", "Данные")

STATES = {
    "closed": "итог недели",
    "running": "на этот час",
    "late": "на более ранний час",
    "none": NO_DATA,
}


def unknown_figure(name: str, known: Iterable[str]) -> str:
    """The order has no such indicator."""
    return f"Показателя «{name}» у этой организации нет. Есть: {', '.join(known)}."


def seen(chat: ChatPiece) -> str:
    """How much of a chat the bot saw."""
    if chat.completeness is None:
        return NO_DATA
    said = share(chat.completeness)
    if chat.missed:
        said += f", не видел {chat.missed}"
    return said if chat.proved else f"{said}, доступ не подтверждён"


def of_day(explanation: Explanation) -> str:
    """What stands over the values of days: «Сообщений (человек)»."""
    return heading(explanation).capitalize() + ("" if explanation.person else " (человек)")


def day_cells(piece: DayPiece) -> tuple[str, str]:
    """A day's date and its name."""
    return day(piece.day), weekday(piece.day)
