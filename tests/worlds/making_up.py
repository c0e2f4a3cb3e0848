"""Making up a world from a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.worlds.story import (
    ADMINS,
    FIRST_STAFF,
    FIRST_STRANGER,
    ROLES,
    ZONES,
    Called,
    Chat,
    ChatKind,
    Confirmed,
    Event,
    Indicator,
    Person,
    Said,
    School,
    Service,
    Stay,
    Story,
    midnight,
)


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
        self.first = date(2026, 10, 12) + timedelta(days=self.dice.randrange(0, 91))

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
            hired = self._moment(begin, end) if index > 1 and dice.random() < 0.15 else None
            people.append(
                Person(
                    name=f"{_SURNAMES[index]} Анна {_PATRONYMICS[number]}",
                    role=dice.choice(ROLES),
                    classes=tuple(name for name in classes if dice.random() < 0.25),
                    account=account,
                    hired_at=hired,
                    bound_at=(
                        (hired or begin)
                        if bound < 0.6
                        else self._moment(hired or begin, end)
                        if bound < 0.85
                        else None
                    ),
                    second=account + 1 if dice.random() < 0.15 else None,
                    away=self._away() if dice.random() < 0.3 else None,
                )
            )
        return School(
            unit=f"school-{number}",
            number=number,
            people=tuple(people),
            classes=classes,
            rest=self._away() if dice.random() < 0.2 else None,
        )

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
            calls: list[Called] = []  # a chat holds one call at a time
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
                    call = Called(
                        at=at,
                        chat=chat.number,
                        author=author,
                        others=others,
                        seconds=dice.choice((5, 60, 600, 5_000)),
                        reached=dice.random() < 0.7,
                    )
                    if not any(call.at <= held.over and held.at <= call.over for held in calls):
                        calls.append(call)
                        yield call
        for school in schools:
            for _ in range(dice.choice((0, 0, 1, 2))):
                yield Confirmed(
                    at=self._moment(midnight(self.first, self.zone) + timedelta(hours=1), end),
                    school=school.number,
                    name=dice.choice(school.listed(begin)).name,
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
            yield Indicator(
                id=family,
                family=family,
                audience=dice.choice(("staff", "teachers")),
                threshold="0.8" if family == "people_registered" else "",
            )
        for family in ("users_active", "pupils_active", "parents_active", "chats_active"):
            for least in (None, 2):
                yield Indicator(
                    id=f"{family}_{least or 1}",
                    family=family,
                    messages=least,
                    audience="teachers" if family == "users_active" else "staff",
                )
        yield Indicator(id="unbound_writers_2", family="unbound_writers", messages=2)
        for family in (
            *("pupils_total", "parents_total", "completeness"),
            *("staff_chat_members", "unbound_writers"),
        ):
            yield Indicator(id=family, family=family)


_SURNAMES = ("Азова", "Белова", "Вилова", "Гусева", "Дымова", "Ежова", "Жилина", "Зуева", "Ильина")
_PATRONYMICS = ("Ильинична", "Олеговна")
