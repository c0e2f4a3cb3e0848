"""What the command line says of vacations."""

from collections.abc import Iterable

from bot.words.spans import span_with_year
from bot.words.vocabulary import Vocabulary, capital
from storage.records import Source, Vacation

HELP_LIST = "Показать каникулы, вместе с каникулами уровней выше."
HELP_ADD = "Записать каникулы."
HELP_REMOVE = "Вычеркнуть каникулы, записанные командой или ботом."
OPTION_CLASS = "Только этот класс."
ARGUMENT_FIRST = "Первый день вида 2026-12-28."
ARGUMENT_LAST = "Последний день вида 2027-01-10."

EVERYBODY = "все"
SOURCES = {"config": "в настройках", "bot": "командой или ботом"}

REFUSED = {
    "vacation_order": "Каникулы кончаются раньше, чем начинаются. Поменяйте дни местами.",
    "vacation_long": "Каникулы длиннее года. Проверьте год.",
}


def row(vacation: Vacation, source: Source) -> tuple[str, ...]:
    """One vacation as a row of the table on the screen."""
    return (
        vacation.unit,
        vacation.class_name or EVERYBODY,
        vacation.first.isoformat(),
        vacation.last.isoformat(),
        SOURCES[source],
    )


def _named(vacation: Vacation) -> str:
    whose = f", {vacation.class_name}" if vacation.class_name else ""
    first, last = vacation.first, vacation.last
    return f"{vacation.unit}{whose}: {span_with_year(first, last)}"


def nothing() -> str:
    """No vacation is known."""
    return "Каникулы не записаны."


def added(vacation: Vacation) -> str:
    """A vacation was written down."""
    return f"Каникулы записаны. {_named(vacation)}."


def removed(vacation: Vacation) -> str:
    """A vacation was struck out."""
    return f"Каникулы вычеркнуты. {_named(vacation)}."


def listed_in_config(vacation: Vacation) -> str:
    """A vacation is the config's; it would come back with the next start."""
    return f"Эти каникулы записаны в настройках, измените их там. {_named(vacation)}."


def unknown(vacation: Vacation, vacations: Iterable[Vacation]) -> str:
    """No such vacation."""
    others = "; ".join(_named(each) for each in vacations)
    return f"Таких каникул нет. {_named(vacation)}." + (f" Есть: {others}." if others else "")


def columns(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The headings of a unit's vacations."""
    group = capital(vocabulary.group.one)
    return ("Организация", group, "Первый день", "Последний день", "Записаны")


def unknown_class(name: str, known: Iterable[str], vocabulary: Vocabulary) -> str:
    """The unit has classes, and none of this name."""
    group = capital(vocabulary.group.of_one)
    return f"{group} «{name}» в списке организации нет. Есть: {', '.join(known)}."
