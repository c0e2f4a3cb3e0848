"""The cast and the named moments that serve all tests: two schools, a municipality, eight people.

All invented. Week 2026-W47 runs from Monday 16 to Sunday 22 November in Yekaterinburg's zone.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Yekaterinburg")
MONDAY = date(2026, 11, 16)
WEEK = "2026-W47"

PERM, SCHOOL, LYCEUM = "perm", "school-12", "lyceum-5"

PERM_ORDER = (
    "Приказ «О повышении активности пользователей информационно-коммуникационной образовательной "
    "платформы «Сферум»»"
)
SERGOKALA_ORDER = "Приказ школы на основании приказа УО Сергокалинского района № 80 от 13.10.2023"


ADMIN, DEPUTY, COORDINATOR = 101, 102, 103
MARIA, PAVEL, OLGA, LYCEUM_ADMIN = 104, 105, 106, 107
STRANGER = 900

NAMES = {
    ADMIN: ("Анна", "Быкова"),
    DEPUTY: ("Игорь", "Зотов"),
    COORDINATOR: ("Вера", "Лапина"),
    MARIA: ("Мария", "Петрова"),
    PAVEL: ("Павел", "Уткин"),
    OLGA: ("Ольга", "Юдина"),
    LYCEUM_ADMIN: ("Нина", "Носова"),
    STRANGER: ("Гость", "Чужой"),
}

ROSTER = """ФИО;Должность;Роль;VK;Классы;Отсутствует с;Отсутствует по
Быкова Анна Сергеевна;Учитель истории;учитель;101;;;
Зотов Игорь Львович;Заместитель директора;администрация;102;;;
Петрова Мария Петровна;Учитель математики;учитель;104;5А;;
Уткин Павел Ильич;Учитель физики;учитель;id105;;;
Юдина Ольга Олеговна;Секретарь;прочий персонал;;;;
"""

CONFIG = """
[database]
url = "sqlite:///{database}"

[vk]
token = "{token}"
api_url = "{api_url}"

[privacy]
small_group = 1  # the cast is small; tests/bot/words/test_small_groups.py has the real setting

[[unit]]
id = "perm"
kind = "municipality"
name = "Департамент образования города Перми"
timezone = "Asia/Yekaterinburg"
order = "perm"
coordinators = [103]

[[unit]]
id = "school-12"
kind = "school"
name = "МАОУ «СОШ № 12»"
parent = "perm"
timezone = "Asia/Yekaterinburg"
order = "perm"
administrators = [101]
deputies = [102]

[[unit]]
id = "lyceum-5"
kind = "school"
name = "МАОУ «Лицей № 5»"
parent = "perm"
timezone = "Asia/Yekaterinburg"
order = "sergokala"
administrators = [107]
"""


def at(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A local moment of the week: ``at(0, 9)`` is Monday 09:00; days may lie outside 0 to 6."""
    first = datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=ZONE)
    return first + timedelta(days=day, hours=hour, minutes=minute, seconds=second)


def utc(moment: datetime) -> int:
    """UTC seconds of a moment."""
    return int(moment.astimezone(UTC).timestamp())


MONDAY_MORNING = at(0, 9)
THURSDAY_NUDGE = at(3, 14)
THURSDAY_REMINDER = at(3, 15)
FRIDAY_DIGEST = at(4, 15)
NEXT_MONDAY_CLOSE = at(7, 9)
