"""The words of a table of organisations: its headings, and kinds as tables name them."""

from collections.abc import Mapping

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "Идентификатор", "Код"),
    "kind": ("Вид", "Тип", "Вид организации"),
    "name": ("Название", "Наименование", "Организация"),
    "parent": ("Выше", "Организация выше", "Подчинение", "Родитель"),
    "timezone": ("Часовой пояс", "Пояс"),
    "order": ("Приказ",),
    "administrators": ("Администраторы", "Администратор"),
    "deputies": ("Завучи", "Завуч", "Заместители"),
    "coordinators": ("Координаторы", "Координатор"),
}
"""Field → headings, the first being ours; compared without case, spaces, signs and ё."""

KINDS: Mapping[str, str] = {
    "регион": "region",
    "муниципалитет": "municipality",
    "школа": "school",
    "детский сад": "kindergarten",
    "доу": "kindergarten",
    "колледж": "college",
    "спо": "college",
    "дополнительное образование": "further",
    "удо": "further",
}
"""Kinds as tables name them."""
