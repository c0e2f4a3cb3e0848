"""A story's figures, worked out from what orders say alone: nothing of the program is used.

Slow and plain on purpose: every figure is added up again from the list of what happened.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from tests.worlds.story import (
    HOLIDAYS,
    TEACHING,
    Called,
    Chat,
    Confirmed,
    Indicator,
    Person,
    Said,
    School,
    Story,
    midnight,
    profiles,
)

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Value:
    """A figure: ``value`` of ``of``; None is no data. ``met`` as the norm says."""

    value: int | None
    of: int | None
    met: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person's week: None where no profile is known and nothing was confirmed."""

    messages: int | None
    calls: int | None
    days: int
    absent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTruth:
    """A class's chats: messages and writers by kind, calls; ``watched``: kinds surely seen."""

    messages: dict[str, int]
    calls: int
    writing: dict[str, int]
    watched: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A school's week as of a moment.

    ``blank``: part of a chat's time was not seen; ``plain``: the bot came to each once, and stayed.
    """

    figures: dict[str, Value]
    people: dict[str, Line]
    chats: dict[int, int]  # messages seen by chat
    classes: dict[str, ClassTruth]
    blank: bool
    plain: bool


def truth_of(story: Story, school: School, week: int, as_of: datetime) -> Truth:
    """Work out a school's week (0 or 1) as it was known at a moment."""
    return _Reckoning(story, school, week, as_of).truth()


