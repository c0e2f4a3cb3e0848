"""The towns that are measured, and who talks in their chats: made up, and always the same.

Light on purpose: the process that serves the stream knows nothing of the product.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = date(2026, 11, 16)
FIRST_STAFF, FIRST_LEARNER = 300_000_000, 500_000_000

A_CHAT_A_WEEK = 250
"""Messages; Smolensk: a million a week in 4,000 chats."""

AWAKE_FROM, AWAKE_HOURS = 7, 14
LENGTH = 8  # messages of a conversation, on average
AT_ONE_TIME = 0.075  # of the chats have a conversation going
SEED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """How many organisations, people and chats; everything is dealt out in turn."""

    units: int
    staff: int
    learners: int
    chats: int

    def scaled(self, share: float) -> "Town":
        """A smaller town of the same shape."""
        return Town(
            units=max(1, round(self.units * share)),
            staff=max(10, round(self.staff * share)),
            learners=max(50, round(self.learners * share)),
            chats=max(5, round(self.chats * share)),
        )

    @property
    def a_week(self) -> int:
        """Messages of a week."""
        return self.chats * A_CHAT_A_WEEK

    def unit_of(self, chat: int) -> int:
        """The unit (from 0) that chat number ``chat`` (from 1) belongs to."""
        return (chat - 1) % self.units

    def staff_of(self, unit: int) -> range:
        """The accounts of a unit's staff."""
        return range(FIRST_STAFF + unit, FIRST_STAFF + self.staff, self.units)

    def learners_of(self, unit: int) -> range:
        """The accounts of a unit's pupils and parents."""
        return range(FIRST_LEARNER + unit, FIRST_LEARNER + self.learners, self.units)


SMOLENSK = Town(units=375, staff=8_643, learners=113_197, chats=4_000)
"""The largest region planned for (Smolensk)."""

DISTRICT = Town(units=38, staff=450, learners=2_550, chats=400)
"""A tenth of Smolensk's chats with 3,000 authors, 15 % of them staff."""


SCATTERED = Town(units=38, staff=660, learners=3_740, chats=400)
"""The same chats with 4,400 people, who write anywhere."""

CALLS = 100  # every so manieth message is of a call: in turns one begins, and it ends


class Said(NamedTuple):
    """One message: who wrote number ``number`` of a chat, and when (UTC seconds).

    ``call``: seconds a call lasted that ends with it; 0: one begins with it; None: it is of none.
    """

    chat: int
    number: int
    account: int
    at: int
    call: int | None = None


Talk = Callable[[Town, int], Iterator[Said]]
"""So many messages of a town."""


def talk(town: Town, count: int) -> Iterator[Said]:
    """So many messages of a town, in order of time: conversations of a few people each.

    Smolensk's pace whatever the town: ``A_CHAT_A_WEEK``, from 7 to 21 o'clock of every day.
    """
    chance = random.Random(SEED)
    start = int(datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=ZONE).timestamp())
    numbers = [0] * (town.chats + 1)
    live = [_conversation(town, chance) for _ in range(max(1, round(town.chats * AT_ONE_TIME)))]
    for index in range(count):
        place = int(chance.random() * len(live))
        chat, people = live[place]
        numbers[chat] += 1
        account = people[int(chance.random() * len(people))]
        yield Said(chat, numbers[chat], account, start + _second(index / town.a_week))
        if chance.random() * LENGTH < 1:
            live[place] = _conversation(town, chance)


def scattered(town: Town, count: int) -> Iterator[Said]:
    """So many messages of anybody anywhere: nearly every one is another row.

    One in 100 is a call's. The pace is that of ``talk``.
    """
    chance = random.Random(SEED)
    start = int(datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=ZONE).timestamp())
    numbers = [0] * (town.chats + 1)
    begun: Said | None = None
    for index in range(count):
        chat = 1 + int(chance.random() * town.chats)
        person = int(chance.random() * (town.staff + town.learners))
        account = (
            FIRST_STAFF + person if person < town.staff else FIRST_LEARNER + person - town.staff
        )
        at, call = start + _second(index / town.a_week), None
        if index % CALLS == CALLS - 1:
            call = 0 if begun is None else max(1, at - begun.at)
            if begun is not None:
                chat, account = begun.chat, begun.account
        numbers[chat] += 1
        said = Said(chat, numbers[chat], account, at, call)
        begun = begun if call is None else said if call == 0 else None
        yield said


def _conversation(town: Town, chance: random.Random) -> tuple[int, list[int]]:
    chat = chance.randint(1, town.chats)
    unit = town.unit_of(chat)
    sides = (town.staff_of(unit), town.learners_of(unit))
    of_staff = town.staff / (town.staff + town.learners)
    people = [
        chance.choice(sides[chance.random() >= of_staff]) for _ in range(chance.randint(2, 4))
    ]
    return chat, people


def _second(weeks: float) -> int:
    """Turn waking time into seconds since the first midnight."""
    day, second = divmod(int(weeks * 7 * AWAKE_HOURS * 3600), AWAKE_HOURS * 3600)
    return day * 86_400 + AWAKE_FROM * 3600 + second


def moment(day: int, hour: int = 0) -> datetime:
    """A local moment, ``day`` 0 being the first Monday."""
    first = MONDAY + timedelta(days=day)
    return datetime(first.year, first.month, first.day, hour, tzinfo=ZONE)
