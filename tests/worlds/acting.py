"""Playing a story through the sandbox and the real service."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from monitor.jobs.asked.correcting import correct
from sandbox.faults import read_fault
from sandbox.world import calls
from sandbox.world.world import Access
from storage.chats import chats as chat_store
from storage.db.database import Connection
from storage.people import people as people_store
from storage.records import Correction, SchoolClass, Vacation
from storage.weeks import vacations
from tests.playground import Playground, playground
from tests.worlds.settling import config_of, order_of
from tests.worlds.story import (
    ADMINS,
    FIRST_STRANGER,
    Called,
    Confirmed,
    Event,
    Person,
    Said,
    School,
    Service,
    Story,
    profiles,
)
from tests.worlds.truth import Truth

Deed = Callable[[], Awaitable[None]]

STRANGERS = range(FIRST_STRANGER, FIRST_STRANGER + 14)


@asynccontextmanager
async def played(story: Story, folder: Path) -> AsyncIterator["Play"]:
    """Open a world in which nothing has happened yet."""
    (folder / "order.toml").write_text(order_of(story), encoding="utf-8")
    begin = story.start(0)
    async with playground(folder, config_of(story), begin - timedelta(days=20)) as ground:
        play = Play(story, ground)
        await play.prepare()
        yield play


class Play:
    """One story in one playground."""

    def __init__(self, story: Story, ground: Playground) -> None:
        self.story, self.ground = story, ground
        self.numbers: dict[int, int] = {}  # the story's chats -> the world's
        self.persons: dict[tuple[int, str], int] = {}
        self.closed: dict[str, Truth] = {}  # of the first week, by unit
        self.ended: dict[str, Truth] = {}  # what was known last
        deeds = sorted(self._deeds(), key=lambda each: each[0])
        self.deeds: Iterator[tuple[datetime, Deed]] = iter(deeds)
        self.next: tuple[datetime, Deed] | None = next(self.deeds, None)

    async def prepare(self) -> None:
        """Let everybody be there, the schools' rosters be known, and the chats exist."""
        world = self.ground.world
        for number in STRANGERS:
            world.add_person("Гость", f"Чужой{number}", id=number)
        for school in self.story.schools:
            for person in school.people:
                for account in (person.account, person.second):
                    if account is not None:
                        world.add_person("Анна", person.name.split()[0], id=account)
            await self._roster(school)
        for chat in self.story.chats:
            self.numbers[chat.number] = world.add_chat(
                f"Чат {chat.number}", ADMINS[chat.school], chat.members
            )
        await self.ground.settle()

    async def _roster(self, school: School) -> None:
        now = self.ground.world.now()
        async with self.ground.service.core.database.writing() as connection:
            for person in school.listed(now):
                await self._list(connection, school, person)
            if school.rest is not None:
                first, last = school.rest
                rest = Vacation(unit=school.unit, class_name="", first=first, last=last)
                await vacations.add(connection, rest, "bot")
            classes = [
                SchoolClass(name=name, pupils=pupils, parents=parents, teacher="")
                for name, (pupils, parents) in school.classes.items()
            ]
            await people_store.set_classes(connection, school.unit, classes)

    async def _list(self, connection: Connection, school: School, person: Person) -> None:
        values = {
            "full_name": person.name,
            "position": person.role,
            "role": person.role,
            "classes": list(person.classes),
        }
        now = self.ground.world.now()
        number = await people_store.add(connection, school.unit, values, now)
        self.persons[school.number, person.name] = number
        if person.away is not None:
            await people_store.set_absence(connection, number, *person.away)

    async def _hire(self, school: School, person: Person) -> None:
        async with self.ground.service.core.database.writing() as connection:
            await self._list(connection, school, person)

    async def until(self, moment: datetime) -> None:
        """Let everything happen that happens up to a moment, read at the story's polls."""
        while self.next is not None and self.next[0] <= moment:
            at, deed = self.next
            self.ground.world.set_clock(at)
            await deed()
            self.next = next(self.deeds, None)
        self.ground.world.set_clock(moment)
        await self._read()

    def _deeds(self) -> Iterator[tuple[datetime, Deed]]:
        """What happens, at one moment in this order."""
        story = self.story
        yield from self._of_chats()
        for school in story.schools:
            for person in school.people:
                if person.hired_at is not None:
                    yield person.hired_at, partial(self._hire, school, person)
                if person.bound_at is not None:
                    yield person.bound_at, partial(self._bind, school, person)
        for each in story.events:
            yield each.at, partial(self._happen, each)
            if isinstance(each, Called):
                yield each.over, partial(self._hang_up, each)
        for index, at in enumerate(story.polls):
            yield at, partial(self._read, repeat=index in story.repeats)

    def _of_chats(self) -> Iterator[tuple[datetime, Deed]]:
        for chat in self.story.chats:
            for stay in chat.stays:
                yield stay.since, partial(self._invite, chat.number, Access.ADMIN)
                if stay.until is not None:
                    yield stay.until, partial(self._invite, chat.number, Access.ABSENT)
            for at, to in chat.moves:
                yield at, partial(self._move, chat.number, self.story.schools[to])

    async def _invite(self, chat: int, access: Access) -> None:
        number = self.numbers[chat]
        self.ground.world.set_bot(number, self.ground.world.chat(number).owner, access)

    async def _move(self, chat: int, school: School) -> None:
        """Give a chat to the other school; what was written before has been read by then."""
        await self._read()
        async with self.ground.service.core.database.writing() as connection:
            now = self.ground.world.now()
            await chat_store.give(connection, self.numbers[chat], school.unit, now)

    async def _bind(self, school: School, person: Person) -> None:
        database, now = self.ground.service.core.database, self.ground.world.now()
        number = self.persons[school.number, person.name]
        bound = dict.fromkeys(profiles(person), number)
        async with database.writing() as connection:
            await people_store.bind(connection, school.unit, bound, "administrator", now)

    async def _happen(self, event: Event) -> None:
        world = self.ground.world
        if isinstance(event, Confirmed):
            await self._confirm(event)
            return
        chat = self.numbers[event.chat]
        match event:
            case Said(edited=edited):
                cmid = world.say(event.author, chat=chat, text="Урок")
                if edited:
                    world.edit(chat, cmid, "Урок!")
            case Called():
                calls.start(world, chat, event.author, [event.author, *event.others])
            case Service():
                world.rename_chat(chat, world.chat(chat).owner, f"Чат {event.chat}")

    async def _hang_up(self, call: Called) -> None:
        calls.end(
            self.ground.world,
            self.numbers[call.chat],
            call.author,
            [call.author, *call.others] if call.reached else [call.author],
            call.seconds,
            state="reached" if call.reached else "canceled_by_initiator",
        )

    async def _confirm(self, event: Confirmed) -> None:
        service, now = self.ground.service, self.ground.world.now()
        unit = service.core.units[self.story.schools[event.school].unit]
        week = unit.week(now)
        new = Correction(
            id=0,
            unit=unit.id,
            week=week.name,
            person=self.persons[event.school, event.name],
            messages=event.messages,
            calls=event.calls,
            figure="",
            comment="по журналу",
            author=ADMINS[event.school],
            made_at=now,
        )
        async with service.core.database.writing() as connection:
            await correct(connection, unit, week, new, service.core.units)

    async def _read(self, *, repeat: bool = False) -> None:
        ground = self.ground
        if repeat:
            ground.faults.add(read_fault({"on": "poll", "duplicate": 60}))
        await ground.settle()
        ground.faults.clear()
        while await ground.service.healer.step():
            pass
        async with ground.service.core.database.writing() as connection:
            for chat in self.story.chats:
                values = {"kind": chat.kind, "class_name": chat.class_name}
                await chat_store.describe(connection, self.numbers[chat.number], values)

    async def close(self, week: int) -> datetime:
        """Let a week (0 or 1) be closed by its job; give the moment."""
        moment = self.story.start(week + 1) + timedelta(hours=9)
        await self.until(moment)
        await self.ground.tick(moment)
        return moment
