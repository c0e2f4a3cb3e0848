"""``roster import`` on the command line: what a file would change, its questions, what was done."""

from collections.abc import Iterator, Sequence

from bot.dialog.staff.roster.missing_words import taken_off
from bot.dialog.staff.roster.rostering import Imported
from bot.dialog.staff.roster.words import answered, joined, not_read, sums
from bot.words.russian import number, plural
from bot.words.vocabulary import Vocabulary, capital
from monitor.people.joining import Entry
from monitor.people.roster import Doubt
from storage.records import Person

OPTION_YES = "Применить без вопроса."
OPTION_DRY_RUN = "Только показать, что изменится."
OPTION_SAME = "Номер вопроса «то же лицо?»: да, это тот же сотрудник."
OPTION_ANOTHER = "Номер вопроса «то же лицо?»: нет, это другой человек."
OPTION_DISMISS = "Убрать из списка тех, кого нет в файле."
OPTION_DISMISS_MANY = "То же, если их больше десятой части списка."
ASK = "Применить? [д/Н]"
UNCHANGED = "Ничего не изменено."
ALREADY = "Список уже такой, как в файле."
NO_DOUBT = "Вопроса «то же лицо?» с таким номером нет."


def preview(imported: Imported, vocabulary: Vocabulary) -> Iterator[str]:
    """Say what a file would change."""
    yield f"Сотрудники: {sums(imported)}"
    yield from (f"  новый сотрудник: {_row(each)}" for each in imported.change.new)
    for person, entry in imported.change.changed:
        if person.full_name != entry.full_name:
            yield f"  {person.full_name} → {entry.full_name}"
    if imported.classes:
        yield f"{capital(vocabulary.group.of_many)}: {number(imported.classes)}."
    yield from joined(imported)
    yield from not_read(imported, vocabulary)
    if imported.change.doubts:
        yield "То же лицо? Изменить ответ: --same НОМЕР или --another НОМЕР."
    yield from (_doubt(at, each) for at, each in enumerate(imported.change.doubts, 1))
    yield from missing(imported.missing, imported.known)


def missing(persons: Sequence[Person], known: int) -> Iterator[str]:
    """Name who is not in the file; they stay."""
    if persons:
        people = plural(known, "сотрудника", "сотрудников", "сотрудников")
        yield f"Нет в файле: {number(len(persons))} из {people}. Они остаются в списке:"
        yield from (f"  {_row(each)}" for each in persons)


def _row(one: Person | Entry) -> str:
    return f"{one.full_name}, {one.position}" if one.position else one.full_name


def _doubt(at: int, doubt: Doubt) -> str:
    return f"  {at}. {doubt.entry.full_name} — в списке {doubt.person.full_name}: {answered(doubt)}"


def ask_same(at: int, doubt: Doubt) -> str:
    """Ask of a row that nothing is known of but the profile."""
    return (
        f"{at}. {doubt.entry.full_name} и {doubt.person.full_name} из списка — одно лицо? "
        "[д/н, Enter — решить потом]"
    )


def undecided(count: int) -> str:
    """Say that rows without an answer were not applied, and how to answer."""
    return (
        f"Не применены строки без ответа «то же лицо?»: {number(count)}. Номера покажет --dry-run, "
        "ответ: --same НОМЕР или --another НОМЕР."
    )


def ask_dismiss(count: int) -> str:
    """Ask whether who is missing has left."""
    return f"Убрать их из списка ({number(count)})? [д/Н]"


def ask_many(count: int) -> str:
    """Ask a second time."""
    return f"Это больше десятой части списка. Чтобы убрать их, наберите число {count}:"


def many(count: int) -> str:
    """Say what a great many missing need."""
    return (
        f"Не убран никто: в файле нет {number(count)}, это больше десятой части списка. "
        "Если файл полный, добавьте --dismiss-many."
    )


def dismissed(count: int) -> str:
    """Say how many were taken off the list."""
    return taken_off(count)


def stay(count: int) -> str:
    """Say that who is missing stays."""
    return f"Остались в списке, хотя их нет в файле: {number(count)}. Убрать их: --dismiss."
