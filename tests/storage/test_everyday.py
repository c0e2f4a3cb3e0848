"""The everyday road and the full one write the same rows, whatever comes and whoever stops."""

import asyncio
import shutil
import tempfile
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from storage import intake, tables
from storage.chats import chats
from storage.db.database import Database
from storage.db.engines import sqlite
from storage.everyday import Everyday, write
from storage.observations import Batch, CallSeen, ChatVisit, DialogChange, Linked, Renamed, Seen
from storage.places.directory import Directory
from storage.seen import author_names
from tests.builders import weeks_of
from tests.cast import LYCEUM, MARIA, OLGA, PAVEL, SCHOOL, STRANGER, at, utc
from tests.storage.taking import employ, everything, wants

SEEDS, POLLS = 6, 40
OURS = {1: SCHOOL, 2: SCHOOL, 3: LYCEUM, 4: SCHOOL}
NOBODYS = 9
BLIND = 4
AUTHORS = (MARIA, PAVEL, STRANGER, STRANGER + 1, STRANGER + 2)


class Town:
    """What is said, poll after poll: mostly in order, now and then not."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.now = utc(at(0, 9))
        self.numbers = dict.fromkeys((*OURS, NOBODYS), 0)
        self.before: dict[str, list[object]] = {}
        self.comes_and_goes = seed % 2  # then its chats are none of every day any more

    def poll(self) -> dict[str, list[object]]:
        """The next poll; some come again, some leave a gap, some bring all there is."""
        chance = self.chance
        self.now += chance.choice((60, 600, 600, 3600, 2 * 86_400))
        if self.before and chance.random() < 0.1:
            return self.before
        said: dict[str, list[object]] = {"seen": [], "links": [], "cropped": [], "calls": []}
        for _ in range(chance.randint(1, 8)):
            chat = chance.choice(
                (1, 1, 2, 2, 3, 3, BLIND, NOBODYS) if chance.random() < 0.08 else (1, 2, 3)
            )
            self.numbers[chat] += 1 if chance.random() < 0.985 else chance.randint(2, 4)
            self._say(said, chat, self.numbers[chat])
        if chance.random() < 0.12:
            self._more(said)
        if chance.random() < 0.05:
            chance.shuffle(said["seen"])
        if chance.random() < 0.05:
            said["seen"].append(chance.choice(said["seen"]))
        self.before = said
        return said

    def _say(self, said, chat, number):
        chance, account = self.chance, self.chance.choice(AUTHORS)
        when = self.now - chance.choice((0, 1, 30))
        kind = chance.random()
        if kind < 0.15:
            said["seen"].append(Seen(chat, number, None, when))
            said["calls"].append(self._call(chat, number, account, when))
            return
        said["seen"].append(Seen(chat, number, None if kind < 0.2 else account, when))
        if kind > 0.9:
            said["links"].append(Linked(chat, number, when, frozenset({"telegram", "viber"})))
        elif kind > 0.85:
            said["cropped"].append(Linked(chat, number, when, frozenset({"viber"})))

    def _call(self, chat, number, account, when):
        ended = self.chance.random() < 0.6
        seconds = self.chance.choice((60, 600)) if ended else None
        return CallSeen(
            chat=chat,
            number=number,
            at=when,
            ended=ended,
            initiator=account,
            started_at=when - (seconds or 0),
            seconds=seconds,
            reached=True if ended else None,
            participants=(account, self.chance.choice(AUTHORS)),
            participant_count=2,
            told=ended and self.chance.random() < 0.5,
        )

    def _more(self, said):
        """Something of which not every poll has one."""
        chat = self.chance.choice((1, 2, 3))
        self.numbers[chat] += 1
        number, now = self.numbers[chat], self.now
        match self.chance.randint(0, 3 + self.comes_and_goes):
            case 0:
                said["seen"].append(Seen(chat, number, MARIA, now))
                said["wanted"] = [wants(number, chat)]
            case 1:
                said["seen"].append(Seen(chat, number, None, now))
                said["renamed"] = [Renamed(chat=chat, title=f"{number}А", number=number)]
            case 2:
                said["seen"].append(Seen(-OLGA, number, None, now))
                said["dialogs"] = [DialogChange(account=OLGA, at=now, allowed=True)]
            case 3:
                said["seen"].append(Seen(chat, number, MARIA, now))
                said["addressed"] = {(chat, number)}
            case _:
                said["seen"].append(Seen(chat, number, None, now))
                visit = ChatVisit(
                    chat=chat, at=now, by=OLGA, present=self.chance.random() < 0.7, number=number
                )
                said["visits"] = [visit]


@asynccontextmanager
async def opened(template):
    """A database in which the same keys are made in the same order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, folder))
        database = await Database.open(f"sqlite:///{path}")
        try:
            async with database.writing() as connection:
                for chat, unit in OURS.items():
                    await chats.give(connection, chat, unit, at(-1))
                    if chat != BLIND:
                        await chats.prove_access(connection, chat, at(-1))
            await employ(database, MARIA, PAVEL)
            await employ(database, MARIA, unit=LYCEUM)
            yield database
        finally:
            await database.close()


