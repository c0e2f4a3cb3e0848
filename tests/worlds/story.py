"""A random world: schools, people, chats, and everything that happens in a fortnight.

A story is data. ``acting`` plays it through the real program, ``truth`` works its figures out from
orders.md alone; neither knows the other, and truth imports nothing of the program.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
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
HOLIDAYS = frozenset({date(2026, 11, 4)})  # of the weeks a story may play in

ADMINS = (101, 102)  # one a school
FIRST_STAFF, FIRST_STRANGER, SPARE = 200, 5_000, 900

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
        """The school whose chat it is at a moment."""
        return next((to for moved, to in reversed(self.moves) if moved <= at), self.school)


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


def made_up(seed: int) -> Story:
    """Make the world of a seed."""
    return _Teller(seed).story()


@dataclass(slots=True)
class _Teller:
    seed: int
    dice: random.Random = field(init=False)
    zone: ZoneInfo = field(init=False)
    first: date = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.zone = ZoneInfo(self.dice.choice(ZONES))
        self.first = date(2026, 10, 12) + timedelta(days=self.dice.randrange(0, 49))

    def story(self) -> Story:
        dice = self.dice
        begin = midnight(self.first - timedelta(days=7), self.zone)
        end = midnight(self.first + timedelta(days=7), self.zone)
        schools = tuple(
            self._school(number, begin, end) for number in range(dice.choice((1, 1, 2)))
        )
        chats = tuple(self._chats(schools, begin, end))
        events = sorted(self._events(schools, chats, begin, end), key=lambda each: each.at)
        polls = sorted(self._moment(begin, end) for _ in range(dice.randrange(2, 14)))
        week = midnight(self.first, self.zone)
        return Story(
            seed=self.seed,
            zone=self.zone,
            first=self.first,
            participants=dice.random() < 0.3,
            indicators=tuple(self._indicators()),
            schools=schools,
            chats=chats,
            events=tuple(events),
            polls=tuple(polls),
            repeats=frozenset(n for n in range(len(polls)) if dice.random() < 0.3),
            looks=tuple(sorted(self._moment(week, end) for _ in range(2))),
        )

    def _moment(self, begin: datetime, end: datetime) -> datetime:
        """Any second, often near an hour of school, sometimes at the very edges of days."""
        dice = self.dice
        span = int((end - begin).total_seconds())
        moment = begin + timedelta(seconds=dice.randrange(span))
        shape = dice.random()
        local = moment.astimezone(self.zone)
        if shape < 0.15:
            moment = midnight(local.date(), self.zone) + timedelta(seconds=dice.choice((0, 1)))
        elif shape < 0.3:
            moment = midnight(local.date(), self.zone) - timedelta(seconds=1)
        return min(max(moment, begin + timedelta(seconds=5)), end - timedelta(seconds=1))

    def _school(self, number: int, begin: datetime, end: datetime) -> School:
        dice = self.dice
        classes: dict[str, tuple[int | None, int | None]] = {}
        for name in dice.sample(("5А", "5Б", "7В", "10А"), dice.randrange(0, 4)):
            numbers = (dice.randrange(1, 9), dice.randrange(1, 12))
            classes[name] = (None, numbers[1]) if dice.random() < 0.15 else numbers
        people = []
        for index in range(dice.randrange(2, 9)):
            account = FIRST_STAFF + 100 * number + 10 * index
            bound = dice.random()
            people.append(
                Person(
                    name=f"{_SURNAMES[index]} Анна {_PATRONYMICS[number]}",
                    role=dice.choice(ROLES),
                    classes=tuple(name for name in classes if dice.random() < 0.25),
                    account=account,
                    bound_at=(
                        begin if bound < 0.6 else self._moment(begin, end) if bound < 0.85 else None
                    ),
                    second=account + 1 if dice.random() < 0.15 else None,
                    away=self._away() if dice.random() < 0.3 else None,
                )
            )
        return School(unit=f"school-{number}", number=number, people=tuple(people), classes=classes)

    def _away(self) -> tuple[date, date]:
        first = self.first + timedelta(days=self.dice.randrange(-5, 6))
        return first, first + timedelta(days=self.dice.choice((0, 2, 6, 13)))

    def _chats(self, schools: tuple[School, ...], begin: datetime, end: datetime) -> Iterator[Chat]:
        dice, number = self.dice, 0
        for school in schools:
            staff = [who for each in school.people for who in (each.account, each.second) if who]
            kinds: list[tuple[ChatKind, str]] = [("staff", ""), ("other", "")]
            for name in school.classes:
                kinds += [("pupils", name), ("parents", name), ("mixed", name)]
            for kind, class_name in kinds:
                if kind != "staff" and dice.random() < 0.4:
                    continue
                number += 1
                strangers = dice.sample(range(FIRST_STRANGER, FIRST_STRANGER + 14), 5)
                members = (ADMINS[school.number], *staff, *strangers)
                stays = tuple(self._stays(begin, end))
                yield Chat(
                    number=number,
                    school=school.number,
                    kind=kind,
                    class_name=class_name,
                    members=members,
                    stays=stays,
                    moves=tuple(self._moves(school.number, len(schools), stays, end)),
                )

    def _moves(
        self, school: int, schools: int, stays: tuple[Stay, ...], end: datetime
    ) -> Iterator[tuple[datetime, int]]:
        """Now and then a chat goes to the other school, long after the bot came to it."""
        first = stays[0].since + timedelta(hours=2) if stays else end
        if schools > 1 and first < end - timedelta(hours=1) and self.dice.random() < 0.15:
            yield self._moment(first, end), 1 - school

    def _stays(self, begin: datetime, end: datetime) -> Iterator[Stay]:
        dice, shape = self.dice, self.dice.random()
        if shape < 0.65:
            yield Stay(since=begin, until=None)
            return
        moments = sorted({self._moment(begin, end) for _ in range(dice.choice((1, 2, 3, 4)))})
        edges = [begin, *moments] if dice.random() < 0.7 else moments
        for index in range(0, len(edges), 2):
            until = edges[index + 1] if index + 1 < len(edges) else None
            yield Stay(since=edges[index], until=until)

    def _events(
        self,
        schools: tuple[School, ...],
        chats: tuple[Chat, ...],
        begin: datetime,
        end: datetime,
    ) -> Iterator[Event]:
        dice = self.dice
        late = end + timedelta(hours=6)
        for chat in chats:
            eager = dice.sample(chat.members, 4)
            for _ in range(dice.choice((0, 3, 15, 40))):
                at, shape = self._moment(begin, late), dice.random()
                author = dice.choice(eager if dice.random() < 0.7 else chat.members)
                if shape < 0.82:
                    yield Said(at=at, chat=chat.number, author=author, edited=shape < 0.05)
                elif shape < 0.87:
                    yield Said(at=at, chat=chat.number, author=-777)
                elif shape < 0.9:
                    yield Service(at=at, chat=chat.number)
                else:
                    others = tuple(x for x in dice.sample(chat.members, 3) if x != author)
                    seconds = dice.choice((5, 60, 600, 5_000))
                    yield Called(
                        at=at,
                        chat=chat.number,
                        author=author,
                        others=others,
                        seconds=seconds,
                        reached=dice.random() < 0.7,
                    )
        for school in schools:
            for _ in range(dice.choice((0, 0, 1, 2))):
                yield Confirmed(
                    at=self._moment(midnight(self.first, self.zone) + timedelta(hours=1), end),
                    school=school.number,
                    name=dice.choice(school.people).name,
                    messages=dice.choice((1, 2, 4)),
                    calls=dice.choice((0, 1, 2)),
                )

    def _indicators(self) -> Iterator[Indicator]:
        dice = self.dice
        yield Indicator(id="main", family="people_active", messages=3, threshold="0.5")
        for index in range(dice.randrange(3, 8)):
            asked = {
                "messages": dice.choice((None, 1, 3, 10)),
                "calls": dice.choice((None, None, 1)),
                "days": dice.choice((None, None, 2)),
            }
            window = dice.choice(("week", "week", "day"))
            if window == "day":
                asked["days"] = None
            if not any(asked.values()):
                asked["messages"] = 2
            own_class = dice.random() < 0.15
            yield Indicator(
                id=f"active_{index}",
                family="people_active",
                audience=dice.choice(("staff", "teachers", "heads")),
                base=dice.choice(("all", "present")),
                chats=()
                if own_class
                else dice.choice(((), ("staff",), ("pupils", "parents"), ("other", "mixed"))),
                own_class=own_class,
                any=sum(value is not None for value in asked.values()) > 1 and dice.random() < 0.3,
                scaled=dice.random() < 0.3,
                window=window,
                threshold=dice.choice(("0.25", "0.3", "0.1", "1.0")),
                **asked,
            )
        for family in ("people_inactive", "people_registered", "people_total"):
            yield Indicator(id=family, family=family, audience=dice.choice(("staff", "teachers")))
        for family in ("users_active", "pupils_active", "parents_active", "chats_active"):
            for least in (None, 2):
                yield Indicator(
                    id=f"{family}_{least or 1}",
                    family=family,
                    messages=least,
                    audience="teachers" if family == "users_active" else "staff",
                )
        for family in ("pupils_total", "parents_total", "completeness"):
            yield Indicator(id=family, family=family)


_SURNAMES = ("Азова", "Белова", "Вилова", "Гусева", "Дымова", "Ежова", "Жилина", "Зуева", "Ильина")
_PATRONYMICS = ("Ильинична", "Олеговна")
