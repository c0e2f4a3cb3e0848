"""What is said to a surname: whose card, and who of several."""

from bot.words.russian import plural, short_name
from storage.records import Person

NOT_YOURS = "Отсутствие отмечает ответственный администратор. Карточка сотрудника:"

ALIKE = "Не понял. Похоже:"


def label(person: Person) -> str:
    """Name the button of somebody."""
    return short_name(person.full_name)


def several(count: int) -> str:
    """Ask who of several is meant."""
    return f"Нашлось: {plural(count, 'сотрудник', 'сотрудника', 'сотрудников')}. Кто нужен?"


def too_many(count: int) -> str:
    """Say that too many have that name."""
    found = plural(count, "сотрудник", "сотрудника", "сотрудников")
    return f"Нашлось: {found}. Добавьте имя или инициалы."