def batches(seed):
    """The polls of a seed, and what happens before each."""
    town = Town(seed)
    for position in range(POLLS):
        said = town.poll()
        yield (
            town.chance.random(),
            Batch(source="longpoll", position=str(position), polled_at=town.now, **said),
        )


async def by_the_full_road(database, seed):
    known = Directory()
    for event, batch in batches(seed):
        await happens(database, event)
        async with database.writing() as connection:
            known = (await intake.record(connection, batch, known, weeks_of)).directory


async def by_both(database, seed):
    """Two intakes at one file take turns, and are replaced; some write what is then let go."""
    chance, taken = Random(seed), []
    real = database.at_once

    async def at_once(write):
        taken.append(await real(write))
        return taken[-1]

    database.at_once = at_once
    everyday = [Everyday(Directory()), Everyday(Directory())]
    for event, batch in batches(seed):
        await happens(database, event)
        which = chance.randint(0, 1) if chance.random() < 0.3 else 0
        if chance.random() < 0.05:
            everyday[which] = Everyday(Directory())
        mine = everyday[which]
        plan = mine.plan(batch)
        if plan is not None and chance.random() < 0.2:
            assert not await database.at_once(lambda to, plan=plan: write(to, plan) and False)
        done = await intake.take(database, batch, mine, weeks_of)
        if done.directory is not mine.known:
            everyday[which] = Everyday(done.directory)
    return sum(taken)


async def happens(database, event):
    """Now and then somebody else changes what intake goes by."""
    if event < 0.03:
        await employ(database, STRANGER + 2)
    elif event < 0.05:
        async with database.writing() as connection:
            await chats.give(connection, 2, LYCEUM, at(1))


async def both(template, seed, monkeypatch):
    found = []
    for road in (by_the_full_road, by_both):
        keys = count(1)
        monkeypatch.setattr(author_names, "new_key", lambda keys=keys: b"%016d" % next(keys))
        async with opened(template) as database:
            taken = await road(database, seed)
            found.append(await everything(database))
    return found, taken


@pytest.mark.sqlite("a server has the full road only")
@pytest.mark.parametrize("seed", range(SEEDS))
def test_both_roads_write_the_same_rows(template, seed, monkeypatch):
    fast = tuple(each for each in sqlite.PRAGMAS if "synchronous" not in each)
    monkeypatch.setattr(sqlite, "PRAGMAS", (*fast, "PRAGMA synchronous = OFF"))
    (full, mixed), taken = asyncio.run(both(template, seed, monkeypatch))
    assert mixed == full
    assert taken >= POLLS / 5 or seed % 2


async def plain(database, *numbers, chat=1):
    """Make sure of the week's key, and give who plans by what is true now."""
    everyday = Everyday(Directory())
    for number in numbers:
        batch = Batch(
            source="longpoll", polled_at=0, seen=[Seen(chat, number, MARIA, utc(at(0, 9)))]
        )
        everyday = Everyday((await intake.take(database, batch, everyday, weeks_of)).directory)
    return everyday


def says(*numbers, chat=1):
    when = utc(at(0, 9))
    return Batch(
        source="longpoll", polled_at=0, seen=[Seen(chat, each, MARIA, when) for each in numbers]
    )


@pytest.mark.sqlite("a server has the full road only")
@pytest.mark.asyncio
async def test_a_plan_is_written_only_if_everything_is_as_it_was_thought_to_be(template):
    async with opened(template) as database:
        everyday = await plain(database, 1, 2, 3)

        async def fits(*numbers, chat=1):
            plan = everyday.plan(says(*numbers, chat=chat))
            return plan and await database.at_once(lambda to: write(to, plan))

        before = await everything(database)
        assert not await fits(3)  # seen before
        assert not await fits(5)  # a gap
        assert await everything(database) == before
        assert await fits(4, 5)
        assert await fits(1, 2, chat=3) is None  # no key of that unit's week yet
        assert await fits(6, 8) is None
        assert await fits(7, 6) is None
        assert await fits(6, 6) is None

        async with database.writing() as connection:  # another one read further, past a gap
            await connection.execute(
                tables.ledger.insert().values(conversation=1, first=9, last=12)
            )
        assert not await fits(6, 7)
        assert await fits(13)

        await employ(database, OLGA)
        assert not await fits(14)  # the directory is another one
        async with database.reading() as connection:
            counted = await connection.scalar(select(tables.tallies.c.messages))
        assert counted == 6
