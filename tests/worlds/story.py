"""A random world: schools, people, chats, and everything that happens in a fortnight.

A story is data. ``acting`` plays it through the real program, ``truth`` works its figures out from
orders.md alone; neither knows the other, and truth imports nothing of the program.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TEACHING = ("учитель", "преподаватель", "воспитатель", "педагог")
ROLES = (*TEACHING, "администрация", "прочий персонал")
HOLIDAYS = frozenset(
    {date(2026, 11, 4), date(2026, 12, 31), *(date(2027, 1, day) for day in range(1, 11))}
)
"""Of the weeks a story may play in."""

ADMINS = (101, 102)  # one a school
FIRST_STAFF, FIRST_STRANGER = 200, 5_000

ChatKind = Literal["staff", "pupils", "parents", "mixed", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on a roster. ``account`` bound from ``bound_at`` on; None: never."""

    name: str
    role: str
    classes: tuple[str, ...]
    account: int
    bound_at: datetime | None
    second: int | None = None  # a second profile, bound with the first
    away: tuple[date, date] | None = None
    hired_at: datetime | None = None  # into a roster that was there; None: with it


def profiles(person: Person) -> tuple[int, ...]:
    """The accounts of a person."""
    return (person.account,) if person.second is None else (person.account, person.second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """The bot in a chat: [since, until) and whether it saw everything there."""

    since: datetime
    until: datetime | None
    sees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A chat of a school; stays follow each other."""

    number: int
    school: int
    kind: ChatKind
    class_name: str
    members: tuple[int, ...]
    stays: tuple[Stay, ...]
    moves: tuple[tuple[datetime, int], ...] = ()  # to which school it went, and when

    def owner(self, at: datetime) -> int:
        """The school whose chat it is at a moment; the second of a move is still the old one's."""
        return next((to for moved, to in reversed(self.moves) if moved < at), self.school)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message; ``author`` negative: a community; ``edited``: changed right after."""

    at: datetime
    chat: int
    author: int
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call: begun at ``at``, shown in the chat when the second came, over after ``seconds``."""

    at: datetime
    chat: int
    author: int
    others: tuple[int, ...]
    seconds: int
    reached: bool

    @property
    def over(self) -> datetime:
        """When its end is told."""
        return self.at + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service message, which is nobody's."""

    at: datetime
    chat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What an administrator confirmed for somebody in the week that runs then."""

    at: datetime
    school: int
    name: str
    messages: int
    calls: int


Event = Said | Called | Service | Confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator of the order: the family and what it asks."""

    id: str
    family: str
    audience: str = "staff"
    roles: tuple[str, ...] = ()
    base: str = "all"
    chats: tuple[str, ...] = ()
    own_class: bool = False
    messages: int | None = None
    calls: int | None = None
    days: int | None = None
    any: bool = False
    scaled: bool = False
    window: str = "week"
    threshold: str = ""  # a decimal as the order writes it

    def toml(self) -> str:
        """Write it as an order's file does; what is as usual is left out."""
        said: dict[str, object] = {"id": self.id, "family": self.family, "title": self.id}
        usual = Indicator(id="", family="")
        names = ("audience", "roles", "base", "chats", "own_class", "messages", "calls", "days")
        for name in (*names, "any", "scaled", "window"):
            if getattr(self, name) != getattr(usual, name):
                said[name] = getattr(self, name)
        lines = [f"{name} = {json.dumps(value)}" for name, value in said.items()]
        if self.threshold:
            lines.append(f'norm = {{ threshold = {self.threshold}, text = "норма" }}')
        return "\n".join(["[[indicator]]", *lines])


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school: its roster, its classes (name: pupils, parents)."""

    unit: str
    number: int
    people: tuple[Person, ...]
    classes: dict[str, tuple[int | None, int | None]]
    rest: tuple[date, date] | None = None  # a vacation

    def listed(self, at: datetime) -> tuple[Person, ...]:
        """Who is on the roster at a moment."""
        return tuple(each for each in self.people if each.hired_at is None or each.hired_at <= at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A whole world. ``first`` is the first day of the second of its two weeks."""

    seed: int
    zone: ZoneInfo
    first: date
    participants: bool
    indicators: tuple[Indicator, ...]
    schools: tuple[School, ...]
    chats: tuple[Chat, ...]
    events: tuple[Event, ...]
    polls: tuple[datetime, ...]  # when the program reads what has come
    repeats: frozenset[int]  # before which of the polls VK repeats what it told already
    looks: tuple[datetime, ...]  # when the running week's figures are compared

    @property
    def first_weekday(self) -> int:
        """0 is Monday."""
        return self.first.weekday()

    def start(self, week: int) -> datetime:
        """When a week begins: 0 the first of the two, 1 the second, 2 the one after."""
        return midnight(self.first + timedelta(days=7 * (week - 1)), self.zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The local moment at which a day begins."""
    return datetime.combine(day, time(), zone)
