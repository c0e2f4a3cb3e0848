"""The school's neighbours in a made-up municipality: a kindergarten and a college."""

from random import Random

from sandbox.school.people import Member, Person, School, SchoolChat, SchoolClass
from sandbox.school.words import FEMALE_NAMES, MALE_NAMES, PATRONYMICS, SURNAMES, surname

TIMEZONE = "Asia/Yekaterinburg"
GARDEN, COLLEGE = 5_001, 6_001  # the first account of each
LEADERSHIP = "администрация"

GARDEN_POSTS = (
    ("Заведующий", LEADERSHIP),
    ("Заместитель заведующего по ВМР", LEADERSHIP),
    *(("Воспитатель", "воспитатель"),) * 8,
    ("Музыкальный руководитель", "педагог"),
    ("Учитель-логопед", "педагог"),
    ("Завхоз", "прочий персонал"),
)
COLLEGE_POSTS = (
    ("Директор", LEADERSHIP),
    ("Заместитель директора по УВР", LEADERSHIP),
    ("Преподаватель информатики", "преподаватель"),
    ("Преподаватель математики", "преподаватель"),
    ("Преподаватель физики", "преподаватель"),
    ("Преподаватель истории", "преподаватель"),
    ("Мастер производственного обучения", "мастер"),
    ("Секретарь", "прочий персонал"),
)
GROUPS = ("Ромашка", "Солнышко", "Звёздочка", "Теремок")
COURSES = ("ИС-21", "ПК-22")


def make_kindergarten(seed: int) -> School:
    """«Детский сад № 7»: thirteen of the staff, four groups, their parents."""
    rng = Random(f"garden {seed}")  # noqa: S311 - believable, not secret
    staff = _staff(rng, GARDEN, GARDEN_POSTS, GROUPS, "воспитатель")
    parents = tuple(
        person for group in GROUPS for person in _people(rng, GARDEN + 100, GROUPS, group, 14)
    )
    chats = [_chat("Педагоги сада", staff[0].id, [each.id for each in staff[:-1]])]
    for index, group in enumerate(GROUPS):
        own = [each.id for each in parents if each.school_class == group]
        chats.append(_chat(f"{group} родители", staff[2 + 2 * index].id, own))
    return _whole("МБДОУ «Детский сад № 7»", staff, ((), parents), GROUPS, chats, "garden ")


def make_college(seed: int) -> School:
    """«Колледж связи»: eight of the staff and two groups; nobody has brought the bot in yet."""
    rng = Random(f"college {seed}")  # noqa: S311 - believable, not secret
    staff = _staff(rng, COLLEGE, COLLEGE_POSTS, COURSES, "преподаватель")
    pupils = tuple(
        person for group in COURSES for person in _people(rng, COLLEGE + 100, COURSES, group, 18)
    )
    chats = [_chat("Преподаватели", staff[1].id, [each.id for each in staff[:-1]])]
    for index, group in enumerate(COURSES):
        own = [each.id for each in pupils if each.school_class == group]
        chats.append(_chat(f"Группа {group}", staff[2 + index].id, [staff[1].id, *own]))
    return _whole("ГБПОУ «Колледж связи»", staff, (pupils, ()), COURSES, chats, "college ")


def _staff(
    rng: Random,
    first: int,
    posts: tuple[tuple[str, str], ...],
    groups: tuple[str, ...],
    leading: str,
) -> tuple[Member, ...]:
    """Name everybody; those of the role ``leading`` have a group each, in turn."""
    families = rng.sample(SURNAMES, len(posts))
    found = []
    for index, ((position, role), family) in enumerate(zip(posts, families, strict=True)):
        woman = rng.random() < 0.85
        name = rng.choice(FEMALE_NAMES if woman else MALE_NAMES)
        member = Member(
            id=first + index,
            first_name=name,
            last_name=surname(family, woman=woman),
            patronymic=rng.choice(PATRONYMICS)[0 if woman else 1],
            position=position,
            role=role,
            vk_name=name,
            classes=(groups[(index // 2 - 1) % len(groups)],) if role == leading else (),
        )
        found.append(member)
    return tuple(found)


def _people(
    rng: Random, first: int, groups: tuple[str, ...], group: str, count: int
) -> list[Person]:
    start = first + groups.index(group) * count
    found = []
    for number in range(start, start + count):
        woman = rng.random() < 0.6
        name = rng.choice(FEMALE_NAMES if woman else MALE_NAMES)
        family = surname(rng.choice(SURNAMES), woman=woman)
        found.append(Person(id=number, first_name=name, last_name=family, school_class=group))
    return found


def _chat(title: str, owner: int, members: list[int]) -> SchoolChat:
    everyone = tuple(dict.fromkeys([owner, *members]))
    return SchoolChat(title=title, owner=owner, members=everyone, access="admin")


def _whole(
    name: str,
    staff: tuple[Member, ...],
    learners: tuple[tuple[Person, ...], tuple[Person, ...]],
    groups: tuple[str, ...],
    chats: list[SchoolChat],
    talk: str,
) -> School:
    pupils, parents = learners
    heads = {group: each.full_name for each in reversed(staff) for group in each.classes}
    return School(
        name=name,
        timezone=TIMEZONE,
        staff=staff,
        pupils=pupils,
        parents=parents,
        classes=tuple(
            SchoolClass(name=group, pupils=22, parents=30, teacher=heads[group]) for group in groups
        ),
        chats=tuple(chats),
        administrator=staff[1].id,
        deputy=staff[0].id,
        talk=talk,
        deputy_title="заведующий" if talk.startswith("garden") else "директор",
        short="детский сад" if talk.startswith("garden") else "колледж",
    )
