"""Writing to one side: an answer to staff, to an organisation's administrators, to a level."""

from bot.words.russian import safe

SEND = "Отправить"

LONGEST = 1000
"""Characters of a letter."""

NOBODY = "Написать уже некому: профиль отвязан или доступа к боту больше нет."
NO_ADMINISTRATOR = "У этой организации нет ответственного с доступом к боту, написать некому."
EMPTY = "Нужен текст: напишите его одним сообщением или «отмена»."
TOO_LONG = "Слишком длинно: до 1\xa0000 знаков. Сократите, пожалуйста."
ONLY_TEXT = "⚠️ Вложения не передаются, уйдёт только текст."


def ask(to: str) -> str:
    """Ask for the text of a letter."""
    return (
        f"Кому: {safe(to)}\n"
        "Напишите одним сообщением, до 1\xa0000 знаков: оно уйдёт сразу. Из базы бота текст "
        "сотрётся после отправки."
    )


def preview(to: str, text: str, *, attached: bool) -> str:
    """Show a letter that is long, late, or came with something that is not passed on."""
    lines = [f"Отправить? Кому: {safe(to)}", f"«{safe(text)}»"]
    return "\n".join([*lines, *([ONLY_TEXT] if attached else [])])


def sent(to: str) -> str:
    """Say that a letter is on its way."""
    return f"Передано. Кому: {safe(to)}\nПридёт в рабочие часы организации."


REPLY_NOTED = {"letter_answered": "ответ на письмо сотрудника"}
WRITE_NOTED = {"unit_written": "письмо администраторам организации"}
REPLY_UP_NOTED = {"level_answered": "ответ координатору"}
