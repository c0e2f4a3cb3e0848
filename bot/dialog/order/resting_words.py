"""«Каникулы и пауза»: the days without school, ahead, to be added and struck out."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.words.naming import Naming
from bot.words.russian import day, span
from bot.words.vocabulary import Vocabulary, capital
from storage.records import Source, Vacation

REST_DROP_ACT = Naming(doing="вычёркивание каникул")

REST_ACT = Naming(
    typed=(
        "каникулы",
        "пауза",
        "праздники",
    ),
    also=(
        "поставить/задать/добавить/внести/указать/поменять каникулы/паузу/выходные; "
        "когда каникулы; выходные; выходные дни; поставить на паузу; карантин; каникулы и "
        "пауза; отменить на каникулы"
    ),
)
REST_ADD_ACT = Naming(doing="запись каникул")

ADD, PAUSE = "Добавить каникулы", "Пауза до конца недели"
TO_REST, WRITE, STRIKE = "← К каникулам", "Записать", "Вычеркнуть"
WRITTEN, STRUCK = "Записано", "Вычеркнуто"
BAD = {
    "unknown": "Дни непонятны. Напишите первый и последний, например «28.12–10.01».",
    "reversed": "Каникулы кончаются раньше, чем начинаются. Поменяйте дни местами.",
    "long": "Каникулы длиннее года. Проверьте год.",
}
IN_CONFIG = "Каникулы с этого дня уже записаны в настройках, их меняет оператор."
GONE = "Таких каникул уже нет."


def one_class(vocabulary: Vocabulary) -> str:
    """Name the button that asks which class a vacation is of."""
    return f"Только для {vocabulary.group.of_one}"


def which_class(vocabulary: Vocabulary) -> str:
    """Ask which class a vacation is of."""
    group = vocabulary.group
    return f"Для {group.fits('какого', 'какой', 'какого')} {group.of_one}?"


def ask(vocabulary: Vocabulary) -> str:
    """Ask for the days."""
    group, example = vocabulary.group, vocabulary.example
    return (
        "Когда каникулы? Напишите дни, например «28.12–10.01», а для "
        f"{group.fits('одного', 'одной', 'одного')} {group.of_one} — «28.12–10.01, {example}». "
        "В эти дни нормы не применяются и бот никому не пишет."
    )


def rest(
    unit_name: str,
    today: date,
    shown: Sequence[tuple[int, Vacation, Source]],
    names: Mapping[str, str],
    holidays: Sequence[tuple[date, date]],
) -> str:
    """List the vacations ahead by number, and the next holidays."""
    lines = [
        f"{unit_name}, на {day(today)}. Каникулы:" if shown else f"{unit_name}, на {day(today)}."
    ]
    if not shown:
        lines.append("Каникулы впереди не записаны.")
    lines += [f"{at}. {_days(each)}, {_whose(each, source, names)}" for at, each, source in shown]
    lines.append(f"Праздники: {'; '.join(_span(*each) for each in holidays)}.")
    lines.append("В каникулы и праздники нормы не применяются и бот никому не пишет.")
    return "\n".join(lines)


def _days(vacation: Vacation) -> str:
    return _span(vacation.first, vacation.last)


def _span(first: date, last: date) -> str:
    return f"{span(first, last)}{f' {first.year}' if first.year == last.year else ''}"


def _whose(vacation: Vacation, source: Source, names: Mapping[str, str]) -> str:
    whose = vacation.class_name or names.get(vacation.unit, "вся организация")
    return f"{whose} (в настройках)" if source == "config" else whose


def ask_add(vacation: Vacation) -> str:
    """Show what would be written down."""
    whose = vacation.class_name or "вся организация"
    return f"Записать каникулы {_days(vacation)}, {whose}?"


def ask_drop(vacation: Vacation) -> str:
    """Show what would be struck out."""
    whose = vacation.class_name or "вся организация"
    return f"Вычеркнуть каникулы {_days(vacation)}, {whose}? Нормы за эти дни снова применяются."


def drop_button(at: int) -> str:
    """Name the button that strikes one out."""
    return f"Вычеркнуть {at}"


def no_classes(vocabulary: Vocabulary) -> str:
    """There are no classes to choose from."""
    groups = capital(vocabulary.group.of_many)
    return f"{groups} в списке организации нет: их загружают вместе со списком сотрудников."


def unknown_class(name: str, vocabulary: Vocabulary) -> str:
    """The list has no such class."""
    group = capital(vocabulary.group.of_one)
    return f"{group} «{name}» в списке организации нет. Напишите название, как в списке."


REST_ADD_NOTED = {"vacation_added": "записаны каникулы"}
REST_DROP_NOTED = {"vacation_removed": "вычеркнуты каникулы"}
