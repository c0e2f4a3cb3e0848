"""The headings and sheets of a roster that are understood, as schools write them."""

import re

PEOPLE_SHEET = "Сотрудники"
CLASSES_SHEETS = ("Классы", "Группы", "Объединения", "Классы (группы)")

PEOPLE_COLUMNS: dict[str, tuple[str, ...]] = {
    "full_name": (
        "ФИО",
        "Ф.И.О.",
        "Сотрудник",
        "Работник",
        "Педагог",
        "Фамилия, имя, отчество",
        "ФИО сотрудника",
        "ФИО педагога",
        "ФИО воспитателя",
        "ФИО преподавателя",
    ),
    "position": ("Должность",),
    "role": ("Роль", "Категория"),
    "vk": ("VK", "ВК", "VK ID", "ID VK", "ВКонтакте", "Профиль VK", "Профиль ВК", "Ссылка VK"),
    "classes": (
        "Классы",
        "Класс",
        "Группы",
        "Группа",
        "Объединения",
        "Объединение",
        "Классы (группы)",
        "Класс (группа)",
    ),
    "absent_from": ("Отсутствует с", "Отсутствие с"),
    "absent_to": ("Отсутствует по", "Отсутствует до", "Отсутствие по"),
    "surname": ("Фамилия",),
    "given": ("Имя",),
    "patronymic": ("Отчество",),
}
"""Field → headings of all kinds of organisations; the first is a school's, or everybody's.

Compared without case, spaces, signs and ё.
"""

CLASS_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": (
        "Класс",
        "Группа",
        "Объединение",
        "Класс (группа)",
        "Название группы",
        "Название объединения",
    ),
    "pupils": (
        "Учеников",
        "Ученики",
        "Обучающихся",
        "Обучающиеся",
        "Воспитанников",
        "Воспитанники",
        "Студентов",
        "Студенты",
        "Детей",
    ),
    "parents": ("Родителей", "Родители"),
    "teacher": (
        "Классный руководитель",
        "Руководитель",
        "Воспитатель",
        "Воспитатели",
        "Куратор",
        "Педагог",
        "Преподаватель",
    ),
}

PEOPLE_STEMS = (
    ("classes", re.compile(r"класс\w*(?!\w| рук)|закрепленн")),
    (
        "full_name",
        re.compile(
            r"^(?!.*(?:родител|учени|учащ|обучающ|ребен|воспитанник|студент|руководит|должност))"
            r".*\b(?:фио|ф и о|фамилия,? ?имя|фамилия и имя)\b"
        ),
    ),
    ("position", re.compile(r"должност")),
    ("vk", re.compile(r"\b(?:вк|vk|вконтакте|vkontakte)\b")),
    ("role", re.compile(r"категория (?:работник|персонал|сотрудник)|^роль\b")),
)
CLASS_STEMS = (
    ("teacher", re.compile(r"руководител|куратор|воспитател[ья]|тьютор")),
    ("parents", re.compile(r"родител|законн\w+ представ")),
    (
        "pupils",
        re.compile(
            r"(?:кол\w*|число|численность|всего|списочн\w+)\b.*"
            r"(?:учени|учащ|обуча|воспитанник|студент|дет(?:ей|и)|человек)|наполняемость"
        ),
    ),
    ("name", re.compile(r"^(?:наименование|название|литера?)\b.*(?:класс|групп|объединен)")),
)
"""Words that tell a heading's field where it is not listed, in small letters without ё and dots."""

NUMBERING = re.compile(r"|(?:№|n|no)\W*(?:п\W*п)?\W*|п\W*п\W*|\d+")
"""Headings of columns that number the rows, in small letters, or nothing."""

OTHERS_SHEET = re.compile(r"ученик|учащи|обучающи|воспитанник|студент|родител|уволен|архив")
"""In the names (``cells.key``) of sheets that list other people."""
