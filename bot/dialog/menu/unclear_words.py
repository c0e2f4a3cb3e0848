"""What is said to a text that was not understood."""

from bot.words.naming import Naming

PASS_ON_ACT = Naming(doing="письмо администратору")

PASS_ON, HELP = "Да, передать", "Помощь"


def sure(count: int) -> str:
    """Ask which of the acts that a text may mean is meant."""
    return "Вы об этом?" if count == 1 else "Что из этого открыть?"


def unclear(*, near: bool) -> str:
    """Say that a text was not understood; ``near``: buttons of what is like it follow."""
    if near:
        return "Не понял. Похоже:"
    return "Не понял. Напишите другими словами, например «сводка», или нажмите «Помощь»."


def pass_on(*, near: bool) -> str:
    """Say that a text was not understood, and offer to pass it on to the administrator."""
    if near:
        return "Не понял. Похоже на то, что на кнопках. Или передать сообщение администратору?"
    return "Не понял. Передать сообщение администратору?"
