"""«Отсутствует»: days somebody is away. Why is never asked, and not kept when it is told."""

from collections.abc import Sequence
from datetime import date

from bot.dialog.staff.staff_words import days, who
from bot.words.naming import Naming
from bot.words.understanding.days import BadDays
from storage.records import Absence, Person

AWAY_ACT = Naming(doing="отметка отсутствия")
PRESENT_ACT = Naming(doing="снятие отсутствия")

TODAY, THIS_WEEK, REMOVE = "Сегодня", "Эта неделя", "Снять"
MARK, REMOVE_ALL, REMOVE_FROM_TODAY = "Отметить", "Снять полностью", "Снять с сегодняшнего дня"
NOTHING_TO_REMOVE = "Отсутствие не отмечено, снимать нечего."

_BAD_DAYS = {
    "unknown": "Не понял дни. Напишите, например: «16.11–20.11», «с 16 ноября» или «сегодня».",
    "reversed": "Последний день раньше первого. Напишите дни по порядку: «16.11–20.11».",
    "long": "Больше трёх лет. Проверьте год или напишите только первый день: «с 16 ноября».",
}


def ask(person: Person, marked: Sequence[Absence], today: date) -> str:
    """Ask for the days."""
    known = f"Отмечено: {', '.join(days(each, today) for each in marked)}.\n" if marked else ""
    return (
        f"{who(person)}: когда отсутствует?\n{known}"
        "Нажмите кнопку или напишите дни: «16.11–20.11», «с 16 ноября», «сегодня». Причину писать "
        "не нужно, она не хранится."
    )


def bad_days(error: BadDays) -> str:
    """Say why the days are not understood."""
    return _BAD_DAYS[str(error)]


def preview(person: Person, absence: Absence, today: date) -> str:
    """Show what will be marked."""
    return (
        f"{who(person)}: отметить отсутствие {days(absence, today)}?\n"
        "В эти дни норма с сотрудника не спрашивается. Соседние и пересекающиеся дни объединятся."
    )


def marked(person: Person, absence: Absence, today: date) -> str:
    """Say what was marked."""
    return f"Отмечено отсутствие {days(absence, today)}: {who(person)}."


def remove(person: Person, listed: Sequence[Absence], today: date) -> str:
    """Ask how much of an absence is taken back."""
    said = ", ".join(days(each, today) for each in listed)
    return f"{who(person)}: снять отсутствие {said}?"


def removed(person: Person) -> str:
    """Say that nobody is absent any more."""
    return f"Отсутствие снято: {who(person)}."


AWAY_NOTED = {"absence_set": "отмечено отсутствие"}
PRESENT_NOTED = {"absence_removed": "снято отсутствие"}
