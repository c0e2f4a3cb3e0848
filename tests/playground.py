"""A sandbox and the real service over loopback HTTP, stepped by hand: no sleeping, no racing."""

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.app import open_service
from bot.config.settings import load_settings
from bot.dialog.staff.roster.rostering import Imported, dismiss, import_roster
from bot.service.core import Core, open_core
from bot.service.recording.intake import SOURCE
from bot.service.running import Service
from bot.vk.sender import Sent
from bot.vk.stream.incoming import Updates
from bot.vk.stream.longpoll import LongPoll
from monitor.facts.values import Report
from monitor.jobs.loading.week import load_report
from sandbox.faults import FaultBook
from sandbox.http.server import serve
from sandbox.world.world import Access, World
from storage.accounts import CHATS
from storage.db.database import Database
from storage.seen import streams
from storage.told import conditions
from storage.told.conditions import Condition
from tests.cast import ADMIN, CONFIG, MONDAY_MORNING, NAMES, ROSTER, SCHOOL, WEEK, at, utc
from tests.engines import on_server
from tests.quick import drawn_lightly


@dataclass(slots=True)
class Playground:
    """The world, the service and what it sent."""

    world: World
    service: Service
    poll: LongPoll
    sent: list[Sent]
    config: Path
    faults: FaultBook = field(default_factory=FaultBook)
    honest: bool = False
    """The stream is read only as far as it is."""
    read_at: datetime | None = None
    """By which clock everything was last said to be read."""

    async def settle(self) -> None:
        """Let the service take in and answer everything that happened."""
        while True:
            while self.poll.position != str(self.world.queue.last):
                await self.poll.step()
            await self.read_through()
            if not await self.service.inbox.step():
                return

    async def read_through(self) -> None:
        """Tell the service what an empty poll would: that it has read everything up to now.

        Unless the test is about just that, what lies ahead counts as read as well: who sets the
        clock need not think of it.
        """
        intake, now = self.service.intake, self.world.now()
        intake.reading.ask()
        if self.honest:
            await intake.caught_up()
        elif now != self.read_at:
            async with self.service.core.database.writing() as connection:
                await streams.touch(connection, SOURCE, utc(now), utc(FAR))
                if await streams.cursor(connection, SOURCE) is not None:
                    self.read_at = now  # nothing makes it less

    async def chat(
        self, title: str, *members: int, access: Access = Access.ADMIN, by: int = ADMIN
    ) -> int:
        """Make a chat of ``by`` with these members and invite the bot into it."""
        number = self.world.add_chat(title, by, [by, *members])
        self.world.set_bot(number, by, access)
        await self.settle()
        return number

    async def roster(
        self, text: str = ROSTER, unit: str = SCHOOL, *, gone: bool = False
    ) -> Imported:
        """Import a roster given as CSV; ``gone``: who is not in it is taken off the list too."""
        database, clock = self.service.core.database, self.service.clock
        done = await import_roster(
            database, self.service.vk, unit, text.encode(), "roster.csv", clock
        )
        if gone:
            async with database.writing() as connection:
                await dismiss(connection, unit, [each.id for each in done.missing], clock())
        return done

    def say(self, chat: int, person: int, count: int = 1, at: datetime | None = None) -> None:
        """Let somebody write so many messages, a second apart from each other."""
        for index in range(count):
            date = None if at is None else at + timedelta(seconds=index)
            self.world.say(person, chat=chat, text=f"Урок {index}", date=date)

    async def tick(self, now: datetime) -> None:
        """Take in what happened, set the clock, do what is due, and deliver it."""
        await self.settle()
        self.world.set_clock(now)
        await self.read_through()
        await self.service.refresh_chats()
        await self.service.tick(now)
        await self.service.delivery.drain()
        await self.settle()

    async def report(
        self, unit: str = SCHOOL, week: str = WEEK, now: datetime | None = None
    ) -> Report:
        """Give a unit's report as of now."""
        of = self.service.core.units[unit]
        wanted = of.week_named(week)
        async with self.service.core.database.reading() as connection:
            return await load_report(connection, of, wanted, now or self.world.now())

    def heard(self, *, dm: int | None = None, chat: int | None = None) -> list[str]:
        """Give the texts the bot wrote to a person or into a chat, oldest first."""
        peer = dm if chat is None else CHATS + chat
        return [each.text for each in self.sent if each.to == peer]

    async def rows(self, table: Any) -> list[Any]:
        """Read a whole table; in the order of its numbers, for a server has no order of its own."""
        async with self.service.core.database.reading() as connection:
            return list((await connection.execute(_all_of(table))).all())

    async def lasting(self) -> dict[str, Condition]:
        """Give the conditions, but whose the database is."""
        async with self.service.core.database.reading() as connection:
            found = await conditions.all(connection)
        del found[conditions.COMMUNITY]
        return found


