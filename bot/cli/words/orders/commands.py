"""What ``order check``, ``order new`` and ``init`` say of an order's file."""

from bot.words.orders.orders import name
from monitor.facts.values import Source
from monitor.orders.model import Order

NOT_ITS_TEXT = {
    "press": "Это не текст приказа, а то, что о нём сообщала печать: «Основанием» бот его не "
    "называет. Сверьте с текстом; если он у Вас есть, запишите файл по нему и впишите "
    'basis = "text".',
    "example": "Файл считается примером: «Основанием» бот его не называет. Если он записан по "
    'тексту Вашего приказа, укажите в начале файла basis = "text".',
}
"""What whoever takes an order is told, where it is none that may be quoted."""


def fine(order: Order) -> list[str]:
    """An order's file is right: what it is, how much it says, and what it may not be taken for."""
    counted = [
        f"Показателей: {len(order.indicator)}",
        f"дел по приказу: {len(order.milestone)}",
        f"обязанностей: {len(order.duty)}" if order.duty else "",
        f"пунктов вне программы: {len(order.outside)}" if order.outside else "",
    ]
    said = ", ".join(part for part in counted if part)
    lines = [f"Файл верен: {name(order.source)}. {said}."]
    if order.basis == "text":
        return [*lines, *_unnamed(order.source)]
    return [*lines, NOT_ITS_TEXT[order.basis]]


def _unnamed(source: Source) -> list[str]:
    """What a text is known by and the file does not say."""
    parts = {
        "вид (kind)": source.kind,
        "номер (number)": source.number,
        "дата (date)": source.issued,
        "кто издал (issuer)": source.issuer,
    }
    missing = [said for said, value in parts.items() if not value]
    return [f"Не указаны: {', '.join(missing)}. Впишите, если они есть."] if missing else []
