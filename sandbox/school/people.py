"""Who is who in the made-up school: staff, classes, pupils, parents and their chats."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sandbox.school.words import (
    CLASS_NAMES,
    FEMALE_NAMES,
    MALE_NAMES,
    PATRONYMICS,
    SHORT_NAMES,
    SURNAMES,
    surname,
)

NAME = "МАОУ «СОШ № 12»"
TIMEZONE = "Asia/Yekaterinburg"
SHOWN_WEEK = date(2026, 11, 16)  # the Monday the demo plays from
ADMINISTRATOR, DEPUTY = 101, 102  # the ids of config.example.toml
FIRST_STAFF, FIRST_PUPIL, FIRST_PARENT = 103, 1001, 3001

TEACHER, PEDAGOGUE = "учитель", "педагог"
LEADERSHIP, OTHER = "администрация", "прочий персонал"
LEADERS = ("Директор", "Заместитель директора по ВР")  # the other deputy is DEPUTY
TEACHES = (
    *("математики",) * 5,
    *("русского языка и литературы",) * 6,
    *("английского языка",) * 3,
    *("истории и обществознания",) * 4,
    *("физической культуры",) * 3,
    *("информатики", "физики", "физики", "химии", "биологии", "биологии", "географии"),
    *("технологии", "технологии", "музыки", "изобразительного искусства", "ОБЗР"),
)
OTHERS = (
    ("Секретарь", OTHER),
    ("Педагог-психолог", PEDAGOGUE),
    ("Социальный педагог", PEDAGOGUE),
    ("Педагог-библиотекарь", PEDAGOGUE),
    ("Заведующий хозяйством", OTHER),
    ("Лаборант", OTHER),
    ("Учитель-логопед", PEDAGOGUE),
    ("Специалист по кадрам", OTHER),
    ("Вахтёр", OTHER),
)
"""Who does not teach; the roles are those of the official list of pedagogical positions."""
# One chat of parents and one of pupils, or one mixed chat; the kinds are to be guessed.
CLASS_CHATS = {
    "5А": (("5А родители", "parents"), ("5А ученики", "pupils")),
    "5Б": (("Родители 5 Б", "parents"), ("5Б ученики", "pupils")),
    "6А": (("6А родители", "parents"), ("6А дети", "pupils")),
    "7А": (("7А родители", "parents"), ("7А ученики", "pupils")),
    "7Б": (("7Б класс", "mixed"),),
    "8А": (("8А родители", "parents"), ("8А ученики", "pupils")),
    "9А": (("Родители 9А", "parents"), ("9А ОГЭ", "pupils")),
    "10А": (("10А", "mixed"),),
    "11А": (("11А выпускной", "parents"), ("11А ученики", "pupils")),
}
ALL_ONLY = frozenset({"МО естественных наук", "5Б ученики", "Родители 9А", "7Б класс"})
MENTIONS_ONLY = frozenset({"8А родители"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the staff, as the roster and VK know the person."""

    id: int
    first_name: str
    last_name: str
    patronymic: str
    position: str
    role: str  # "учитель" | "педагог" | "администрация" | "прочий персонал"
    vk_name: str  # the first name shown in VK, sometimes a short form
    classes: tuple[str, ...] = ()
    absent: tuple[date, date] | None = None  # first and last day
    bound: bool = True  # False: the column VK of the roster is empty
    writes_to_bot: bool = True  # has opened the private dialog

    @property
    def full_name(self) -> str:
        """ФИО as in the roster."""
        return f"{self.last_name} {self.first_name} {self.patronymic}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A pupil or a parent."""

    id: int
    first_name: str
    last_name: str
    school_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolClass:
    """A row of the sheet «Классы»: official numbers, more than those active in chats."""

    name: str
    pupils: int
    parents: int
    teacher: str  # ФИО


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolChat:
    """A chat and the access its owner will give the bot."""

    title: str
    owner: int
    members: tuple[int, ...]
    access: str  # "admin" | "all" | "mentions"


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """Everything there is before the first message."""

    name: str
    timezone: str
    staff: tuple[Member, ...]
    pupils: tuple[Person, ...]
    parents: tuple[Person, ...]
    classes: tuple[SchoolClass, ...]
    chats: tuple[SchoolChat, ...]
    administrator: int
    deputy: int
    talk: str = ""
    """What its people speak of: the beginning of the keys of TALK; empty: a school's own."""

    deputy_title: str = "завуч"
    short: str = ""
    """What it is called beside the names of its staff; empty: not at all."""


