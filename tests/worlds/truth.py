"""A story's figures, worked out from what orders say alone: nothing of the program is used.

Slow and plain on purpose: every figure is added up again from the list of what happened.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.worlds.happened import SATURDAY, Happened, present
from tests.worlds.story import TEACHING, Indicator, Person, School, Story


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


class _Reckoning(Happened):
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
            if chat.kind == "staff" and present(chat, self.as_of) and self._mine(number, self.as_of)
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
            if present(chat, self.as_of)
            and self._mine(number, self.as_of + timedelta(seconds=1))  # a move is known at once
            and self._watched({number})
        ]
        if not there:
            return Value(None, 0)
        busy = sum(len(list(self._said({n}))) >= (spec.messages or 1) for n in there)
        return Value(busy, len(there))
