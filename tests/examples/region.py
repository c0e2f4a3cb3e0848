"""A made-up region: two municipalities, sixteen organisations of all kinds, their people and chats.

All names are invented. A random choice depends on what it is about and on nothing else, so that the
same region comes out everywhere and each time.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from monitor.orders.roles import Role
from sandbox.school.words import FEMALE_NAMES, MALE_NAMES, PATRONYMICS, SURNAMES, surname
from storage.records import ChatKind

ZONE = ZoneInfo("Asia/Yekaterinburg")
REGION, TOWN, DISTRICT = "region", "verkhnerechensk", "nizhnerechensk"
SCHOOL, KINDERGARTEN, COLLEGE = "school-2", "kindergarten-7", "college"
VACATION = (date(2026, 11, 16), date(2026, 11, 22))
REGION_COORDINATOR, COORDINATOR, NEIGHBOUR = 900_001, 900_002, 900_003

LEVELS = (
    (REGION, "region", "Министерство образования Северореченской области", None),
    (TOWN, "municipality", "Управление образования Верхнереченского округа", REGION),
    (DISTRICT, "municipality", "Управление образования Нижнереченского района", REGION),
)
"""Id, kind, name, the level above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An organisation; ``begin`` and ``end``: the part of its staff that reaches ten messages."""

    id: str
    kind: str
    name: str
    number: int
    parent: str = TOWN
    staff: int
    classes: tuple[str, ...]
    begin: float
    end: float
    pupils: int = 24  # of a class
    unbound: int = 0  # of the staff have no profile on the roster
    away: int = 1  # of the staff are on leave in the shown week
    unserved: int = 0  # classes without a chat
    silent: bool = False  # nobody has invited the bot
    rests: bool = False
    late: bool = False  # its own order closes the week in the evening
    torn: bool = False  # the bot was sent out of a chat for a day
    links: int = 0


_FIVE = ("5А", "5Б", "6А", "6Б", "7А", "7Б", "8А", "9А", "9Б", "10А", "11А")
_GROUPS = ("Ясельная", "Младшая", "Средняя", "Старшая", "Подготовительная")
_COURSES = ("ДО-11", "ДО-21", "НК-12", "НК-22", "ИС-31", "ФК-41")


def _school(number: int, name: str, staff: int, begin: float, end: float, **more: object) -> Place:
    values = {"id": f"school-{number}", "number": number, "classes": _FIVE} | more
    return Place(kind="school", name=name, staff=staff, begin=begin, end=end, **values)


PLACES = (
    _school(1, "МАОУ «СОШ № 1»", 38, 2, 2),
    _school(2, "МБОУ «СОШ № 2»", 46, 0.32, 0.66, unbound=3, away=2, unserved=1, links=3),
    _school(3, "МБОУ «СОШ № 3»", 41, 0.4, 0.55, unbound=1, unserved=1, late=True),
    _school(4, "МАОУ «Гимназия № 4 имени М. А. Алексеева»", 52, 0.55, 0.78, unbound=2, torn=True),
    _school(5, "МБОУ «СОШ № 5 с углублённым изучением отдельных предметов»", 44, 0, 0, silent=True),
    _school(6, "МКОУ «Заречная ООШ № 6»", 17, 0.5, 0.7, rests=True, classes=_FIVE[:9:2]),
    *(
        Place(
            id=f"kindergarten-{number}",
            kind="kindergarten",
            name=name,
            number=number,
            staff=staff,
            classes=_GROUPS,
            pupils=0,
            begin=begin,
            end=end,
            unbound=unbound,
        )
        for number, name, staff, begin, end, unbound in (
            (7, "МАДОУ «Детский сад № 7»", 21, 0.3, 0.74, 1),
            (11, "МБДОУ «Детский сад № 11 комбинированного вида»", 26, 0.25, 0.45, 4),
            (18, "МБДОУ «Центр развития ребёнка — детский сад № 18»", 33, 0.6, 0.82, 0),
        )
    ),
    Place(
        id=COLLEGE,
        kind="college",
        name="ГБПОУ «Верхнереченский педагогический колледж»",
        number=20,
        staff=48,
        classes=_COURSES,
        begin=0.22,
        end=0.48,
        unbound=5,
        away=3,
        unserved=1,
    ),
    *(
        Place(
            id=name,
            kind="further",
            name=title,
            number=number,
            staff=staff,
            classes=classes,
            pupils=15,
            begin=begin,
            end=end,
        )
        for name, number, title, staff, classes, begin, end in (
            ("art-house", 31, "МБУ ДО «Дом творчества»", 14, ("Театр", "Робототехника"), 0.5, 0.8),
            ("music", 32, "МБУ ДО «Детская школа искусств»", 19, ("Хор", "Скрипка"), 0.2, 0.35),
        )
    ),
    _school(41, "МБОУ «Ольховская СОШ»", 23, 0.3, 0.5, parent=DISTRICT, unbound=1),
    _school(42, "МБОУ «Нижнереченская СОШ № 1»", 36, 0.45, 0.7, parent=DISTRICT, unbound=2),
    _school(43, "МБОУ «Нижнереченская СОШ № 2»", 31, 0.35, 0.6, parent=DISTRICT, unserved=2),
    _school(44, "МКОУ «Боровская ООШ»", 12, 0.2, 0.4, parent=DISTRICT, classes=_FIVE[:9:2]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One of an organisation's staff; ``zeal`` from 0 to 1 decides who reaches the norm."""

    account: int
    name: str
    position: str
    role: Role
    zeal: float
    bound: bool
    away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A chat the bot was invited to."""

    number: int
    title: str
    kind: ChatKind
    class_name: str = ""


_POSTS = {
    "school": (Role.TEACHER, "Учитель", ("математики", "физики", "истории", "русского языка")),
    "kindergarten": (Role.EDUCATOR, "Воспитатель", ("", "первой категории")),
    "college": (Role.LECTURER, "Преподаватель", ("педагогики", "информатики", "истории")),
    "further": (Role.PEDAGOGUE, "Педагог дополнительного образования", ("",)),
}
_HEADS = {"kindergarten": ("Заместитель заведующего", "Заведующий")}
_HEADS_ELSEWHERE = ("Заместитель директора", "Директор")
_OTHERS = (
    (Role.OTHER, "Делопроизводитель"),
    (Role.PEDAGOGUE, "Педагог-психолог"),
    (Role.OTHER, "Заведующий хозяйством"),
    (Role.PEDAGOGUE, "Учитель-логопед"),
)
_LEARNERS = {"school": "ученики", "college": "студенты", "further": "обучающиеся"}
_AN_OTHER = 6  # every sixth does something else than teach


def workers(place: Place) -> tuple[Worker, ...]:
    """Give an organisation's staff; the first is its administrator, the second its deputy."""
    chance = Random(place.id)
    families = chance.sample(SURNAMES, place.staff)
    idle = chance.sample(range(3, place.staff), place.unbound + place.away)
    return tuple(
        _worker(place, index, family, idle, chance) for index, family in enumerate(families)
    )


