"""What happened in a school's week, and what of it the bot was there to see: truth's beginnings.

As ``truth`` it uses nothing of the program.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.worlds.story import (
    HOLIDAYS,
    Called,
    Chat,
    Confirmed,
    Person,
    Said,
    School,
    Story,
    midnight,
    profiles,
)

SATURDAY = 5


class Happened:
    """A school's week (0 or 1), as far as it was known at a moment."""

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


def present(chat: Chat, at: datetime) -> bool:
    return any(s.since <= at and (s.until is None or s.until > at) for s in chat.stays)


def _seen(chat: Chat, at: datetime) -> bool:
    return any(
        stay.sees and stay.since <= at and (stay.until is None or at < stay.until)
        for stay in chat.stays
    )