class _Reckoning:
    def __init__(self, story: Story, school: School, week: int, as_of: datetime) -> None:
        self.story, self.school = story, school
        self.start, self.end = story.start(week), story.start(week + 1)
        self.as_of = as_of
        self.until = min(as_of, self.end)
        self.chats = {
            chat.number: chat
            for chat in story.chats
            if school.number in (chat.school, *(to for _, to in chat.moves))
        }
        # A profile bound by then owns what it wrote earlier in the week that was open then.
        self.owner: dict[int, Person] = {}
        for person in school.people:
            if person.bound_at is not None and person.bound_at <= as_of:
                self.owner |= dict.fromkeys(profiles(person), person)

    def truth(self) -> Truth:
        return Truth(
            figures={each.id: self._judged(each) for each in self.story.indicators},
            people={person.name: self._line(person) for person in self._listed},
            chats={
                number: len(list(self._said(chats={number})))
                for number, chat in self.chats.items()
                if chat.stays and chat.stays[0].since <= self.as_of and not chat.moves
            },
            classes={name: self._class(name) for name in self.school.classes},
            blank=any(self._blank(chat) for chat in self.chats.values() if not chat.moves),
            plain=all(len(chat.stays) == 1 and not chat.moves for chat in self.chats.values()),
        )

    def _class(self, name: str) -> ClassTruth:
        """Nothing is said of the classes whose chats went to another school."""
        kinds = {
            kind: {
                number
                for number, chat in self.chats.items()
                if (chat.class_name, chat.kind) == (name, kind)
            }
            for kind in ("pupils", "parents", "mixed")
        }
        own = set().union(*kinds.values())
        return ClassTruth(
            messages={kind: len(list(self._said(chats))) for kind, chats in kinds.items()},
            calls=len(list(self._called(own))),
            writing={
                kind: len({e.author for e in self._said(chats) if e.author not in self.owner})
                for kind, chats in kinds.items()
            },
            watched=frozenset(
                kind
                for kind, chats in kinds.items()
                if any(
                    len(self.chats[n].stays) == 1
                    and self.chats[n].stays[0].until is None
                    and self.chats[n].stays[0].since <= self.as_of
                    for n in chats
                )
            ),
        )

    # what happened

    def _said(
        self, chats: Iterable[int] | None = None, days: frozenset[date] | None = None
    ) -> Iterator[Said]:
        for each in self.story.events:
            if (
                isinstance(each, Said)
                and each.author > 0
                and each.chat in self.chats
                and self._mine(each.chat, each.at)
                and (chats is None or each.chat in chats)
                and self._in_time(each.at)
                and (days is None or self._day(each.at) in days)
                and _seen(self.chats[each.chat], each.at)
            ):
                yield each

    def _called(
        self, chats: Iterable[int] | None = None, days: frozenset[date] | None = None
    ) -> Iterator[Called]:
        """A call belongs to the moment it began; its end tells whether it was reached.

        One whose end is not known (it goes on, or the bot was away) counts if two were in it. What
        begins in the very second of the report belongs to the next one.
        """
        for each in self.story.events:
            if (
                isinstance(each, Called)
                and each.chat in self.chats
                and self._mine(each.chat, each.at)
                and (chats is None or each.chat in chats)
                and self._in_time(each.at)
                and each.at < self.as_of
                and (days is None or self._day(each.at) in days)
                and self._held(each)
            ):
                yield each

    def _in_time(self, at: datetime) -> bool:
        """What falls into a report's own second is in it, unless with it an hour begins."""
        whole_hour = not (self.as_of.minute or self.as_of.second)
        seen = at < self.as_of if whole_hour else at <= self.as_of
        return self.start <= at < self.end and seen

    def _mine(self, chat: int, at: datetime) -> bool:
        """A message belongs to the school that had the chat when it came."""
        return self.chats[chat].owner(at) == self.school.number

    def _held(self, call: Called) -> bool:
        chat = self.chats[call.chat]
        if call.over <= self.as_of and _seen(chat, call.over):
            return call.reached
        return _seen(chat, call.at) and bool(call.others)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.story.zone).date()

    def _confirmed(self, person: Person) -> tuple[int, int]:
        mine = [
            each
            for each in self.story.events
            if isinstance(each, Confirmed)
            and (each.school, each.name) == (self.school.number, person.name)
            and self.start <= each.at < self.end
            and each.at <= self.as_of
        ]
        return sum(each.messages for each in mine), sum(each.calls for each in mine)

    # the days

    @property
    def _listed(self) -> tuple[Person, ...]:
        """Who is on the roster: whoever came in the week is asked as everybody is."""
        return self.school.listed(self.as_of)

    @property
    def _days(self) -> list[date]:
        first = self.start.astimezone(self.story.zone).date()
        return [first + timedelta(days=n) for n in range(7)]

    @property
    def _working(self) -> list[date]:
        rest = self.school.rest
        return [
            d
            for d in self._days
            if d.weekday() < SATURDAY
            and d not in HOLIDAYS
            and not (rest and rest[0] <= d <= rest[1])
        ]

    def _away(self, person: Person, day: date) -> bool:
        return person.away is not None and person.away[0] <= day <= person.away[1]

    def _absent(self, person: Person, days: Iterable[date]) -> bool:
        """Away on every working day of some days (of all, if none of them is one)."""
        days = list(days)
        working = [day for day in days if day in self._working] or days
        return all(self._away(person, day) for day in working)

    # one person

    def _line(self, person: Person) -> Line:
        added = self._confirmed(person)
        known = person in self.owner.values()
        messages, calls, days = self._done(person, None, None)
        return Line(
            messages=messages + added[0] if known or any(added) else None,
            calls=calls + added[1] if known or any(added) else None,
            days=days,
            absent=self._absent(person, self._days),
        )

    def _done(
        self, person: Person, chats: frozenset[int] | None, days: frozenset[date] | None
    ) -> tuple[int, int, int]:
        """Messages, calls and days with a message."""
        said = [e for e in self._said(chats, days) if self.owner.get(e.author) is person]
        calls = 0
        for call in self._called(chats, days):
            taking = {call.author, *(call.others if self.story.participants else ())}
            calls += any(self.owner.get(who) is person for who in taking)
        return len(said), calls, len({self._day(each.at) for each in said})

    # figures

    def _judged(self, spec: Indicator) -> Value:
        found = self._counted(spec)
        if not spec.threshold or found.value is None or not found.of:
            return found
        rests = self._window(spec).isdisjoint(self._working)
        if rests and spec.family != "people_registered":
            return found  # days without school judge nobody; a profile is known or not
        return Value(
            found.value, found.of, Fraction(found.value, found.of) >= Fraction(spec.threshold)
        )

    def _counted(self, spec: Indicator) -> Value:
        ways: dict[str, Callable[[Indicator], Value]] = {
            "people_active": self._active,
            "people_total": lambda spec: Value(len(self._base(spec, self._days)) or None, None),
            "people_registered": self._registered,
            "people_inactive": self._inactive,
            "staff_chat_members": lambda _spec: Value(len(self._staff_members()) or None, None),
            "unbound_writers": self._unbound_writers,
            "users_active": self._users,
            "pupils_active": lambda spec: self._strangers(spec, "pupils", 0),
            "parents_active": lambda spec: self._strangers(spec, "parents", 1),
            "pupils_total": lambda _spec: Value(self._total(0), None),
            "parents_total": lambda _spec: Value(self._total(1), None),
            "chats_active": self._chats_active,
            "completeness": self._complete,
        }
        return ways[spec.family](spec)

    def _registered(self, spec: Indicator) -> Value:
        base = self._base(spec, self._days)
        if not base:
            return Value(None, 0)
        return Value(sum(person in self.owner.values() for person in base), len(base))

    def _staff_members(self) -> set[int]:
        """Who is in the staff chats in which the bot is now; in each there is somebody."""
        return {
            member
            for number, chat in self.chats.items()
            if chat.kind == "staff"
            and _present(chat, self.as_of)
            and self._mine(number, self.as_of)
            for member in chat.members
        }

    def _unbound_writers(self, spec: Indicator) -> Value:
        chats = {number for number, chat in self.chats.items() if chat.kind == "staff"}
        if not self._watched(chats):
            return Value(None, None)
        return Value(self._writers("staff", spec.messages or 1), None)

    def _complete(self, _spec: Indicator) -> Value:
        """Nothing that was to be seen is lost in these stories."""
        seen = len(list(self._said()))
        return Value(seen, seen) if self._watched(self.chats) else Value(None, None)

    def _base(self, spec: Indicator, days: Iterable[date]) -> list[Person]:
        roles = {"staff": None, "teachers": TEACHING, "heads": ("администрация",)}[spec.audience]
        return [
            person
            for person in self._listed
            if (roles is None or person.role in roles)
            and (person.classes or not spec.own_class)
            and not (spec.base == "present" and self._absent(person, days))
        ]

    def _window(self, spec: Indicator) -> frozenset[date]:
        """The week's days, or the last working day begun."""
        if spec.window == "week":
            return frozenset(self._days)
        today = min(self._day(self.as_of), self._days[-1])
        begun = [day for day in self._working if day <= today]
        return frozenset([begun[-1] if begun else max(today, self._days[0])])

    def _active(self, spec: Indicator) -> Value:
        days = self._window(spec)
        base = self._base(spec, days)
        counting = {
            number
            for number, chat in self.chats.items()
            if not spec.chats or chat.kind in spec.chats
        }
        if not base:
            return Value(None, 0)
        if not self._watched(counting, days):
            return Value(None, len(base))
        return Value(sum(self._meets(person, spec, counting, days) for person in base), len(base))

    def _meets(
        self, person: Person, spec: Indicator, counting: set[int], days: frozenset[date]
    ) -> bool:
        if spec.own_class:
            counting = {n for n in counting if self.chats[n].class_name in person.classes}
        done = list(self._done(person, frozenset(counting), days))
        whole_week = spec.window == "week" and not spec.chats and not spec.own_class
        if whole_week:  # confirmed of a week, and of no chat
            added = self._confirmed(person)
            done[0], done[1] = done[0] + added[0], done[1] + added[1]
        asked = []
        for reached, needed in zip(done, (spec.messages, spec.calls, spec.days), strict=True):
            if needed is not None:
                asked.append(reached >= self._scaled(person, spec, needed, days))
        return any(asked) if spec.any else all(asked)

    def _scaled(self, person: Person, spec: Indicator, needed: int, days: frozenset[date]) -> int:
        """A minimum shrinks with the working days on which somebody is there, rounded up."""
        working = [day for day in days if day in self._working]
        regular = sum(day.weekday() < SATURDAY for day in days)
        if not spec.scaled or not working or self._absent(person, days):
            return needed
        since = person.hired_at and self._day(person.hired_at)
        there = sum(not self._away(person, day) and (not since or day >= since) for day in working)
        return needed if there >= regular else -(-needed * there // regular)

    def _inactive(self, spec: Indicator) -> Value:
        base = self._base(spec, self._days)
        if not base:
            return Value(None, 0)
        if not self._watched(self.chats):
            return Value(None, len(base))
        idle = 0
        for person in base:
            line = self._line(person)
            idle += person not in self.owner.values() or not (line.messages or line.calls)
        return Value(idle, len(base))

    def _total(self, place: int) -> int | None:
        numbers = [numbers[place] for numbers in self.school.classes.values()]
        known = [number for number in numbers if number is not None]
        return sum(known) if numbers and len(known) == len(numbers) else None

    def _writers(self, kind: str, least: int) -> int:
        """How many of those not on the roster wrote so much in chats of a kind."""
        chats = {number for number, chat in self.chats.items() if chat.kind == kind}
        wrote = Counter(e.author for e in self._said(chats) if e.author not in self.owner)
        return sum(count >= least for count in wrote.values())

    def _strangers(self, spec: Indicator, kind: str, place: int) -> Value:
        total = self._total(place)
        if total is None:
            return Value(None, None)
        chats = {number for number, chat in self.chats.items() if chat.kind == kind}
        if not self._watched(chats):
            return Value(None, total)
        return Value(min(self._writers(kind, spec.messages or 1), total), total)

    def _users(self, spec: Indicator) -> Value:
        teachers, pupils = self._base(spec, self._days), self._total(0)
        if not teachers or pupils is None:
            return Value(None, None)
        if not self._watched(self.chats):
            return Value(None, len(teachers) + pupils)
        least = spec.messages or 1
        active = sum((self._line(person).messages or 0) >= least for person in teachers)
        wrote = min(self._writers("pupils", least), pupils)
        return Value(active + wrote, len(teachers) + pupils)

    def _chats_active(self, spec: Indicator) -> Value:
        there = [
            number
            for number, chat in self.chats.items()
            if _present(chat, self.as_of)
            and self._mine(number, self.as_of + timedelta(seconds=1))  # a move is known at once
            and self._watched({number})
        ]
        if not there:
            return Value(None, 0)
        busy = sum(len(list(self._said({n}))) >= (spec.messages or 1) for n in there)
        return Value(busy, len(there))

    # what the bot saw

    def _watched(self, chats: Iterable[int], days: frozenset[date] | None = None) -> bool:
        """Whether the bot was in any of the chats at any moment of the days, now included."""
        first, last = (min(days), max(days)) if days else (self._days[0], self._days[-1])
        start = midnight(first, self.story.zone)
        now = self.as_of + timedelta(seconds=1)
        end = min(midnight(last + timedelta(days=1), self.story.zone), now)
        return any(
            since < until and since < end and until > start
            for number in chats
            for since, until in self._there(self.chats[number])
        )

    def _there(self, chat: Chat) -> Iterator[tuple[datetime, datetime]]:
        """When the bot was in a chat that was ours."""
        far = self.end + timedelta(days=365)
        since = (at + timedelta(seconds=1) for at, _ in chat.moves)
        edges = [self.start - timedelta(days=365), *since, far]
        for begun, ended in pairwise(edges):
            if chat.owner(begun) == self.school.number:
                for stay in chat.stays:
                    yield max(begun, stay.since), min(ended, stay.until or far)

    def _blank(self, chat: Chat) -> bool:
        """Whether the bot was away between two stays, or after one, inside the week."""
        for before, after in zip(chat.stays, (*chat.stays[1:], None), strict=False):
            gone, back = before.until, after.since if after else self.until
            if gone is not None and gone < self.until and back > self.start:
                return True
        return False


def _present(chat: Chat, at: datetime) -> bool:
    return any(s.since <= at and (s.until is None or s.until > at) for s in chat.stays)


def _seen(chat: Chat, at: datetime) -> bool:
    return any(
        stay.sees and stay.since <= at and (stay.until is None or at < stay.until)
        for stay in chat.stays
    )
