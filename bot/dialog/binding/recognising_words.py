"""«Это Вы: …?»: asking somebody unbound in a staff chat, and what he is told then."""

from collections.abc import Sequence

from bot.dialog.binding.binding_words import label
from bot.dialog.staff.staff_words import who
from bot.words.russian import safe
from storage.records import Person

__all__ = ["label"]

YES, NO, UNLISTED = "Да, это я", "Нет", "Меня нет в списке"

NOT_HIM = (
    "Понял, больше не спрошу.\n"
    "Если Вы всё же есть в списке сотрудников, попросите одноразовый код у ответственного "
    "администратора и отправьте его сюда одним сообщением."
)
ASK_TO_BE_LISTED = (
    "Попросите ответственного администратора добавить Вас в список сотрудников и выдать "
    "одноразовый код. Код отправьте сюда одним сообщением."
)

_HELLO = (
    "Добрый день! Я бот «Звонок»: считаю сообщения и звонки в рабочих чатах, тексты не сохраняю."
)
_AFTER = "Профиль привяжется, когда это подтвердит ответственный администратор."


def is_it_you(person: Person, unit: str) -> str:
    """Ask somebody whether he is a person of the list."""
    return f"{_HELLO}\n{safe(unit)}. Это Вы: {who(person)}?\n{_AFTER}"


def which(persons: Sequence[Person], unit: str) -> str:
    """Ask somebody which of a few he is."""
    lines = [f"{index}. {who(each)}" for index, each in enumerate(persons, 1)]
    return "\n".join((_HELLO, f"{safe(unit)}. Это Вы? Выберите себя:", *lines, _AFTER))
