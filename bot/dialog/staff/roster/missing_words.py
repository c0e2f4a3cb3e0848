"""Who is not in a roster's file: named, asked about, taken off the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.words.russian import number, plural, plural_word, safe
from bot.words.vocabulary import Vocabulary
from storage.records import Person

TAKE_BOTH, TAKE_ONLY = "Убрать и отозвать доступ", "Убрать, доступ оставить"
NOBODY = "Из списка никто не убран: все остаются."

_LONGEST_NAME = 60
_LONGEST_POST = 40


def who(count: int) -> str:
    """Name the button that leads to the step."""
    return f"Кого нет в файле ({number(count)})"


def take_off(count: int) -> str:
    """Name the button that takes them off the list."""
    return f"Убрать из списка ({number(count)})"


def stays(at: int) -> str:
    """Name the button that leaves one on the list."""
    return f"{at} работает"


def missing(shown: Sequence[tuple[int, Person]], count: int, known: int) -> str:
    """Name who is missing, a page of them, and ask."""
    people = plural(known, "сотрудника", "сотрудников", "сотрудников")
    lines = [f"{at}. {_named(person)}" for at, person in shown]
    return "\n".join(
        (
            f"Нет в файле: {number(count)} из {people}. Убрать их из списка?",
            *lines,
            "Их профили будут отвязаны. Кто ещё работает, отметьте номером.",
        )
    )


def sure(count: int, known: int) -> str:
    """Ask a second time."""
    people = plural(count, "сотрудника", "сотрудников", "сотрудников")
    return (
        f"Убрать {people} из {number(known)}? Это больше десятой части списка. Если файл неполный, "
        "нажмите «Отмена»."
    )


def taken_off(count: int) -> str:
    """Say how many were taken off the list."""
    verb = plural_word(count, "Убран", "Убраны", "Убрано")
    return f"{verb} из списка {plural(count, 'сотрудник', 'сотрудника', 'сотрудников')}."


def _named(person: Person) -> str:
    name = safe(person.full_name[:_LONGEST_NAME])
    return f"{name} ({safe(person.position[:_LONGEST_POST])})" if person.position else name


def _noted(details: Mapping[str, Any], _vocabulary: Vocabulary) -> str:
    return f"убрано из списка сотрудников: {number(int(details.get('people', 0)))}"


NOTED = {"people_dismissed": _noted}