FAR = at(36_500)


@cache
def _all_of(table: Any) -> Any:
    keys = [*table.primary_key]
    numbered = len(keys) == 1 and issubclass(keys[0].type.python_type, int)
    return table.select().order_by(*keys) if numbered else table.select()


@cache
def empty_database() -> bytes:
    """A database that is up to date and empty, made once: that takes longer than most tests."""

    async def make(path: Path) -> bytes:
        await (await Database.open(f"sqlite:///{path}")).close()
        return path.read_bytes()

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.db")
        with ThreadPoolExecutor(1) as other:  # a test's loop runs here
            return other.submit(asyncio.run, make(path)).result()


def _said(core: Core) -> tuple[Any, ...]:
    """Give what an opening writes; the moment is written as well."""
    return core.wanted, core.texts, core.cuts


@dataclass(frozen=True, slots=True)
class Settled:
    """A database into which what a core says is written already."""

    said: tuple[Any, ...]
    image: bytes


@cache
def settled() -> dict[str, Settled | None]:
    """Databases by config and clock, None: opened once; from the third time on one is copied."""
    return {}


def _keep(name: str, core: Core, database: Path) -> None:
    """Keep a database as it is now if one like it was opened before."""
    known = settled()
    if name not in known:
        known[name] = None
    elif known[name] is None:
        with closing(sqlite3.connect(database)) as connection:
            known[name] = Settled(_said(core), connection.serialize())


@asynccontextmanager
async def playground(
    folder: Path,
    config: str = CONFIG,
    clock: datetime = MONDAY_MORNING,
    *,
    honest: bool = False,
) -> AsyncIterator[Playground]:
    """Open a playground whose clock stands still at ``clock``; the cast has no dialogs yet."""
    world = World()
    world.rate_limit = None
    world.set_clock(clock)
    for number, (first, last) in NAMES.items():
        world.add_person(first, last, id=number)
    async with serve(world) as sandbox, AsyncExitStack() as stack:
        stack.enter_context(drawn_lightly())
        path = folder / "config.toml"
        path.write_text(
            config.format(
                database=folder / "zvonok.db",
                token=world.token,
                api_url=f"{sandbox.url}/method/",
            ),
            encoding="utf-8",
        )
        database = folder / "zvonok.db"
        settings = load_settings(path)
        new, kept = not (database.exists() or on_server()), None
        name = f"{clock.isoformat()} {config}"
        if new:
            kept = settled().get(name)
            database.write_bytes(empty_database() if kept is None else kept.image)
            database.chmod(0o600)
        sent: list[Sent] = []
        async with (
            open_core(settings, folder, now=clock, settled=kept is None) as core,
            open_service(core, settings, world.now, sent.append, 2_000, alone=True) as service,
        ):
            if kept is not None and kept.said != _said(core):
                await core.settle(clock)  # an order is another one, or the environment
            if new:
                _keep(name, core, database)

            async def handle(body: bytes, read: Updates | None) -> None:
                await service.intake.take(body, read)

            async def nothing() -> None:
                """What is lost is another test's matter."""

            poll = LongPoll(
                service.vk,
                service.group,
                str(world.queue.last),
                handle,
                asyncio.sleep,
                lambda _error: True,
                lost=service.intake.lost if honest else nothing,
                asking=service.intake.reading.ask,
            )
            yield Playground(world, service, poll, sent, path, sandbox.faults, honest)