def make_school(seed: int = 12, monday: date = SHOWN_WEEK) -> School:
    """The school of a seed; leave and sickness fall into the week of `monday`."""
    rng = Random(seed)  # noqa: S311 - believable, not secret
    staff, heads = _staff(rng, monday)
    pupils = tuple(_pupils(rng))
    parents = tuple(_parents(rng, pupils))
    by_id = {member.id: member for member in staff}
    return School(
        name=NAME,
        timezone=TIMEZONE,
        staff=staff,
        pupils=pupils,
        parents=parents,
        classes=tuple(
            _class(rng, name, by_id[heads[name]], (pupils, parents)) for name in CLASS_NAMES
        ),
        chats=tuple(_chats(staff, heads, pupils, parents)),
        administrator=ADMINISTRATOR,
        deputy=DEPUTY,
    )


def _staff(rng: Random, monday: date) -> tuple[tuple[Member, ...], dict[str, int]]:
    """46 people, and which of them leads which class."""
    posts = [
        (ADMINISTRATOR, "Педагог-организатор, учитель информатики", TEACHER),
        (DEPUTY, "Заместитель директора по УВР", LEADERSHIP),
    ]
    rest = [(post, LEADERSHIP) for post in LEADERS]
    rest += [(f"Учитель {subject}", TEACHER) for subject in TEACHES]
    rest += OTHERS
    posts += [(FIRST_STAFF + index, *post) for index, post in enumerate(rest)]
    families = rng.sample(SURNAMES, len(posts))
    members = [_member(rng, post, family) for post, family in zip(posts, families, strict=True)]
    teachers = [m.id for m in members if m.role == TEACHER and m.id != ADMINISTRATOR]
    heads = dict(zip(CLASS_NAMES, rng.sample(teachers, len(CLASS_NAMES)), strict=True))
    ordinary = [id_ for id_ in teachers if id_ not in heads.values()]
    marked = list(_marked(rng, monday, members, ordinary))
    return tuple(_with_classes(rng, member, heads) for member in marked), heads


def _member(rng: Random, post: tuple[int, str, str], family: str) -> Member:
    id_, position, role = post
    woman = rng.random() < (0.3 if "физической" in position else 0.87)
    first = rng.choice(FEMALE_NAMES if woman else MALE_NAMES)
    return Member(
        id=id_,
        first_name=first,
        last_name=surname(family, woman=woman),
        patronymic=rng.choice(PATRONYMICS)[0 if woman else 1],
        position=position,
        role=role,
        vk_name=SHORT_NAMES.get(first, first) if rng.random() < 0.25 else first,
    )


def _marked(
    rng: Random, monday: date, members: list[Member], ordinary: list[int]
) -> Iterator[Member]:
    """Leave, sickness, empty VK columns and unopened dialogs for twelve ordinary teachers."""
    chosen = rng.sample(ordinary, 12)
    days = [monday + timedelta(days=offset) for offset in range(7)]
    leave, sick = (monday - timedelta(days=7), days[6]), (days[1], days[2])
    absences = dict(zip(chosen[:4], (leave, (days[0], days[4]), sick, sick), strict=True))
    for member in members:
        yield replace(
            member,
            absent=absences.get(member.id),
            bound=member.id not in chosen[4:8],
            writes_to_bot=member.id not in chosen[6:12],  # two of them are unbound as well
        )


def _with_classes(rng: Random, member: Member, heads: dict[str, int]) -> Member:
    """A teacher's classes: the own one and a few more, in the order of the school."""
    if member.role != TEACHER:
        return member
    taught = {name for name, head in heads.items() if head == member.id}
    taught |= set(rng.sample(CLASS_NAMES, rng.randint(2, 4)))
    return replace(member, classes=tuple(name for name in CLASS_NAMES if name in taught))


