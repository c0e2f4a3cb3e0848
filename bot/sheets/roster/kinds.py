"""The roster's example rows and notes, as each kind of organisations would write them."""

from dataclasses import dataclass
from datetime import date

from bot.sheets.roster.words import COLUMN_NOTES
from bot.words.vocabulary import (
    COLLEGE,
    COMMON,
    FURTHER,
    KINDERGARTEN,
    SCHOOL,
    Vocabulary,
)

_AWAY = (date(2026, 11, 16), date(2026, 11, 27))
_PROFILE = "https://vk.com/id101"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Rows to be replaced, as on both sheets, and what the notes of their headings say."""

    people: tuple[tuple[str | date, ...], ...]
    groups: tuple[tuple[str | int, ...], ...]
    of_person: str  # a person's groups
    of_group: str
    of_learners: str


_SCHOOL = Example(
    people=(
        ("Петрова Мария Петровна", "Учитель математики", "учитель", _PROFILE, "5А, 6Б", "", ""),
        ("Сидоров Пётр Ильич", "Заместитель директора по УВР", "администрация", "", "", *_AWAY),
    ),
    groups=(("5А", 28, 41, "Петрова Мария Петровна"), ("6Б", 25, 37, "Иванова Анна Львовна")),
    of_person="Классы или группы через запятую: 5А, 6Б.",
    of_group="Класс или группа: 5А.",
    of_learners="Сколько учеников в классе по списку.",
)
_KINDERGARTEN = Example(
    people=(
        ("Петрова Мария Петровна", "Воспитатель", "воспитатель", _PROFILE, "Солнышко", "", ""),
        ("Юдина Ольга Сергеевна", "Педагог-психолог", "педагог", "", "Солнышко, Радуга", "", ""),
        (
            "Сидорова Вера Ильинична",
            "Заместитель заведующего по ВМР",
            "администрация",
            "",
            "",
            *_AWAY,
        ),
    ),
    groups=(
        ("Солнышко", 24, 41, "Петрова Мария Петровна"),
        ("Радуга", 22, 37, "Иванова Анна Львовна"),
    ),
    of_person="Группы через запятую: Солнышко, Радуга.",
    of_group="Группа: Солнышко.",
    of_learners="Сколько воспитанников в группе по списку.",
)
_COLLEGE = Example(
    people=(
        (
            "Петрова Мария Петровна",
            "Преподаватель информатики",
            "преподаватель",
            _PROFILE,
            "ИС-21, ИС-31",
            "",
            "",
        ),
        (
            "Юдин Олег Сергеевич",
            "Мастер производственного обучения",
            "педагог",
            "",
            "ИС-31",
            "",
            "",
        ),
        ("Сидоров Пётр Ильич", "Заместитель директора по УР", "администрация", "", "", *_AWAY),
    ),
    groups=(
        ("ИС-21", 25, 34, "Петрова Мария Петровна"),
        ("ИС-31", 23, 30, "Иванова Анна Львовна"),
    ),
    of_person="Группы через запятую: ИС-21, ИС-31.",
    of_group="Группа: ИС-21.",
    of_learners="Сколько студентов в группе по списку.",
)
_FURTHER = Example(
    people=(
        (
            "Петрова Мария Петровна",
            "Педагог дополнительного образования",
            "педагог",
            _PROFILE,
            "Робототехника",
            "",
            "",
        ),
        ("Юдина Ольга Сергеевна", "Педагог-организатор", "педагог", "", "", "", ""),
        ("Сидоров Пётр Ильич", "Заместитель директора по УВР", "администрация", "", "", *_AWAY),
    ),
    groups=(
        ("Робототехника", 15, 20, "Петрова Мария Петровна"),
        ("Хор", 22, 30, "Иванова Анна Львовна"),
    ),
    of_person="Объединения или группы через запятую: Робототехника, Хор.",
    of_group="Объединение или группа: Робототехника.",
    of_learners="Сколько обучающихся в объединении по списку.",
)

EXAMPLES: dict[Vocabulary, Example] = {
    SCHOOL: _SCHOOL,
    KINDERGARTEN: _KINDERGARTEN,
    COLLEGE: _COLLEGE,
    FURTHER: _FURTHER,
    COMMON: _SCHOOL,
}


def title(vocabulary: Vocabulary) -> str:
    """Name the roster."""
    return f"Список сотрудников и {vocabulary.group.of_many}"


def notes(vocabulary: Vocabulary) -> dict[str, str]:
    """Say at each heading what belongs below it."""
    example = EXAMPLES[vocabulary]
    own = {
        "classes": example.of_person,
        "name": example.of_group,
        "pupils": example.of_learners,
    }
    return COLUMN_NOTES | own
