"""A made-up region: hundreds of organisations, thousands of chats, a million messages a week.

Nobody is more than a name and a number here; the same seed gives the same region and talk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sandbox.school.words import FEMALE_NAMES, PATRONYMICS, SURNAMES, surname
from sandbox.world.world import Access, World

STAFF = 23
CLASSES = ("5А", "6А", "7А", "8А", "9А")
FAMILY = 30  # pupils of a class, and parents
OF_STAFF = 0.45  # of what is said
STAFF_CHAT = "Педсовет"
TALK = ("Доброе утро!", "Спасибо", "Домашнее задание: параграф 12", "Завтра в 9:00", "Принято")
FIRST, STEP = 100_001, 1_000
"""The first account, and by how many each organisation's are apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One organisation: its number, its staff by account, its chats with who is in them."""

    number: int
    staff: dict[int, str]
    chats: dict[int, tuple[int, ...]]

    @property
    def administrator(self) -> int:
        """The account of who answers for it."""
        return next(iter(self.staff))

    @property
    def deputy(self) -> int:
        """The account of who gets its digest."""
        return list(self.staff)[1]

    def roster(self) -> str:
        """Give its staff and their profiles as CSV."""
        rows = ["ФИО;Должность;Роль;VK"]
        rows += [f"{name};Учитель;учитель;{account}" for account, name in self.staff.items()]
        return "\n".join(rows)


def accounts(number: int) -> tuple[int, int]:
    """Give the administrator and the deputy of the organisation of a number."""
    return FIRST + number * STEP, FIRST + number * STEP + 1


def settle(world: World, number: int) -> Place:
    """Let an organisation's people and chats be there; its staff may be written to."""
    rng = Random(f"place {number}")  # noqa: S311 - believable, not secret
    first = FIRST + number * STEP
    staff = {first + index: _name(rng) for index in range(STAFF)}
    for account, name in staff.items():
        family, given, _ = name.split()
        world.add_person(given, family, id=account)
        world.allow_dm(account)
    chats = {}
    chats[world.add_chat(STAFF_CHAT, first, staff)] = tuple(staff)
    account = first + STAFF
    for index, name in enumerate(CLASSES):
        for title in (f"{name} ученики", f"{name} родители"):
            people = range(account, account + FAMILY)
            account += FAMILY
            for person in people:
                world.add_person("Имя", "Фамилия", id=person)
            members = (first, first + 2 + index, *people)
            chats[world.add_chat(title, first, members)] = members
    return Place(number=number, staff=staff, chats=chats)


def invite(world: World, place: Place) -> None:
    """Bring the bot into every chat."""
    for chat in place.chats:
        world.set_bot(chat, place.administrator, Access.ADMIN)


def talk(world: World, place: Place, messages: int, seed: int) -> None:
    """Let so many messages be written at the world's present moment."""
    rng = Random(f"{seed} {place.number}")  # noqa: S311 - as above
    staffed, *others = place.chats
    for text in rng.choices(TALK, k=messages):
        chat = staffed if rng.random() < OF_STAFF else rng.choice(others)
        world.say(rng.choice(place.chats[chat]), chat=chat, text=text)


def shares(messages: int, parts: int) -> Iterator[int]:
    """Cut a number into so many parts that are equal but for one."""
    for part in range(parts):
        yield messages * (part + 1) // parts - messages * part // parts


def _name(rng: Random) -> str:
    family = surname(rng.choice(SURNAMES), woman=True)
    return f"{family} {rng.choice(FEMALE_NAMES)} {rng.choice(PATRONYMICS)[0]}"
