"""The menu: what its buttons are called, and what stands over them."""

from bot.texts.nudge import greeting

LABELS = {
    "summary": "Сводка",
    "lagging": "Кто отстаёт",
    "staff": "Сотрудники",
    "binding": "Привязка",
    "chats": "Чаты",
    "announce": "Объявление",
    "order": "Приказ и расписание",
    "official": "Официальная статистика",
    "milestones": "Дела по приказу",
    "check": "Проверка",
    "offices": "Ответственные",
    "journal": "Журнал",
    "past": "Прошлые недели",
    "measures": "Принятые меры",
    "organisations": "Организации",
    "setup": "Кто не подключён",
    "mine": "Моя неделя",
    "data": "Мои данные",
    "quiet": "Тише",
    "unit": "Сменить организацию",
    "help": "Помощь",
}
"""Acts of the menu; what is typed is the label too."""


def menu(name: str, unit: str) -> str:
    """Stand over the menu of somebody known; ``name`` empty: not on the roster."""
    hello = greeting(name) if name else "Добрый день!"
    return f"{hello} {unit}.\nВыберите, что показать: кнопки внизу, под строкой ввода."


def choose_unit(count: int) -> str:
    """Ask which of several units is meant."""
    return f"У Вас доступ к нескольким организациям ({count}). Какую показать?"


def chosen(unit: str) -> str:
    """Say which unit is shown from now on."""
    return f"Теперь показываю: {unit}."