def _pupils(rng: Random) -> Iterator[Person]:
    id_ = FIRST_PUPIL
    for name in CLASS_NAMES:
        for _ in range(rng.randint(14, 20)):
            woman = rng.random() < 0.5
            yield Person(
                id=id_,
                first_name=rng.choice(FEMALE_NAMES if woman else MALE_NAMES),
                last_name=surname(rng.choice(SURNAMES), woman=woman),
                school_class=name,
            )
            id_ += 1


def _parents(rng: Random, pupils: tuple[Person, ...]) -> Iterator[Person]:
    """A mother of most pupils and a father of a few."""
    id_ = FIRST_PARENT
    men = {surname(man, woman=woman): man for man in SURNAMES for woman in (True, False)}
    for pupil in pupils:
        if rng.random() < 0.12:
            continue
        woman = rng.random() < 0.85
        yield Person(
            id=id_,
            first_name=rng.choice((FEMALE_NAMES if woman else MALE_NAMES)[:16]),
            last_name=surname(men[pupil.last_name], woman=woman),
            school_class=pupil.school_class,
        )
        id_ += 1


def _class(
    rng: Random, name: str, head: Member, people: tuple[tuple[Person, ...], tuple[Person, ...]]
) -> SchoolClass:
    pupils, parents = (sum(p.school_class == name for p in group) for group in people)
    enrolled = pupils + rng.randint(6, 10)
    return SchoolClass(
        name=name,
        pupils=enrolled,
        parents=max(parents, enrolled + rng.randint(8, 18)),
        teacher=head.full_name,
    )


def _chats(
    staff: tuple[Member, ...],
    heads: dict[str, int],
    pupils: tuple[Person, ...],
    parents: tuple[Person, ...],
) -> Iterator[SchoolChat]:
    yield from _staff_chats(staff, heads)
    for name, chats in CLASS_CHATS.items():
        teachers = [heads[name], *[m.id for m in staff if name in m.classes][:4]]
        for title, kind in chats:
            adults = [p.id for p in parents if p.school_class == name and kind != "pupils"]
            children = [p.id for p in pupils if p.school_class == name and kind != "parents"]
            also = teachers if kind != "parents" else teachers[:1]
            yield _chat(title, heads[name], [*also, *adults, *children])
    some = [m.id for m in staff[5:15]] + [p.id for p in (*pupils[::9], *parents[::9])]
    yield _chat("Болталка", staff[5].id, some)


def _staff_chats(staff: tuple[Member, ...], heads: dict[str, int]) -> Iterator[SchoolChat]:
    director = next(m.id for m in staff if m.position == "Директор")
    leaders = [m.id for m in staff if m.role == LEADERSHIP]
    office = [m.id for m in staff if m.position in {"Секретарь", "Заведующий хозяйством"}]
    # The doorkeeper is in no chat at all: only the roster knows of such people.
    yield _chat("Педсовет", director, [m.id for m in staff if m.position != "Вахтёр"])
    yield _chat("Администрация", director, [*leaders, ADMINISTRATOR, *office])
    groups = {
        "МО математиков": ("математики", "информатики"),
        "МО филологов": ("литературы", "английского"),
        "МО естественных наук": ("физики", "химии", "биологии", "географии"),
    }
    for title, subjects in groups.items():
        group = [m.id for m in staff if any(word in m.position for word in subjects)]
        yield _chat(title, group[-1], [*group, DEPUTY])
    yield _chat("Классные руководители", DEPUTY, [*heads.values(), DEPUTY, ADMINISTRATOR])
    yield _chat("Лагерь «Радуга» 2026", ADMINISTRATOR, [ADMINISTRATOR, *leaders])


def _chat(title: str, owner: int, members: list[int]) -> SchoolChat:
    access = "mentions" if title in MENTIONS_ONLY else "all" if title in ALL_ONLY else "admin"
    everyone = tuple(dict.fromkeys([owner, *members]))  # in order, each once
    return SchoolChat(title=title, owner=owner, members=everyone, access=access)