def _worker(place: Place, index: int, family: str, idle: list[int], chance: Random) -> Worker:
    role, post, subjects = _POSTS[place.kind]
    position = f"{post} {chance.choice(subjects)}".strip()
    if 0 < index < 3:
        role = Role.ADMINISTRATION
        position = _HEADS.get(place.kind, _HEADS_ELSEWHERE)[index - 1]
    elif index % _AN_OTHER == _AN_OTHER - 1:
        role, position = _OTHERS[index // _AN_OTHER % len(_OTHERS)]
    woman = chance.random() < 0.85
    first = chance.choice(FEMALE_NAMES if woman else MALE_NAMES)
    patronymic = chance.choice(PATRONYMICS)[0 if woman else 1]
    return Worker(
        account=300_000 + 1_000 * place.number + index,
        name=f"{surname(family, woman=woman)} {first} {patronymic}",
        position=position,
        role=role,
        zeal=chance.random(),
        bound=index not in idle[: place.unbound],
        away=index in idle[place.unbound :],
    )


@cache
def rooms(place: Place) -> tuple[Room, ...]:
    """Give an organisation's chats: of the staff, and of its classes or groups."""
    if place.silent:
        return ()
    kinds = [("", ChatKind.STAFF, "Педсовет"), ("", ChatKind.STAFF, "Объявления")]
    for name in place.classes[: len(place.classes) - place.unserved]:
        kinds.append((name, ChatKind.PARENTS, f"{name} родители"))
        if place.pupils:
            kinds.append((name, ChatKind.PUPILS, f"{name} {_LEARNERS[place.kind]}"))
    return tuple(
        Room(number=100 * place.number + index, title=title, kind=kind, class_name=name)
        for index, (name, kind, title) in enumerate(kinds, start=1)
    )
